package io.rooftile.calibration.published;

/// A published figure and how it is predicted.
public record Sample(Measurement measurement, Prediction prediction) {}
