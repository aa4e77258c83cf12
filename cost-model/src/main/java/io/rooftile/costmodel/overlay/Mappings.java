package io.rooftile.costmodel.overlay;

import io.rooftile.core.design.Tiling;

/// A tiling in words.
final class Mappings {
    private Mappings() {}

    static String describe(Tiling tiling, int residence, String note) {
        StringBuilder text = new StringBuilder("tile ")
                .append(tiling.tileOY())
                .append('x')
                .append(tiling.tileOX())
                .append('x')
                .append(tiling.tileK())
                .append('x')
                .append(tiling.tileC());
        text.append(
                switch (tiling.order()) {
                    case WEIGHTS_OUTER -> ", weights outer";
                    case FEATURES_OUTER -> ", features outer";
                });
        append(text, residence, Residence.INPUT, "input on chip");
        append(text, residence, Residence.SECOND, "second input on chip");
        append(text, residence, Residence.OUTPUT, "output stays on chip");
        append(text, residence, Residence.WEIGHTS, "weights on chip");
        return note.isEmpty() ? text.toString() : text.append(", ").append(note).toString();
    }

    private static void append(StringBuilder text, int residence, int bit, String words) {
        if ((residence & bit) != 0) {
            text.append(", ").append(words);
        }
    }
}
