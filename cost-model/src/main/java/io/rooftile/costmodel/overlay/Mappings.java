package io.rooftile.costmodel.overlay;

import io.rooftile.core.design.Tiling;

/// A tiling in words.
final class Mappings {
    private Mappings() {}

    static String describe(Tiling tiling, String note) {
        String text = "tile " + tiling.tileOY() + 'x' + tiling.tileOX() + 'x' + tiling.tileK()
                + switch (tiling.order()) {
                    case WEIGHTS_OUTER -> ", weights outer";
                    case FEATURES_OUTER -> ", features outer";
                };
        return note.isEmpty() ? text : text + ", " + note;
    }
}
