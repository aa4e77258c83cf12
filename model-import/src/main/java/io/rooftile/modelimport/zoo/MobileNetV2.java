package io.rooftile.modelimport.zoo;

import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.Tensor;

/// MobileNet v2 as `keras.applications` has it. Source: Sandler et al., MobileNetV2, arXiv 1801.04381, table 2.
final class MobileNetV2 {
    private static final int[] EXPANSIONS = {1, 6, 6, 6, 6, 6, 6};
    private static final int[] CHANNELS = {16, 24, 32, 64, 96, 160, 320};
    private static final int[] REPEATS = {1, 2, 3, 4, 3, 3, 1};
    private static final int[] STRIDES = {1, 2, 2, 2, 1, 2, 1};

    private MobileNetV2() {}

    /// What the convolutions make.
    ///
    /// @param middle the widened features of block 13 at one sixteenth of the input's size, before its stride
    /// @param end the last convolution, at one thirty-second
    record Features(Tensor middle, Tensor end) {}

    /// @param multiplier width of every layer against the paper's
    static Topology build(String name, InputSize size, double multiplier) {
        TopologyBuilder net = new TopologyBuilder(name);
        Tensor end = features(net, net.input(size, 3), multiplier).end();
        return net.build(net.classifier("predictions", net.globalAveragePool("global_average_pooling", end), 1000));
    }

    static Features features(TopologyBuilder net, Tensor input, double multiplier) {
        Tensor x = net.conv("conv1", input)
                .filter(3)
                .stride(2)
                .channels(divisible(32 * multiplier))
                .norm()
                .relu6()
                .add();
        Tensor middle = x;
        int block = 0;
        for (int stage = 0; stage < CHANNELS.length; stage++) {
            int channels = divisible(CHANNELS[stage] * multiplier);
            for (int i = 0; i < REPEATS[stage]; i++) {
                String name = "block_" + block;
                Tensor wide = EXPANSIONS[stage] == 1
                        ? x
                        : net.conv(name + "_expand", x)
                                .channels(EXPANSIONS[stage] * x.shape().channels())
                                .norm()
                                .relu6()
                                .add();
                middle = block == 13 ? wide : middle;
                x = inverted(net, name, x, wide, channels, i == 0 ? STRIDES[stage] : 1);
                block++;
            }
        }
        Tensor end = net.conv("conv_1", x)
                .channels(multiplier > 1 ? divisible(1280 * multiplier) : 1280)
                .norm()
                .relu6()
                .add();
        return new Features(middle, end);
    }

    private static Tensor inverted(
            TopologyBuilder net, String name, Tensor input, Tensor wide, int channels, int stride) {
        Tensor x = net.conv(name + "_depthwise", wide)
                .filter(3)
                .depthwise()
                .stride(stride)
                .norm()
                .relu6()
                .add();
        x = net.conv(name + "_project", x).channels(channels).norm().add();
        return stride == 1 && input.shape().channels() == channels
                ? net.sum(name + "_add", input, x, ActivationFunction.LINEAR)
                : x;
    }

    /// The nearest multiple of 8 that is not more than a tenth below. Source: the paper's reference implementation.
    private static int divisible(double channels) {
        int rounded = Math.max(8, (int) (channels + 4) / 8 * 8);
        return rounded < 0.9 * channels ? rounded + 8 : rounded;
    }
}
