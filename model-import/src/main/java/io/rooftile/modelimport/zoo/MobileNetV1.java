package io.rooftile.modelimport.zoo;

import io.rooftile.core.network.Tensor;

/// MobileNet v1 as `keras.applications` has it. Source: Howard et al., MobileNets, arXiv 1704.04861, table 1.
final class MobileNetV1 {
    private static final int[] CHANNELS = {64, 128, 128, 256, 256, 512, 512, 512, 512, 512, 512, 1024, 1024};
    private static final int[] STRIDES = {1, 2, 1, 2, 1, 2, 1, 1, 1, 1, 1, 2, 1};

    private MobileNetV1() {}

    /// @param multiplier width of every layer against the paper's
    static Topology build(String name, InputSize size, double multiplier) {
        TopologyBuilder net = new TopologyBuilder(name);
        Tensor x = net.conv("conv1", net.input(size, 3))
                .filter(3)
                .stride(2)
                .channels((int) (32 * multiplier))
                .norm()
                .relu6()
                .add();
        for (int block = 0; block < CHANNELS.length; block++) {
            String suffix = "_" + (block + 1);
            x = net.conv("conv_dw" + suffix, x)
                    .filter(3)
                    .depthwise()
                    .stride(STRIDES[block])
                    .norm()
                    .relu6()
                    .add();
            x = net.conv("conv_pw" + suffix, x)
                    .channels((int) (CHANNELS[block] * multiplier))
                    .norm()
                    .relu6()
                    .add();
        }
        return net.build(net.classifier("conv_preds", net.globalAveragePool("global_average_pooling", x), 1000));
    }
}
