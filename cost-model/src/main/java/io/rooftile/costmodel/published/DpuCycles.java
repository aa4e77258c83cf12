package io.rooftile.costmodel.published;

import io.rooftile.core.network.Activation;
import io.rooftile.core.network.ArgMax;
import io.rooftile.core.network.Concat;
import io.rooftile.core.network.Convolution;
import io.rooftile.core.network.Dense;
import io.rooftile.core.network.Elementwise;
import io.rooftile.core.network.HostOperation;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.LoopNest;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Pad;
import io.rooftile.core.network.Pool;
import io.rooftile.core.network.Requantise;
import io.rooftile.core.network.Reshape;
import io.rooftile.core.network.ScaleShift;
import io.rooftile.core.network.Softmax;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Transpose;
import io.rooftile.core.network.Upsample;

/// What a network needs of one DPU core at the least, layer by layer: cycles in which the array works, each
/// loop rounded
/// up to its lanes, and cycles in which it waits for memory, because a layer's bytes take longer than its products.
///
/// @param compute cycles of the array
/// @param memory cycles beyond them
public record DpuCycles(double compute, double memory) {
    /// Two ports of 128 bits at the core's clock (PG338, M_AXI_DATA0 and 1).
    private static final double BYTES_PER_CYCLE = 32;

    /// Adding two maps reads both and writes the sum.
    private static final int ELEMENTWISE_MAPS = 3;

    private static final DpuCycles NONE = new DpuCycles(0, 0);

    /// Images come with so few channels that pruning leaves them alone.
    private static final int IMAGE_CHANNELS = 4;

    /// The cycles of a network whose channels are scaled: pruned, widened, or as they are.
    ///
    /// @param width every count of channels is multiplied by it; operations and weights then change by its square
    public static DpuCycles of(Network network, DpuShape shape, double width) {
        double compute = 0;
        double memory = 0;
        for (Layer layer : network.layers()) {
            DpuCycles one = of(layer, shape, width);
            compute += one.compute();
            memory += one.memory();
        }
        return new DpuCycles(compute, memory);
    }

    private static DpuCycles of(Layer layer, DpuShape shape, double width) {
        return switch (layer) {
            case Convolution convolution when convolution.isDepthwise() -> depthwise(convolution, shape, width);
            case Convolution convolution -> array(convolution, shape, width);
            case Dense dense -> array(dense, shape, width);
            case Elementwise sum -> moved(ELEMENTWISE_MAPS * bytes(sum.output()) * width);
            case Pool pool -> moved(2 * bytes(pool.output()) * width);
            case Upsample upsample -> moved(2 * bytes(upsample.output()) * width);
            case ScaleShift scale -> moved(2 * bytes(scale.output()) * width);
            case Concat _, Activation _, Softmax _, Reshape _, Transpose _, Pad _, ArgMax _, Requantise _ -> NONE;
            case HostOperation _ -> NONE;
        };
    }

    private static DpuCycles array(Layer layer, DpuShape shape, double width) {
        LoopNest loops = layer.loops();
        long inputs = scaled(loops.c(), width);
        long outputs = scaled(loops.k(), width);
        double taps = (double) loops.fy() * loops.fx();
        double pixels = (double) loops.oy() * Math.ceilDiv(loops.ox(), shape.pp());
        double compute =
                loops.g() * pixels * taps * Math.ceilDiv(inputs, shape.icp()) * Math.ceilDiv(outputs, shape.ocp());
        double weights = loops.g() * taps * inputs * outputs;
        return waiting(compute, weights + bytes(layer) * width);
    }

    /// PG338 v4.1 lets depthwise convolution do 1 to `PP` pixels at once. What the published boards were built with is
    /// not said; with `PP` the host's share comes out as the difference between one and many threads shows it.
    private static DpuCycles depthwise(Convolution layer, DpuShape shape, double width) {
        LoopNest loops = layer.loops();
        long channels = scaled((long) loops.g() * loops.k(), width);
        double taps = (double) loops.fy() * loops.fx();
        double compute =
                (double) loops.oy() * Math.ceilDiv(loops.ox(), shape.pp()) * taps * Math.ceilDiv(channels, shape.icp());
        return waiting(compute, taps * channels + bytes(layer) * width);
    }

    private static DpuCycles waiting(double compute, double bytes) {
        return new DpuCycles(compute, Math.max(0, bytes / BYTES_PER_CYCLE - compute));
    }

    private static DpuCycles moved(double bytes) {
        return new DpuCycles(0, bytes / BYTES_PER_CYCLE);
    }

    private static long scaled(long channels, double width) {
        return channels <= IMAGE_CHANNELS ? channels : Math.max(1, Math.round(channels * width));
    }

    private static double bytes(Layer layer) {
        return bytes(layer.input()) + bytes(layer.output());
    }

    /// One byte for each element: the DPU computes in eight bits.
    private static double bytes(Tensor tensor) {
        return tensor.shape().elements();
    }
}
