package io.rooftile.rtl.overlay;

/// The buffer that a load fills, with its number: its place here.
public enum LoadKind {
    FEATURES,
    WEIGHTS,
    PARAMETERS
}
