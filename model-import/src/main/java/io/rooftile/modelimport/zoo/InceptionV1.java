package io.rooftile.modelimport.zoo;

import io.rooftile.core.network.Padding;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Window;

/// Inception v1 (GoogLeNet) as the Caffe model zoo's `bvlc_googlenet`: 5x5 convolutions with bias, no auxiliary
/// classifiers; without the two local response normalisations. Source: Szegedy et al., Going Deeper with Convolutions,
/// arXiv 1409.4842, table 1.
final class InceptionV1 {
    private InceptionV1() {}

    static Topology build(String name, InputSize size) {
        TopologyBuilder net = new TopologyBuilder(name);
        Tensor x = net.conv("conv1", net.input(size, 3))
                .filter(7)
                .stride(2)
                .padding(3)
                .channels(64)
                .bias()
                .relu()
                .add();
        x = half(net, "pool1", x);
        x = conv(net, "conv2_reduce", x, 1, 64);
        x = conv(net, "conv2", x, 3, 192);
        x = half(net, "pool2", x);
        x = mixed(net, "inception_3a", x, 64, 96, 128, 16, 32, 32);
        x = mixed(net, "inception_3b", x, 128, 128, 192, 32, 96, 64);
        x = half(net, "pool3", x);
        x = mixed(net, "inception_4a", x, 192, 96, 208, 16, 48, 64);
        x = mixed(net, "inception_4b", x, 160, 112, 224, 24, 64, 64);
        x = mixed(net, "inception_4c", x, 128, 128, 256, 24, 64, 64);
        x = mixed(net, "inception_4d", x, 112, 144, 288, 32, 64, 64);
        x = mixed(net, "inception_4e", x, 256, 160, 320, 32, 128, 128);
        x = half(net, "pool4", x);
        x = mixed(net, "inception_5a", x, 256, 160, 320, 32, 128, 128);
        x = mixed(net, "inception_5b", x, 384, 192, 384, 48, 128, 128);
        return net.build(net.classifier("classifier", net.globalAveragePool("pool5", x), 1000));
    }

    /// @param widths channels of: 1x1; 3x3 reduced, 3x3; 5x5 reduced, 5x5; behind the pool
    private static Tensor mixed(TopologyBuilder net, String name, Tensor input, int... widths) {
        Tensor ones = conv(net, name + "/1x1", input, 1, widths[0]);
        Tensor threes = conv(net, name + "/3x3_reduce", input, 1, widths[1]);
        threes = conv(net, name + "/3x3", threes, 3, widths[2]);
        Tensor fives = conv(net, name + "/5x5_reduce", input, 1, widths[3]);
        fives = conv(net, name + "/5x5", fives, 5, widths[4]);
        Tensor pooled = net.maxPool(name + "/pool", input, Window.of(3, 3, 1, 1, new Padding(1, 1, 1, 1)));
        pooled = conv(net, name + "/pool_proj", pooled, 1, widths[5]);
        return net.concat(name + "/output", ones, threes, fives, pooled);
    }

    private static Tensor half(TopologyBuilder net, String name, Tensor input) {
        return net.maxPool(name, input, Window.same(input.shape(), 3, 3, 2, 2));
    }

    private static Tensor conv(TopologyBuilder net, String name, Tensor input, int filter, int channels) {
        return net.conv(name, input)
                .filter(filter)
                .channels(channels)
                .bias()
                .relu()
                .add();
    }
}
