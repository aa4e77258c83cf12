package io.rooftile.modelimport.keras;

/// How a file is to be read, where it makes a difference: which Keras wrote it, and where it has channels.
///
/// @param version as in the file, empty when it does not say
record Dialect(String version, Layout layout) {
    /// Whether the file comes from Keras 3 or newer.
    boolean isKeras3() {
        return major() >= 3;
    }

    /// Whether bilinear interpolation takes its samples at the centres of pixels: from TensorFlow 2 on, whose
    /// first Keras is 2.3 (2.2.4-tf was in TensorFlow 1 as well).
    boolean hasHalfPixelCentres() {
        return major() > 2 || (major() == 2 && part(1) >= 3);
    }

    private int major() {
        return part(0);
    }

    /// A part of the version, 0 when there is none.
    private int part(int index) {
        String[] parts = version.split("\\.", -1);
        return index < parts.length && parts[index].matches("[0-9]{1,3}") ? Integer.parseInt(parts[index]) : 0;
    }
}
