package io.rooftile.modelimport.zoo;

/// Rows and columns of the image a topology is built for.
record InputSize(int height, int width) {
    /// Larger images are refused: no network of the zoo is run on them, and shapes would overflow.
    static final int LIMIT = 8192;

    static InputSize square(int side) {
        return new InputSize(side, side);
    }
}
