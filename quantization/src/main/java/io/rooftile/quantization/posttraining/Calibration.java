package io.rooftile.quantization.posttraining;

import io.rooftile.core.UserInputException;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Tensor;
import io.rooftile.quantization.real.RealExecutor;
import io.rooftile.quantization.real.RealNetwork;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// What flows through a network of real numbers on sample rows: for each tensor how often which numbers occur, and the
/// mean of each channel.
///
/// Does not depend on how rows were shared between threads: ranges, counts and sums of whole numbers come out
/// the same in any order.
///
/// @param histograms by tensor name
/// @param channelMeans by tensor name, along the last dimension
record Calibration(Map<String, Histogram> histograms, Map<String, double[]> channelMeans) {
    /// Runs the rows twice: for the ranges, and for what lies in them.
    ///
    /// @throws UserInputException when the network cannot be computed in real numbers, or what flows is not finite
    static Calibration of(Network network, byte[] rows, int threads) {
        RealExecutor executor = new RealExecutor(RealNetwork.of(network));
        long rowCount = rows.length / executor.rowBytesIn();
        List<Tensor> tensors = Stream.concat(
                        network.inputs().stream(), network.layers().stream().map(Layer::output))
                .toList();
        Map<String, Range> ranges = new HashMap<>();
        tensors.forEach(tensor -> ranges.put(tensor.name(), new Range()));
        executor.run(rows, threads, (tensor, elements, _, lanes) -> of(ranges, tensor.name())
                .add(Range.of(elements, lanes)));
        Map<String, Histogram> histograms = new HashMap<>();
        Map<String, ChannelSums> sums = new HashMap<>();
        for (Tensor tensor : tensors) {
            Range range = of(ranges, tensor.name());
            requireFinite(network, tensor, range);
            histograms.put(tensor.name(), new Histogram(range.min, range.max));
            int channels = tensor.shape().channels();
            long perChannel = rowCount * (tensor.shape().elements() / channels);
            sums.put(tensor.name(), new ChannelSums(channels, range.farthest(), perChannel));
        }
        executor.run(rows, threads, (tensor, elements, _, lanes) -> {
            of(histograms, tensor.name()).add(elements, lanes);
            of(sums, tensor.name()).add(elements, lanes);
        });
        Map<String, double[]> means = new HashMap<>();
        sums.forEach((tensor, sum) -> means.put(tensor, sum.means()));
        return new Calibration(histograms, means);
    }

    private static <T> T of(Map<String, T> byTensor, String tensor) {
        return Objects.requireNonNull(byTensor.get(tensor), tensor);
    }

    private static void requireFinite(Network network, Tensor tensor, Range range) {
        if (!Double.isFinite(range.max - range.min)) {
            throw UserInputException.of(
                    network.name(),
                    tensor.name(),
                    "on the sample rows its numbers go from " + range.min + " to " + range.max,
                    "check the weights, and that inputs are scaled as in training");
        }
    }

    Histogram histogram(String tensor) {
        return of(histograms, tensor);
    }

    double[] means(String tensor) {
        return of(channelMeans, tensor);
    }

    /// The least and the greatest of numbers; both are no number where one of them is.
    private static final class Range {
        private double min = Double.POSITIVE_INFINITY;
        private double max = Double.NEGATIVE_INFINITY;

        static Range of(float[][] elements, int lanes) {
            Range range = new Range();
            for (float[] element : elements) {
                for (int lane = 0; lane < lanes; lane++) {
                    range.min = Math.min(range.min, element[lane]);
                    range.max = Math.max(range.max, element[lane]);
                }
            }
            return range;
        }

        synchronized void add(Range other) {
            min = Math.min(min, other.min);
            max = Math.max(max, other.max);
        }

        double farthest() {
            return Math.max(Math.abs(min), Math.abs(max));
        }
    }
}
