package io.rooftile.modelimport.zoo;

import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Window;

/// Inception v4 as TF-Slim has it: no bias, batch normalisation without scale; for 1000 classes. Source: Szegedy et
/// al., Inception-v4, arXiv 1602.07261, figures 3 to 9.
final class InceptionV4 {
    private static final Window HALF = Window.valid(3, 3, 2, 2);

    private final TopologyBuilder net;
    private final InceptionSteps steps;

    private InceptionV4(TopologyBuilder net) {
        this.net = net;
        this.steps = new InceptionSteps(net);
    }

    static Topology build(String name, InputSize size) {
        return new InceptionV4(new TopologyBuilder(name)).all(size);
    }

    private Topology all(InputSize size) {
        Tensor x = stem(net.input(size, 3));
        for (int i = 1; i <= 4; i++) {
            x = blockA("inception_a" + i, x);
        }
        x = reduceA("reduction_a", x);
        for (int i = 1; i <= 7; i++) {
            x = blockB("inception_b" + i, x);
        }
        x = reduceB("reduction_b", x);
        for (int i = 1; i <= 3; i++) {
            x = blockC("inception_c" + i, x);
        }
        return net.build(net.classifier("logits", net.globalAveragePool("avg_pool", x), 1000));
    }

    private Tensor stem(Tensor input) {
        Tensor x = steps.start("stem/", input);
        x = net.concat("stem/mixed1", net.maxPool("stem/pool1", x, HALF), steps.valid("stem/conv4", x, 2, 96));
        Tensor left = steps.conv("stem/left_1", x, 1, 1, 64);
        left = steps.valid("stem/left_2", left, 1, 96);
        Tensor right = steps.conv("stem/right_1", x, 1, 1, 64);
        right = steps.conv("stem/right_2", right, 1, 7, 64);
        right = steps.conv("stem/right_3", right, 7, 1, 64);
        right = steps.valid("stem/right_4", right, 1, 96);
        x = net.concat("stem/mixed2", left, right);
        return net.concat("stem/mixed3", steps.valid("stem/conv5", x, 2, 192), net.maxPool("stem/pool2", x, HALF));
    }

    private Tensor blockA(String name, Tensor input) {
        Tensor ones = steps.conv(name + "/1x1", input, 1, 1, 96);
        Tensor threes = steps.conv(name + "/3x3_1", input, 1, 1, 64);
        threes = steps.conv(name + "/3x3_2", threes, 3, 3, 96);
        Tensor doubles = steps.conv(name + "/3x3dbl_1", input, 1, 1, 64);
        doubles = steps.conv(name + "/3x3dbl_2", doubles, 3, 3, 96);
        doubles = steps.conv(name + "/3x3dbl_3", doubles, 3, 3, 96);
        return net.concat(name, ones, threes, doubles, steps.pooled(name, input, 96));
    }

    private Tensor reduceA(String name, Tensor input) {
        Tensor threes = steps.valid(name + "/3x3", input, 2, 384);
        Tensor doubles = steps.conv(name + "/3x3dbl_1", input, 1, 1, 192);
        doubles = steps.conv(name + "/3x3dbl_2", doubles, 3, 3, 224);
        doubles = steps.valid(name + "/3x3dbl_3", doubles, 2, 256);
        return net.concat(name, threes, doubles, net.maxPool(name + "/pool", input, HALF));
    }

    private Tensor blockB(String name, Tensor input) {
        Tensor ones = steps.conv(name + "/1x1", input, 1, 1, 384);
        Tensor sevens = steps.conv(name + "/7x7_1", input, 1, 1, 192);
        sevens = steps.conv(name + "/7x7_2", sevens, 1, 7, 224);
        sevens = steps.conv(name + "/7x7_3", sevens, 7, 1, 256);
        Tensor doubles = steps.conv(name + "/7x7dbl_1", input, 1, 1, 192);
        doubles = steps.conv(name + "/7x7dbl_2", doubles, 7, 1, 192);
        doubles = steps.conv(name + "/7x7dbl_3", doubles, 1, 7, 224);
        doubles = steps.conv(name + "/7x7dbl_4", doubles, 7, 1, 224);
        doubles = steps.conv(name + "/7x7dbl_5", doubles, 1, 7, 256);
        return net.concat(name, ones, sevens, doubles, steps.pooled(name, input, 128));
    }

    private Tensor reduceB(String name, Tensor input) {
        Tensor threes = steps.conv(name + "/3x3_1", input, 1, 1, 192);
        threes = steps.valid(name + "/3x3_2", threes, 2, 192);
        Tensor sevens = steps.conv(name + "/7x7x3_1", input, 1, 1, 256);
        sevens = steps.conv(name + "/7x7x3_2", sevens, 1, 7, 256);
        sevens = steps.conv(name + "/7x7x3_3", sevens, 7, 1, 320);
        sevens = steps.valid(name + "/7x7x3_4", sevens, 2, 320);
        return net.concat(name, threes, sevens, net.maxPool(name + "/pool", input, HALF));
    }

    private Tensor blockC(String name, Tensor input) {
        Tensor ones = steps.conv(name + "/1x1", input, 1, 1, 256);
        Tensor threes = steps.conv(name + "/3x3_1", input, 1, 1, 384);
        Tensor doubles = steps.conv(name + "/3x3dbl_1", input, 1, 1, 384);
        doubles = steps.conv(name + "/3x3dbl_2", doubles, 3, 1, 448);
        doubles = steps.conv(name + "/3x3dbl_3", doubles, 1, 3, 512);
        return net.concat(
                name,
                ones,
                split(name + "/3x3", threes),
                split(name + "/3x3dbl", doubles),
                steps.pooled(name, input, 256));
    }

    private Tensor split(String name, Tensor input) {
        return net.concat(
                name + "_concat",
                steps.conv(name + "_1x3", input, 1, 3, 256),
                steps.conv(name + "_3x1", input, 3, 1, 256));
    }
}
