package io.rooftile.modelimport.zoo;

import io.rooftile.core.network.Padding;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Window;

/// Inception v3 as `keras.applications` has it: no bias, batch normalisation without scale. Source: Szegedy et al.,
/// Rethinking the Inception Architecture for Computer Vision, arXiv 1512.00567.
final class InceptionV3 {
    private static final Window HALF = Window.valid(3, 3, 2, 2);

    private final TopologyBuilder net;

    private InceptionV3(TopologyBuilder net) {
        this.net = net;
    }

    static Topology build(String name, InputSize size) {
        return new InceptionV3(new TopologyBuilder(name)).all(size);
    }

    private Topology all(InputSize size) {
        Tensor x = reduce("conv1", net.input(size, 3), 32);
        x = net.conv("conv2", x)
                .filter(3)
                .valid()
                .channels(32)
                .normWithoutScale()
                .relu()
                .add();
        x = conv("conv3", x, 3, 3, 64);
        x = net.maxPool("pool1", x, HALF);
        x = conv("conv4", x, 1, 1, 80);
        x = net.conv("conv5", x)
                .filter(3)
                .valid()
                .channels(192)
                .normWithoutScale()
                .relu()
                .add();
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
        Tensor ones = conv(name + "/1x1", input, 1, 1, 64);
        Tensor fives = conv(name + "/5x5_1", input, 1, 1, 48);
        fives = conv(name + "/5x5_2", fives, 5, 5, 64);
        Tensor threes = conv(name + "/3x3dbl_1", input, 1, 1, 64);
        threes = conv(name + "/3x3dbl_2", threes, 3, 3, 96);
        threes = conv(name + "/3x3dbl_3", threes, 3, 3, 96);
        return net.concat(name, ones, fives, threes, pooled(name, input, poolChannels));
    }

    private Tensor reduceA(String name, Tensor input) {
        Tensor threes = reduce(name + "/3x3", input, 384);
        Tensor doubles = conv(name + "/3x3dbl_1", input, 1, 1, 64);
        doubles = conv(name + "/3x3dbl_2", doubles, 3, 3, 96);
        doubles = reduce(name + "/3x3dbl_3", doubles, 96);
        return net.concat(name, threes, doubles, net.maxPool(name + "/pool", input, HALF));
    }

    private Tensor blockB(String name, Tensor input, int width) {
        Tensor ones = conv(name + "/1x1", input, 1, 1, 192);
        Tensor sevens = conv(name + "/7x7_1", input, 1, 1, width);
        sevens = conv(name + "/7x7_2", sevens, 1, 7, width);
        sevens = conv(name + "/7x7_3", sevens, 7, 1, 192);
        Tensor doubles = conv(name + "/7x7dbl_1", input, 1, 1, width);
        doubles = conv(name + "/7x7dbl_2", doubles, 7, 1, width);
        doubles = conv(name + "/7x7dbl_3", doubles, 1, 7, width);
        doubles = conv(name + "/7x7dbl_4", doubles, 7, 1, width);
        doubles = conv(name + "/7x7dbl_5", doubles, 1, 7, 192);
        return net.concat(name, ones, sevens, doubles, pooled(name, input, 192));
    }

    private Tensor reduceB(String name, Tensor input) {
        Tensor threes = conv(name + "/3x3_1", input, 1, 1, 192);
        threes = reduce(name + "/3x3_2", threes, 320);
        Tensor sevens = conv(name + "/7x7x3_1", input, 1, 1, 192);
        sevens = conv(name + "/7x7x3_2", sevens, 1, 7, 192);
        sevens = conv(name + "/7x7x3_3", sevens, 7, 1, 192);
        sevens = reduce(name + "/7x7x3_4", sevens, 192);
        return net.concat(name, threes, sevens, net.maxPool(name + "/pool", input, HALF));
    }

    private Tensor blockC(String name, Tensor input) {
        Tensor ones = conv(name + "/1x1", input, 1, 1, 320);
        Tensor threes = conv(name + "/3x3_1", input, 1, 1, 384);
        Tensor doubles = conv(name + "/3x3dbl_1", input, 1, 1, 448);
        doubles = conv(name + "/3x3dbl_2", doubles, 3, 3, 384);
        return net.concat(
                name, ones, split(name + "/3x3", threes), split(name + "/3x3dbl", doubles), pooled(name, input, 192));
    }

    private Tensor split(String name, Tensor input) {
        return net.concat(
                name + "_concat", conv(name + "_1x3", input, 1, 3, 384), conv(name + "_3x1", input, 3, 1, 384));
    }

    private Tensor pooled(String name, Tensor input, int channels) {
        Tensor x = net.averagePool(name + "/pool", input, Window.of(3, 3, 1, 1, new Padding(1, 1, 1, 1)));
        return conv(name + "/pool_proj", x, 1, 1, channels);
    }

    private Tensor conv(String name, Tensor input, int rows, int columns, int channels) {
        return net.conv(name, input)
                .filter(rows, columns)
                .channels(channels)
                .normWithoutScale()
                .relu()
                .add();
    }

    private Tensor reduce(String name, Tensor input, int channels) {
        return net.conv(name, input)
                .filter(3)
                .stride(2)
                .valid()
                .channels(channels)
                .normWithoutScale()
                .relu()
                .add();
    }
}
