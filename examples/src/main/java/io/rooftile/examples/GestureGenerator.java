package io.rooftile.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Makes up what a three-axis accelerometer would measure during one second of five gestures, and reduces it to the
/// [#FEATURE_COUNT] features the model sees.
///
/// Accelerations are in units of standard gravity, [#SAMPLE_COUNT] samples per second. The features are, for each
/// of the axes x, y, z in turn, mean, standard deviation, peak-to-peak range and mean absolute difference of
/// neighbouring samples, then the correlations xy, yz and zx; each is stored in steps of 1/64, clamped to one signed
/// byte (-2 to 127/64).
final class GestureGenerator implements RowSource {

    static final int FEATURE_COUNT = 15;
    static final int STEPS_PER_UNIT = 64;
    static final int CLASS_COUNT = Gesture.values().length;

    private static final int SAMPLE_COUNT = 50;
    private static final int AXIS_COUNT = 3;
    private static final double TURN = 2 * Math.PI;

    /// The gestures in the order of their labels.
    private enum Gesture {
        REST,
        SHAKE,
        CIRCLE,
        TAP,
        TILT
    }

    @Override
    public List<Integer> draw(int label, RandomGenerator random) {
        Gesture[] gestures = Gesture.values();
        if (label < 0 || label >= gestures.length) {
            throw new IllegalArgumentException(
                    "label must be in 0..%d, but was %d".formatted(gestures.length - 1, label));
        }
        return features(samples(gestures[label], random)).stream()
                .map(feature -> Math.clamp(Math.round(feature * STEPS_PER_UNIT), Byte.MIN_VALUE, Byte.MAX_VALUE))
                .toList();
    }

    /// One window of samples, indexed `[axis][time]`: gravity as the device is held, the gesture, and sensor noise.
    private static double[][] samples(Gesture gesture, RandomGenerator random) {
        double rollRadians = 0.25 * random.nextGaussian();
        double pitchRadians = 0.25 * random.nextGaussian();
        double noiseDeviation = random.nextDouble(0.01, 0.08);
        Motion motion = motion(gesture, random);

        double[][] samples = new double[AXIS_COUNT][SAMPLE_COUNT];
        for (int time = 0; time < SAMPLE_COUNT; time++) {
            double seconds = (double) time / SAMPLE_COUNT;
            Moment moment = motion.at(seconds);
            double roll = rollRadians + moment.rollRadians();
            samples[0][time] = moment.x() - Math.sin(pitchRadians);
            samples[1][time] = moment.y() + Math.sin(roll) * Math.cos(pitchRadians);
            samples[2][time] = moment.z() + Math.cos(roll) * Math.cos(pitchRadians);
            for (int axis = 0; axis < AXIS_COUNT; axis++) {
                samples[axis][time] += noiseDeviation * random.nextGaussian();
            }
        }
        return samples;
    }

    /// What a gesture adds at one moment: acceleration on each axis in standard gravities, and rotation about x.
    private record Moment(double x, double y, double z, double rollRadians) {}

    @FunctionalInterface
    private interface Motion {
        Moment at(double seconds);
    }

    private static Motion motion(Gesture gesture, RandomGenerator random) {
        return switch (gesture) {
            case REST -> _ -> new Moment(0, 0, 0, 0);
            case SHAKE -> {
                double hertz = random.nextDouble(2, 5);
                double amplitude = random.nextDouble(0.3, 1.2);
                double phase = random.nextDouble(TURN);
                double intoY = random.nextDouble(-0.35, 0.35);
                double intoZ = random.nextDouble(-0.35, 0.35);
                yield seconds -> {
                    double swing = amplitude * Math.sin(TURN * hertz * seconds + phase);
                    return new Moment(swing, intoY * swing, intoZ * swing, 0);
                };
            }
            case CIRCLE -> {
                double hertz = random.nextDouble(1, 2.5);
                double amplitude = random.nextDouble(0.3, 1);
                double ratio = random.nextDouble(0.6, 1.4);
                double phase = random.nextDouble(TURN);
                yield seconds -> {
                    double angle = TURN * hertz * seconds + phase;
                    return new Moment(amplitude * Math.cos(angle), ratio * amplitude * Math.sin(angle), 0, 0);
                };
            }
            case TAP -> {
                double startSeconds = random.nextDouble(0.1, 0.8);
                double amplitude = random.nextDouble(0.5, 2);
                double decaySeconds = random.nextDouble(0.03, 0.08);
                double hertz = random.nextDouble(8, 14);
                yield seconds -> {
                    double since = seconds - startSeconds;
                    double ring = since < 0
                            ? 0
                            : amplitude * Math.exp(-since / decaySeconds) * Math.cos(TURN * hertz * since);
                    return new Moment(0.15 * ring, -0.1 * ring, ring, 0);
                };
            }
            case TILT -> {
                double angle = random.nextDouble(0.5, 1.4) * (random.nextBoolean() ? 1 : -1);
                double middleSeconds = random.nextDouble(0.35, 0.65);
                yield seconds -> new Moment(0, 0, 0, angle / (1 + Math.exp(-12 * (seconds - middleSeconds))));
            }
        };
    }

    private static List<Double> features(double[][] samples) {
        List<Double> features = new ArrayList<>(FEATURE_COUNT);
        for (double[] axis : samples) {
            double lowest = axis[0];
            double highest = axis[0];
            double steps = 0;
            for (int time = 1; time < SAMPLE_COUNT; time++) {
                lowest = Math.min(lowest, axis[time]);
                highest = Math.max(highest, axis[time]);
                steps += Math.abs(axis[time] - axis[time - 1]);
            }
            features.add(mean(axis));
            features.add(Math.sqrt(covariance(axis, axis)));
            features.add(highest - lowest);
            features.add(steps / (SAMPLE_COUNT - 1));
        }
        for (int axis = 0; axis < AXIS_COUNT; axis++) {
            double[] one = samples[axis];
            double[] other = samples[(axis + 1) % AXIS_COUNT];
            features.add(covariance(one, other) / Math.sqrt(covariance(one, one) * covariance(other, other)));
        }
        return features;
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double covariance(double[] one, double[] other) {
        double meanOfOne = mean(one);
        double meanOfOther = mean(other);
        double sum = 0;
        for (int index = 0; index < one.length; index++) {
            sum += (one[index] - meanOfOne) * (other[index] - meanOfOther);
        }
        return sum / one.length;
    }
}
