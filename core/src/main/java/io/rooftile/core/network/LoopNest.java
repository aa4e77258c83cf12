package io.rooftile.core.network;

/// The loop bounds of a layer: `for n, g, k, oy, ox: for c, fy, fx: out[n][oy][ox][g*K+k] += w * in`.
///
/// @param n batch
/// @param g groups; a depthwise convolution has as many as input channels
/// @param k output channels of one group
/// @param c input channels of one group
/// @param oy output rows
/// @param ox output columns
/// @param fy filter rows
/// @param fx filter columns
public record LoopNest(int n, int g, int k, int c, int oy, int ox, int fy, int fx) {
    public LoopNest {
        if (n < 1 || g < 1 || k < 1 || c < 1 || oy < 1 || ox < 1 || fy < 1 || fx < 1) {
            throw new IllegalArgumentException("every loop bound must be at least 1, but they were n=" + n + " g=" + g
                    + " k=" + k + " c=" + c + " oy=" + oy + " ox=" + ox + " fy=" + fy + " fx=" + fx);
        }
    }

    /// The nest of a layer that makes each output element from one input element: `G` = channels, all else 1.
    static LoopNest elementwise(Shape output) {
        int batch = output.rank() <= 1 ? 1 : output.dim(0);
        long positions = output.elements() / batch / output.channels();
        int width = output.width();
        return new LoopNest(batch, output.channels(), 1, 1, Math.toIntExact(positions / width), width, 1, 1);
    }

    /// Iterations of the whole nest; for convolutions and dense layers these are the MACs.
    ///
    /// @throws ArithmeticException when they exceed a long
    public long iterations() {
        return Math.multiplyExact(outputs(), Math.multiplyExact((long) c * fy, (long) fx));
    }

    /// Output elements.
    ///
    /// @throws ArithmeticException when they exceed a long
    public long outputs() {
        return Math.multiplyExact(Math.multiplyExact((long) n * g, (long) k), Math.multiplyExact((long) oy, (long) ox));
    }

    /// Output channels over all groups, `G * K`.
    public int outputChannels() {
        return Math.multiplyExact(g, k);
    }

    /// Input channels over all groups, `G * C`.
    public int inputChannels() {
        return Math.multiplyExact(g, c);
    }
}
