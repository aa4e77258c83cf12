package io.rooftile.modelimport.zoo;

import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Window;

/// U-Net for one class on grey images, with padded convolutions and an up-convolution that is nearest-neighbour
/// repetition and a 2x2 convolution, as common Keras implementations have it. Source of the levels: Ronneberger et al.,
/// U-Net, arXiv 1505.04597, figure 1.
final class UNet {
    private static final int LEVELS = 4;
    private static final int WIDTH = 64;

    private UNet() {}

    static Topology build(String name, InputSize size) {
        TopologyBuilder net = new TopologyBuilder(name);
        Tensor x = net.input(size, 1);
        Tensor[] skips = new Tensor[LEVELS];
        for (int level = 0; level < LEVELS; level++) {
            skips[level] = twice(net, "down" + (level + 1), x, WIDTH << level);
            x = net.maxPool("pool" + (level + 1), skips[level], Window.valid(2, 2, 2, 2));
        }
        x = twice(net, "bottom", x, WIDTH << LEVELS);
        for (int level = LEVELS - 1; level >= 0; level--) {
            String step = "up" + (level + 1);
            x = net.upsample(step + "_upsample", x);
            x = net.conv(step + "_conv0", x)
                    .filter(2)
                    .channels(WIDTH << level)
                    .bias()
                    .relu()
                    .add();
            x = twice(net, step, net.concat(step + "_concat", skips[level], x), WIDTH << level);
        }
        x = net.conv("conv_last", x).filter(3).channels(2).bias().relu().add();
        return net.build(net.conv("output", x)
                .channels(1)
                .bias()
                .activation(ActivationFunction.of(ActivationFunction.Kind.SIGMOID))
                .add());
    }

    private static Tensor twice(TopologyBuilder net, String name, Tensor input, int channels) {
        Tensor x = net.conv(name + "_conv1", input)
                .filter(3)
                .channels(channels)
                .bias()
                .relu()
                .add();
        return net.conv(name + "_conv2", x).filter(3).bias().relu().add();
    }
}
