package io.rooftile.modelimport.zoo;

import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Window;

/// SqueezeNet 1.1. Source: Iandola et al., SqueezeNet, arXiv 1602.07360, and its repository's version 1.1.
final class SqueezeNet {
    private SqueezeNet() {}

    static Topology build(String name, InputSize size) {
        TopologyBuilder net = new TopologyBuilder(name);
        Window pool = Window.valid(3, 3, 2, 2);
        Tensor x = net.input(size, 3);
        x = net.conv("conv1", x)
                .filter(3)
                .stride(2)
                .valid()
                .channels(64)
                .bias()
                .relu()
                .add();
        x = net.maxPool("pool1", x, pool);
        x = fire(net, 2, x, 16, 64);
        x = fire(net, 3, x, 16, 64);
        x = net.maxPool("pool3", x, pool);
        x = fire(net, 4, x, 32, 128);
        x = fire(net, 5, x, 32, 128);
        x = net.maxPool("pool5", x, pool);
        x = fire(net, 6, x, 48, 192);
        x = fire(net, 7, x, 48, 192);
        x = fire(net, 8, x, 64, 256);
        x = fire(net, 9, x, 64, 256);
        x = net.conv("conv10", x).channels(1000).bias().relu().add();
        return net.build(net.softmax("softmax", net.globalAveragePool("pool10", x)));
    }

    private static Tensor fire(TopologyBuilder net, int number, Tensor input, int squeeze, int expand) {
        String name = "fire" + number;
        Tensor x = net.conv(name + "/squeeze1x1", input)
                .channels(squeeze)
                .bias()
                .relu()
                .add();
        Tensor ones =
                net.conv(name + "/expand1x1", x).channels(expand).bias().relu().add();
        Tensor threes = net.conv(name + "/expand3x3", x)
                .filter(3)
                .channels(expand)
                .bias()
                .relu()
                .add();
        return net.concat(name + "/concat", ones, threes);
    }
}
