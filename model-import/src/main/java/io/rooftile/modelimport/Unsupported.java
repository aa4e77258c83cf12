package io.rooftile.modelimport;

/// One thing in a model that cannot become a layer.
///
/// @param node its name in the file
/// @param op what the file calls the operation
/// @param reason why it cannot be imported
/// @param hint what the user can do
public record Unsupported(String node, String op, String reason, String hint) {}
