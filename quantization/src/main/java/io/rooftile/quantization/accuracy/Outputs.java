package io.rooftile.quantization.accuracy;

import java.util.Arrays;
import java.util.List;

/// What comes out of a quantised network.
///
/// @param values real numbers, row after row
/// @param grids what they can be
@SuppressWarnings("ArrayRecordComponent") // Read in inner loops, compared by areSame alone.
record Outputs(float[] values, List<OutputGrid> grids) {
    Outputs {
        grids = List.copyOf(grids);
    }

    boolean areSame(Outputs others) {
        return grids.equals(others.grids) && Arrays.equals(values, others.values);
    }
}
