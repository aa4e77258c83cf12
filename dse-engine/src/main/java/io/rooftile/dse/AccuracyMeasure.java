package io.rooftile.dse;

import io.rooftile.core.device.Basis;
import java.util.OptionalDouble;

/// What the accuracy of a network's designs is.
///
/// @param metric its word: `top1`, `auc`, `sqnr`
/// @param unit of all its figures: `fraction`, `dB`
/// @param basis how far a measured figure can be trusted as an accuracy
/// @param ofReal accuracy of the network of real numbers, which designs lose some of; empty where it is what
/// they are compared with
/// @param note what it was measured on, and whether it stands in for something else: one line
public record AccuracyMeasure(String metric, String unit, Basis basis, OptionalDouble ofReal, String note) {}
