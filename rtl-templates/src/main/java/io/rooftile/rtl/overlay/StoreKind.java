package io.rooftile.rtl.overlay;

/// Where a store writes, with its number: its place here.
public enum StoreKind {
    MEMORY,
    BANKS
}
