package io.rooftile.costmodel.fabric;

/// LUTs of a piece of logic that has no formula, per bit or in all, as they were counted after mapping its cell alone.
///
/// @param sixInputs of LUTs of 6 inputs
/// @param fourInputs of LUTs of 4 inputs, each with its own carry
/// @param inCarry where a carry chain is made of LUTs of 4 inputs
public record Rate(double sixInputs, double fourInputs, double inCarry) {}
