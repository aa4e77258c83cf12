package io.rooftile.costmodel.published;

import io.rooftile.core.network.Network;
import io.rooftile.core.network.Shape;

/// What is known of a network before it runs on a DPU.
///
/// @param megapixels of its input image
/// @param host what is left to the host
/// @param core what the core has to do
public record DpuWorkload(double megapixels, HostWork host, Core core) {
    /// A network whose layers are known, or one of which only the operations are.
    public sealed interface Core {}

    /// Layer by layer.
    public record Layers(Network network, double width) implements Core {}

    /// Operations only.
    ///
    /// @param operations of one inference; one multiply-accumulate is two
    /// @param isSeparable whether it is of depthwise-separable convolutions
    public record Operations(double operations, boolean isSeparable) implements Core {}

    private static final double PIXELS = 1e6;

    /// A network as it is.
    public static DpuWorkload of(Network network) {
        Shape image = network.inputs().getFirst().shape();
        double pixels = image.rank() == 4 ? (double) image.height() * image.width() : 0;
        return new DpuWorkload(pixels / PIXELS, HostWork.LIGHT, new Layers(network, 1));
    }
}
