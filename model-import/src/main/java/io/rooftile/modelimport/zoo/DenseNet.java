package io.rooftile.modelimport.zoo;

import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.Padding;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Window;

/// DenseNet-121 as `keras.applications` has it: growth rate 32, batch normalisation in front of each convolution.
/// Source: Huang et al., Densely Connected Convolutional Networks, arXiv 1608.06993, table 1.
final class DenseNet {
    private static final int GROWTH = 32;
    private static final int[] LAYERS = {6, 12, 24, 16};

    private DenseNet() {}

    static Topology build(String name, InputSize size) {
        TopologyBuilder net = new TopologyBuilder(name);
        Tensor x = net.conv("conv1", net.input(size, 3))
                .filter(7)
                .stride(2)
                .padding(3)
                .channels(64)
                .norm()
                .relu()
                .add();
        x = net.maxPool("pool1", x, Window.of(3, 3, 2, 2, new Padding(1, 1, 1, 1)));
        for (int stage = 0; stage < LAYERS.length; stage++) {
            for (int layer = 1; layer <= LAYERS[stage]; layer++) {
                x = grow(net, "conv" + (stage + 2) + "_block" + layer, x);
            }
            if (stage < LAYERS.length - 1) {
                x = halve(net, "pool" + (stage + 2), x);
            }
        }
        x = net.norm("bn", x, ActivationFunction.RELU);
        return net.build(net.classifier("predictions", net.globalAveragePool("avg_pool", x), 1000));
    }

    private static Tensor grow(TopologyBuilder net, String name, Tensor input) {
        Tensor x = net.norm(name + "_0_bn", input, ActivationFunction.RELU);
        x = net.conv(name + "_1_conv", x).channels(4 * GROWTH).norm().relu().add();
        x = net.conv(name + "_2_conv", x).filter(3).channels(GROWTH).add();
        return net.concat(name + "_concat", input, x);
    }

    private static Tensor halve(TopologyBuilder net, String name, Tensor input) {
        Tensor x = net.norm(name + "_bn", input, ActivationFunction.RELU);
        x = net.conv(name + "_conv", x).channels(input.shape().channels() / 2).add();
        return net.averagePool(name + "_pool", x, Window.valid(2, 2, 2, 2));
    }
}
