package io.rooftile.costmodel;

/// Why a design cannot be built.
///
/// @param resource what there is too little of
/// @param demand what the design needs
/// @param limit what there is
/// @param unit of both
/// @param lever what would help
public record Violation(String resource, double demand, double limit, String unit, String lever) {}
