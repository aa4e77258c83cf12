package io.rooftile.modelimport.zoo;

import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Window;

/// YOLOv3 and its small form for the 80 classes of COCO, up to the raw heads of 255 channels: 3 boxes, each 4
/// coordinates, an objectness and 80 classes. Decoding and suppression stay on the host. Source: Redmon and
/// Farhadi, YOLOv3,
/// arXiv 1804.02767, and the configuration files `yolov3.cfg` and `yolov3-tiny.cfg` of Darknet.
final class YoloV3 {
    private static final ActivationFunction LEAKY = new ActivationFunction(ActivationFunction.Kind.LEAKY_RELU, 0.1);
    private static final int HEAD_CHANNELS = 255;
    private static final int[] RESIDUALS = {1, 2, 8, 8, 4};

    private YoloV3() {}

    static Topology tiny(String name, InputSize size) {
        TopologyBuilder net = new TopologyBuilder(name);
        Tensor x = net.input(size, 3);
        Tensor route = x;
        for (int i = 0; i < 6; i++) {
            x = conv(net, "conv" + (i + 1), x, 3, 16 << i);
            route = i == 4 ? x : route;
            // The last pool keeps the size: one row and one column are added behind.
            Window window = i == 5 ? Window.same(x.shape(), 2, 2, 1, 1) : Window.valid(2, 2, 2, 2);
            x = net.maxPool("pool" + (i + 1), x, window);
        }
        x = conv(net, "conv7", x, 3, 1024);
        Tensor neck = conv(net, "conv8", x, 1, 256);
        Tensor coarse = head(net, "yolo1", conv(net, "conv9", neck, 3, 512));
        Tensor up = net.upsample("upsample", conv(net, "conv10", neck, 1, 128));
        Tensor fine = head(net, "yolo2", conv(net, "conv11", net.concat("concat", up, route), 3, 256));
        return net.build(coarse, fine);
    }

    static Topology full(String name, InputSize size) {
        TopologyBuilder net = new TopologyBuilder(name);
        Tensor x = conv(net, "conv0", net.input(size, 3), 3, 32);
        Tensor[] stages = new Tensor[RESIDUALS.length];
        for (int stage = 0; stage < RESIDUALS.length; stage++) {
            int channels = 64 << stage;
            x = down(net, "down" + (stage + 1), x, channels);
            for (int i = 1; i <= RESIDUALS[stage]; i++) {
                String block = "res" + (stage + 1) + "_" + i;
                Tensor inner = conv(net, block + "_1", x, 1, channels / 2);
                inner = conv(net, block + "_2", inner, 3, channels);
                x = net.sum(block + "_add", x, inner, ActivationFunction.LINEAR);
            }
            stages[stage] = x;
        }
        Tensor neck1 = neck(net, "neck1", x, 512);
        Tensor coarse = head(net, "yolo1", conv(net, "neck1_6", neck1, 3, 1024));
        Tensor neck2 = neck(net, "neck2", joined(net, "up1", neck1, 256, stages[3]), 256);
        Tensor middle = head(net, "yolo2", conv(net, "neck2_6", neck2, 3, 512));
        Tensor neck3 = neck(net, "neck3", joined(net, "up2", neck2, 128, stages[2]), 128);
        Tensor fine = head(net, "yolo3", conv(net, "neck3_6", neck3, 3, 256));
        return net.build(coarse, middle, fine);
    }

    private static Tensor neck(TopologyBuilder net, String name, Tensor input, int channels) {
        Tensor x = input;
        for (int i = 1; i <= 5; i++) {
            x = i % 2 == 1 ? conv(net, name + "_" + i, x, 1, channels) : conv(net, name + "_" + i, x, 3, 2 * channels);
        }
        return x;
    }

    private static Tensor joined(TopologyBuilder net, String name, Tensor coarse, int channels, Tensor fine) {
        Tensor up = net.upsample(name, conv(net, name + "_conv", coarse, 1, channels));
        return net.concat(name + "_concat", up, fine);
    }

    private static Tensor conv(TopologyBuilder net, String name, Tensor input, int filter, int channels) {
        return net.conv(name, input)
                .filter(filter)
                .channels(channels)
                .norm()
                .activation(LEAKY)
                .add();
    }

    private static Tensor down(TopologyBuilder net, String name, Tensor input, int channels) {
        return net.conv(name, input)
                .filter(3)
                .stride(2)
                .padding(1)
                .channels(channels)
                .norm()
                .activation(LEAKY)
                .add();
    }

    private static Tensor head(TopologyBuilder net, String name, Tensor input) {
        return net.conv(name, input).channels(HEAD_CHANNELS).bias().add();
    }
}
