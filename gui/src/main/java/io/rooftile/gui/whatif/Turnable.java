package io.rooftile.gui.whatif;

import io.rooftile.core.design.Design;
import java.util.function.Function;

/// A choice of a design that a person may change.
///
/// @param place the layer it belongs to, or the whole design
/// @param name of the choice: `PE`, `clock (MHz)`
/// @param value as a person reads and writes it
/// @param turn the design with another value; throws [IllegalArgumentException] for a value that is none
public record Turnable(String place, String name, String value, Function<String, Design> turn) {}
