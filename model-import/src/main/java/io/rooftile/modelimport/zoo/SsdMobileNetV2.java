package io.rooftile.modelimport.zoo;

import io.rooftile.core.network.Tensor;
import java.util.ArrayList;
import java.util.List;

/// SSD on MobileNet v2 for COCO's 90 classes and the background, as the TensorFlow Object Detection API's
/// `ssd_mobilenet_v2_coco`: depthwise-separable extra features, 3x3 heads that are not separable. It ends at the raw
/// boxes and classes of six feature maps. Source: Liu et al., SSD, arXiv 1512.02325; Sandler et al., MobileNetV2,
/// arXiv 1801.04381, section 6.2.
final class SsdMobileNetV2 {
    private static final int[] EXTRA_CHANNELS = {512, 256, 256, 128};
    private static final int[] ANCHORS = {3, 6, 6, 6, 6, 6};
    private static final int BOX = 4;
    private static final int CLASSES = 91;

    private SsdMobileNetV2() {}

    static Topology build(String name, InputSize size) {
        TopologyBuilder net = new TopologyBuilder(name);
        MobileNetV2.Features features = MobileNetV2.features(net, net.input(size, 3), 1.0);
        List<Tensor> maps = new ArrayList<>(List.of(features.middle(), features.end()));
        Tensor x = features.end();
        for (int i = 0; i < EXTRA_CHANNELS.length; i++) {
            x = smaller(net, "extra_" + (i + 2), x, EXTRA_CHANNELS[i]);
            maps.add(x);
        }
        List<Tensor> heads = new ArrayList<>();
        for (int i = 0; i < maps.size(); i++) {
            heads.add(head(net, "boxes_" + i, maps.get(i), ANCHORS[i] * BOX));
            heads.add(head(net, "classes_" + i, maps.get(i), ANCHORS[i] * CLASSES));
        }
        return net.build(heads.toArray(Tensor[]::new));
    }

    private static Tensor smaller(TopologyBuilder net, String name, Tensor input, int channels) {
        Tensor x = net.conv(name + "_1x1", input)
                .channels(channels / 2)
                .norm()
                .relu6()
                .add();
        x = net.conv(name + "_depthwise", x)
                .filter(3)
                .depthwise()
                .stride(2)
                .norm()
                .relu6()
                .add();
        return net.conv(name + "_pointwise", x)
                .channels(channels)
                .norm()
                .relu6()
                .add();
    }

    private static Tensor head(TopologyBuilder net, String name, Tensor input, int channels) {
        return net.conv(name, input).filter(3).channels(channels).bias().add();
    }
}
