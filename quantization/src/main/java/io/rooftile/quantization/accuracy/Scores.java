package io.rooftile.quantization.accuracy;

/// Outputs of which only the order counts: of the classes of each row, or of the one score of all rows. A factor and an
/// offset of all that are put in order are told apart from what changes their order.
final class Scores {
    private Scores() {}

    /// How many outputs in a row are put in order; 0 where the figures themselves count.
    static int ordered(Metric metric, int outputs, int rows) {
        return switch (metric) {
            case TOP1 -> outputs / rows;
            case AUC -> outputs;
            case SQNR -> 0;
        };
    }

    /// Outputs less the mean of those that they are put in order with.
    static float[] deviations(float[] outputs, int ordered) {
        float[] deviations = outputs.clone();
        for (int first = 0; ordered > 0 && first < outputs.length; first += ordered) {
            double mean = mean(outputs, first, ordered);
            for (int i = first; i < first + ordered; i++) {
                deviations[i] = (float) (outputs[i] - mean);
            }
        }
        return deviations;
    }

    /// Draws outputs nearer to the mean of those that they are put in order with, or apart.
    static void scale(float[] outputs, int ordered, double factor) {
        for (int first = 0; ordered > 0 && first < outputs.length; first += ordered) {
            double mean = mean(outputs, first, ordered);
            for (int i = first; i < first + ordered; i++) {
                outputs[i] = (float) (mean + factor * (outputs[i] - mean));
            }
        }
    }

    private static double mean(float[] outputs, int first, int count) {
        double sum = 0;
        for (int i = first; i < first + count; i++) {
            sum += outputs[i];
        }
        return sum / count;
    }

    /// The factor that takes the reference's deviations nearest to these.
    static double gain(float[] deviations, float[] ofReference) {
        double cross = 0;
        double square = 0;
        for (int i = 0; i < deviations.length; i++) {
            cross += (double) deviations[i] * ofReference[i];
            square += (double) ofReference[i] * ofReference[i];
        }
        return square > 0 ? cross / square : 1;
    }
}
