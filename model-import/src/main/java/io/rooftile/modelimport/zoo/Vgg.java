package io.rooftile.modelimport.zoo;

import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Window;

/// VGG configurations D (16) and E (19), without batch normalisation. Source: Simonyan and Zisserman, Very Deep
/// Convolutional Networks for Large-Scale Image Recognition, arXiv 1409.1556, table 1.
final class Vgg {
    private static final int[] CHANNELS = {64, 128, 256, 512, 512};

    private Vgg() {}

    /// @param convolutionsPerBlock how many 3x3 convolutions stand before each of the five pools
    static Topology build(String name, InputSize size, int... convolutionsPerBlock) {
        TopologyBuilder net = new TopologyBuilder(name);
        Tensor x = net.input(size, 3);
        for (int block = 0; block < CHANNELS.length; block++) {
            String prefix = "block" + (block + 1);
            for (int i = 1; i <= convolutionsPerBlock[block]; i++) {
                x = net.conv(prefix + "_conv" + i, x)
                        .filter(3)
                        .channels(CHANNELS[block])
                        .bias()
                        .relu()
                        .add();
            }
            x = net.maxPool(prefix + "_pool", x, Window.valid(2, 2, 2, 2));
        }
        x = net.flatten("flatten", x);
        x = net.dense("fc1", x, 4096, ActivationFunction.RELU);
        x = net.dense("fc2", x, 4096, ActivationFunction.RELU);
        return net.build(net.classifier("predictions", x, 1000));
    }
}
