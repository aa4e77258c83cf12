package io.rooftile.modelimport.tflite;

/// Turns operations of one kind into layers.
@FunctionalInterface
interface OpImporter {
    /// Adds the operation's layers to the network, or notes its output as a constant.
    ///
    /// @throws Unimportable when there is no layer for this operation as it is
    /// @throws io.rooftile.core.UserInputException when the file contradicts itself
    void importInto(Operation operation);
}
