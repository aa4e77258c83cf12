package io.rooftile.rtl.overlay;

/// How a network is compiled.
///
/// @param keepsAllMaps whether no map is overwritten, so that every layer's result can be looked at afterwards
public record CompilerOptions(boolean keepsAllMaps) {
    public static final CompilerOptions USUAL = new CompilerOptions(false);
}
