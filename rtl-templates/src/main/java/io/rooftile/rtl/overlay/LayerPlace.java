package io.rooftile.rtl.overlay;

/// Who does a layer.
///
/// @param layer its name
/// @param reason why it is there, or how it is cut; empty where nothing is to be said
public record LayerPlace(String layer, String type, Where where, String reason) {
    /// Who does it.
    public enum Where {
        ENGINE,
        /// Nobody: its result lies where its input does.
        NOWHERE,
        HOST
    }
}
