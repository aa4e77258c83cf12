package io.rooftile.rtl.overlay;

/// How a network is compiled.
///
/// @param keepsAllMaps whether no map is overwritten, so that every layer's result can be looked at afterwards
/// @param isSmall whether the engine is a small one
public record CompilerOptions(boolean keepsAllMaps, boolean isSmall) {
    public static final CompilerOptions USUAL = new CompilerOptions(false);

    /// For an engine that is not small.
    public CompilerOptions(boolean keepsAllMaps) {
        this(keepsAllMaps, false);
    }
}
