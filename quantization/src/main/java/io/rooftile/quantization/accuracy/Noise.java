package io.rooftile.quantization.accuracy;

/// What quantisation adds to outputs.
final class Noise {
    private Noise() {}

    /// Mean square of the difference.
    static double power(float[] outputs, float[] exact) {
        double sum = 0;
        for (int i = 0; i < outputs.length; i++) {
            double difference = (double) outputs[i] - exact[i];
            sum += difference * difference;
        }
        return sum / outputs.length;
    }
}
