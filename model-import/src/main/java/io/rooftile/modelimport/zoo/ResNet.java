package io.rooftile.modelimport.zoo;

import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.Padding;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Window;

/// Residual networks, version 1 (normalisation behind each convolution). Source: He et al., Deep Residual Learning for
/// Image Recognition, arXiv 1512.03385, table 1.
///
/// The deep ones are those of `keras.applications`: convolutions have a bias beside their batch normalisation, and a
/// stage's stride is in its first 1x1 convolution (not in the 3x3, which is called v1.5). The shallow ones, which
/// Keras does not have, are those of torchvision: no bias beside batch normalisation.
final class ResNet {
    private static final int[] WIDTHS = {64, 128, 256, 512};

    private ResNet() {}

    /// ResNet-18 and -34: blocks of two 3x3 convolutions.
    static Topology shallow(String name, InputSize size, int... blocks) {
        TopologyBuilder net = new TopologyBuilder(name);
        Tensor x = stem(net, net.input(size, 3), false);
        for (int stage = 0; stage < WIDTHS.length; stage++) {
            for (int block = 0; block < blocks[stage]; block++) {
                x = basicBlock(net, blockName(stage, block), x, WIDTHS[stage], stage > 0 && block == 0 ? 2 : 1);
            }
        }
        return head(net, x);
    }

    /// ResNet-50, -101 and -152: bottleneck blocks.
    static Topology deep(String name, InputSize size, int... blocks) {
        TopologyBuilder net = new TopologyBuilder(name);
        Tensor x = stem(net, net.input(size, 3), true);
        for (int stage = 0; stage < WIDTHS.length; stage++) {
            for (int block = 0; block < blocks[stage]; block++) {
                x = bottleneck(net, blockName(stage, block), x, WIDTHS[stage], stage > 0 && block == 0 ? 2 : 1);
            }
        }
        return head(net, x);
    }

    private static String blockName(int stage, int block) {
        return "conv" + (stage + 2) + "_block" + (block + 1);
    }

    private static Tensor stem(TopologyBuilder net, Tensor input, boolean bias) {
        Tensor x = conv(net, "conv1", input, bias)
                .filter(7)
                .padding(3)
                .stride(2)
                .channels(64)
                .relu()
                .add();
        return net.maxPool("pool1", x, Window.of(3, 3, 2, 2, new Padding(1, 1, 1, 1)));
    }

    private static Topology head(TopologyBuilder net, Tensor x) {
        return net.build(net.classifier("predictions", net.globalAveragePool("avg_pool", x), 1000));
    }

    private static Tensor basicBlock(TopologyBuilder net, String name, Tensor input, int width, int stride) {
        Tensor x = conv(net, name + "_1", input, false)
                .filter(3)
                .padding(1)
                .stride(stride)
                .channels(width)
                .relu()
                .add();
        x = conv(net, name + "_2", x, false).filter(3).padding(1).add();
        Tensor shortcut = shortcut(net, name, input, width, stride, false);
        return net.sum(name + "_add", shortcut, x, ActivationFunction.RELU);
    }

    private static Tensor bottleneck(TopologyBuilder net, String name, Tensor input, int width, int stride) {
        Tensor shortcut = shortcut(net, name, input, 4 * width, stride, true);
        Tensor x = conv(net, name + "_1", input, true)
                .stride(stride)
                .valid()
                .channels(width)
                .relu()
                .add();
        x = conv(net, name + "_2", x, true).filter(3).padding(1).relu().add();
        x = conv(net, name + "_3", x, true).channels(4 * width).add();
        return net.sum(name + "_add", shortcut, x, ActivationFunction.RELU);
    }

    private static Tensor shortcut(
            TopologyBuilder net, String name, Tensor input, int channels, int stride, boolean bias) {
        if (stride == 1 && input.shape().channels() == channels) {
            return input;
        }
        return conv(net, name + "_0", input, bias)
                .valid()
                .stride(stride)
                .channels(channels)
                .add();
    }

    private static ConvStep conv(TopologyBuilder net, String name, Tensor input, boolean bias) {
        ConvStep step = net.conv(name, input).norm();
        return bias ? step.bias() : step;
    }
}
