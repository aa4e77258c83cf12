package io.rooftile.quantization.posttraining;

import io.rooftile.core.UserInputException;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Tensor;
import io.rooftile.quantization.real.RealExecutor;
import io.rooftile.quantization.real.RealNetwork;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// What flows through a network of real numbers on sample rows: for each tensor how often which numbers occur, and the
/// mean of each channel.
///
/// Does not depend on how rows were shared between threads: counts are whole numbers, and sums are added up in the
/// order of rows.
///
/// @param histograms by tensor name
/// @param channelMeans by tensor name, along the last dimension
record Calibration(Map<String, Histogram> histograms, Map<String, double[]> channelMeans) {
    /// Runs the rows twice: for the ranges, and for what lies in them.
    ///
    /// @throws UserInputException when the network cannot be computed in real numbers, or what flows is not finite
    static Calibration of(Network network, byte[] rows, int threads) {
        RealExecutor executor = new RealExecutor(RealNetwork.of(network));
        Map<String, TreeMap<Integer, Block>> blocks = new HashMap<>();
        network.inputs().forEach(tensor -> blocks.put(tensor.name(), new TreeMap<>()));
        network.layers().forEach(layer -> blocks.put(layer.output().name(), new TreeMap<>()));
        executor.run(rows, threads, (tensor, elements, firstRow, lanes) -> {
            Block block = Block.of(tensor, elements, lanes);
            TreeMap<Integer, Block> all = Objects.requireNonNull(blocks.get(tensor.name()));
            synchronized (all) {
                all.put(firstRow, block);
            }
        });
        Map<String, Histogram> histograms = new HashMap<>();
        Map<String, double[]> means = new HashMap<>();
        blocks.forEach((tensor, all) -> {
            Block whole = Block.merged(new ArrayList<>(all.values()));
            requireFinite(network, tensor, whole);
            histograms.put(tensor, new Histogram(whole.min(), whole.max()));
            means.put(tensor, whole.means());
        });
        executor.run(rows, threads, (tensor, elements, firstRow, lanes) -> {
            Histogram total = Objects.requireNonNull(histograms.get(tensor.name()));
            Histogram part = new Histogram(total.min(), total.max());
            for (float[] element : elements) {
                for (int lane = 0; lane < lanes; lane++) {
                    part.count(element[lane]);
                }
            }
            synchronized (total) {
                total.add(part);
            }
        });
        return new Calibration(histograms, means);
    }

    private static void requireFinite(Network network, String tensor, Block whole) {
        if (!Double.isFinite(whole.max() - whole.min())) {
            throw UserInputException.of(
                    network.name(),
                    tensor,
                    "on the sample rows its numbers go from " + whole.min() + " to " + whole.max(),
                    "check the weights, and that inputs are scaled as in training");
        }
    }

    Histogram histogram(String tensor) {
        return Objects.requireNonNull(histograms.get(tensor), tensor);
    }

    double[] means(String tensor) {
        return Objects.requireNonNull(channelMeans.get(tensor), tensor);
    }

    /// Range and channel sums of some rows.
    /// An array, because sums are added in place while the block is made; nobody compares blocks.
    @SuppressWarnings("ArrayRecordComponent")
    private record Block(double min, double max, double[] sums, long count) {
        static Block of(Tensor tensor, float[][] elements, int lanes) {
            double min = Double.POSITIVE_INFINITY;
            double max = Double.NEGATIVE_INFINITY;
            int channels = tensor.shape().channels();
            double[] sums = new double[channels];
            for (int element = 0; element < elements.length; element++) {
                for (int lane = 0; lane < lanes; lane++) {
                    float value = elements[element][lane];
                    min = Math.min(min, value);
                    max = Math.max(max, value);
                    sums[element % channels] += value;
                }
            }
            return new Block(min, max, sums, (long) elements.length / channels * lanes);
        }

        static Block merged(List<Block> blocks) {
            double min = Double.POSITIVE_INFINITY;
            double max = Double.NEGATIVE_INFINITY;
            double[] sums = new double[blocks.getFirst().sums.length];
            long count = 0;
            for (Block block : blocks) {
                min = Math.min(min, block.min);
                max = Math.max(max, block.max);
                count += block.count;
                for (int channel = 0; channel < sums.length; channel++) {
                    sums[channel] += block.sums[channel];
                }
            }
            return new Block(min, max, sums, count);
        }

        double[] means() {
            double[] means = new double[sums.length];
            for (int channel = 0; channel < means.length; channel++) {
                means[channel] = sums[channel] / count;
            }
            return means;
        }
    }
}
