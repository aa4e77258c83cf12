package io.rooftile.modelimport.zoo;

import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Window;

/// Inception v3 as `keras.applications` has it: no bias, batch normalisation without scale. Source: Szegedy et al.,
/// Rethinking the Inception Architecture for Computer Vision, arXiv 1512.00567.
final class InceptionV3 {
    private static final Window HALF = Window.valid(3, 3, 2, 2);

    private final TopologyBuilder net;
    private final InceptionSteps steps;

    private InceptionV3(TopologyBuilder net) {
        this.net = net;
        this.steps = new InceptionSteps(net);
    }

    static Topology build(String name, InputSize size) {
        return new InceptionV3(new TopologyBuilder(name)).all(size);
    }

    private Topology all(InputSize size) {
        Tensor x = steps.start("", net.input(size, 3));
        x = net.maxPool("pool1", x, HALF);
        x = steps.conv("conv4", x, 1, 1, 80);
        x = steps.valid("conv5", x, 1, 192);
        x = net.maxPool("pool2", x, HALF);
        x = blockA("mixed0", x, 32);
        x = blockA("mixed1", x, 64);
        x = blockA("mixed2", x, 64);
        x = reduceA("mixed3", x);
        x = blockB("mixed4", x, 128);
        x = blockB("mixed5", x, 160);
        x = blockB("mixed6", x, 160);
        x = blockB("mixed7", x, 192);
        x = reduceB("mixed8", x);
        x = blockC("mixed9", x);
        x = blockC("mixed10", x);
        return net.build(net.classifier("predictions", net.globalAveragePool("avg_pool", x), 1000));
    }

    private Tensor blockA(String name, Tensor input, int poolChannels) {
        Tensor ones = steps.conv(name + "/1x1", input, 1, 1, 64);
        Tensor fives = steps.conv(name + "/5x5_1", input, 1, 1, 48);
        fives = steps.conv(name + "/5x5_2", fives, 5, 5, 64);
        Tensor threes = steps.conv(name + "/3x3dbl_1", input, 1, 1, 64);
        threes = steps.conv(name + "/3x3dbl_2", threes, 3, 3, 96);
        threes = steps.conv(name + "/3x3dbl_3", threes, 3, 3, 96);
        return net.concat(name, ones, fives, threes, steps.pooled(name, input, poolChannels));
    }

    private Tensor reduceA(String name, Tensor input) {
        Tensor threes = steps.valid(name + "/3x3", input, 2, 384);
        Tensor doubles = steps.conv(name + "/3x3dbl_1", input, 1, 1, 64);
        doubles = steps.conv(name + "/3x3dbl_2", doubles, 3, 3, 96);
        doubles = steps.valid(name + "/3x3dbl_3", doubles, 2, 96);
        return net.concat(name, threes, doubles, net.maxPool(name + "/pool", input, HALF));
    }

    private Tensor blockB(String name, Tensor input, int width) {
        Tensor ones = steps.conv(name + "/1x1", input, 1, 1, 192);
        Tensor sevens = steps.conv(name + "/7x7_1", input, 1, 1, width);
        sevens = steps.conv(name + "/7x7_2", sevens, 1, 7, width);
        sevens = steps.conv(name + "/7x7_3", sevens, 7, 1, 192);
        Tensor doubles = steps.conv(name + "/7x7dbl_1", input, 1, 1, width);
        doubles = steps.conv(name + "/7x7dbl_2", doubles, 7, 1, width);
        doubles = steps.conv(name + "/7x7dbl_3", doubles, 1, 7, width);
        doubles = steps.conv(name + "/7x7dbl_4", doubles, 7, 1, width);
        doubles = steps.conv(name + "/7x7dbl_5", doubles, 1, 7, 192);
        return net.concat(name, ones, sevens, doubles, steps.pooled(name, input, 192));
    }

    private Tensor reduceB(String name, Tensor input) {
        Tensor threes = steps.conv(name + "/3x3_1", input, 1, 1, 192);
        threes = steps.valid(name + "/3x3_2", threes, 2, 320);
        Tensor sevens = steps.conv(name + "/7x7x3_1", input, 1, 1, 192);
        sevens = steps.conv(name + "/7x7x3_2", sevens, 1, 7, 192);
        sevens = steps.conv(name + "/7x7x3_3", sevens, 7, 1, 192);
        sevens = steps.valid(name + "/7x7x3_4", sevens, 2, 192);
        return net.concat(name, threes, sevens, net.maxPool(name + "/pool", input, HALF));
    }

    private Tensor blockC(String name, Tensor input) {
        Tensor ones = steps.conv(name + "/1x1", input, 1, 1, 320);
        Tensor threes = steps.conv(name + "/3x3_1", input, 1, 1, 384);
        Tensor doubles = steps.conv(name + "/3x3dbl_1", input, 1, 1, 448);
        doubles = steps.conv(name + "/3x3dbl_2", doubles, 3, 3, 384);
        return net.concat(
                name,
                ones,
                split(name + "/3x3", threes),
                split(name + "/3x3dbl", doubles),
                steps.pooled(name, input, 192));
    }

    private Tensor split(String name, Tensor input) {
        return net.concat(
                name + "_concat",
                steps.conv(name + "_1x3", input, 1, 3, 384),
                steps.conv(name + "_3x1", input, 3, 1, 384));
    }
}
