package io.rooftile.costmodel.overlay;

import io.rooftile.core.design.Tiling;

/// A tiling in words.
final class Mappings {
    private Mappings() {}

    /// @param augmentedChannels that the host gives the layer's input; 0 where it leaves them as they are
    /// @param staysOnChip whether the layer's map stays in the feature banks
    static String describe(Tiling tiling, int augmentedChannels, boolean staysOnChip, String note) {
        String text = "tile " + tiling.tileOY() + 'x' + tiling.tileOX() + 'x' + tiling.tileK()
                + switch (tiling.order()) {
                    case WEIGHTS_OUTER -> ", weights outer";
                    case FEATURES_OUTER -> ", features outer";
                };
        if (augmentedChannels > 0) {
            text += ", channels augmented to " + augmentedChannels;
        }
        if (staysOnChip) {
            text += ", result stays on chip";
        }
        return note.isEmpty() ? text : text + ", " + note;
    }
}
