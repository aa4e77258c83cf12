package io.rooftile.quantization.accuracy;

import java.util.List;

/// What fewer bits in one place do to the outputs.
///
/// @param change of each output beyond rounding to the grid, with the spread of the scores as it was
/// @param gain factor on the spread of the scores
/// @param amplitude of the change, relative to the spread of the scores
/// @param grids what the outputs are rounded to
@SuppressWarnings("ArrayRecordComponent") // Read in inner loops, never compared.
record PlaceChange(float[] change, double gain, double amplitude, List<OutputGrid> grids) {
    /// Scores damped to less than a tenth are not scaled further up: nothing but noise is left of them.
    private static final double LEAST_GAIN = 0.1;

    /// The change from a reference.
    ///
    /// @param ordered how many outputs in a row are put in order, 0 where the figures themselves count
    static PlaceChange of(Outputs outputs, float[] reference, int ordered) {
        float[] rounded = reference.clone();
        OutputGrid.round(outputs.grids(), rounded);
        float[] before = Scores.deviations(rounded, ordered);
        float[] after = Scores.deviations(outputs.values(), ordered);
        double gain = ordered == 0 ? 1 : Math.max(LEAST_GAIN, Scores.gain(after, before));
        float[] change = new float[before.length];
        double power = 0;
        double signal = 0;
        for (int i = 0; i < change.length; i++) {
            double ofDeviation = after[i] / gain - before[i];
            double ofMean = (outputs.values()[i] - after[i]) - (rounded[i] - before[i]);
            change[i] = (float) (ofDeviation + ofMean);
            power += ofDeviation * ofDeviation;
            signal += (double) before[i] * before[i];
        }
        return new PlaceChange(change, gain, signal == 0 ? 0 : Math.sqrt(power / signal), outputs.grids());
    }
}
