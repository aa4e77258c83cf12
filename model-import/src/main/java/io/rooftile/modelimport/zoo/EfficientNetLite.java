package io.rooftile.modelimport.zoo;

import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.Tensor;

/// EfficientNet-Lite0: EfficientNet-B0 without squeeze-and-excite and with ReLU6. Source: Tan and Le, EfficientNet,
/// arXiv 1905.11946, table 1, and the TensorFlow TPU repository's EfficientNet-lite page.
final class EfficientNetLite {
    private static final int[] FILTERS = {3, 3, 5, 3, 5, 5, 3};
    private static final int[] EXPANSIONS = {1, 6, 6, 6, 6, 6, 6};
    private static final int[] CHANNELS = {16, 24, 40, 80, 112, 192, 320};
    private static final int[] REPEATS = {1, 2, 2, 3, 3, 4, 1};
    private static final int[] STRIDES = {1, 2, 2, 2, 1, 2, 1};

    private EfficientNetLite() {}

    static Topology build(String name, InputSize size) {
        TopologyBuilder net = new TopologyBuilder(name);
        Tensor x = net.conv("stem", net.input(size, 3))
                .filter(3)
                .stride(2)
                .channels(32)
                .norm()
                .relu6()
                .add();
        int block = 0;
        for (int stage = 0; stage < CHANNELS.length; stage++) {
            for (int i = 0; i < REPEATS[stage]; i++) {
                x = block(net, "blocks_" + block++, x, stage, i == 0 ? STRIDES[stage] : 1);
            }
        }
        x = net.conv("head", x).channels(1280).norm().relu6().add();
        return net.build(net.classifier("predictions", net.globalAveragePool("pool", x), 1000));
    }

    private static Tensor block(TopologyBuilder net, String name, Tensor input, int stage, int stride) {
        int channels = CHANNELS[stage];
        Tensor wide = EXPANSIONS[stage] == 1
                ? input
                : net.conv(name + "/expand", input)
                        .channels(EXPANSIONS[stage] * input.shape().channels())
                        .norm()
                        .relu6()
                        .add();
        Tensor x = net.conv(name + "/depthwise", wide)
                .filter(FILTERS[stage])
                .depthwise()
                .stride(stride)
                .norm()
                .relu6()
                .add();
        x = net.conv(name + "/project", x).channels(channels).norm().add();
        return stride == 1 && input.shape().channels() == channels
                ? net.sum(name + "/add", input, x, ActivationFunction.LINEAR)
                : x;
    }
}
