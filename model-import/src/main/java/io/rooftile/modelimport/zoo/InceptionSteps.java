package io.rooftile.modelimport.zoo;

import io.rooftile.core.network.Padding;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Window;

/// What Inception v3 and v4 are both made of: convolutions without bias, each with a batch normalisation without scale
/// and a ReLU.
///
/// @param net takes the layers
record InceptionSteps(TopologyBuilder net) {
    /// The first three convolutions.
    Tensor start(String prefix, Tensor input) {
        Tensor x = valid(prefix + "conv1", input, 2, 32);
        x = valid(prefix + "conv2", x, 1, 32);
        return conv(prefix + "conv3", x, 3, 3, 64);
    }

    /// A convolution that keeps the size of its input.
    Tensor conv(String name, Tensor input, int rows, int columns, int channels) {
        return net.conv(name, input)
                .filter(rows, columns)
                .channels(channels)
                .normWithoutScale()
                .relu()
                .add();
    }

    /// A 3x3 convolution without padding.
    Tensor valid(String name, Tensor input, int stride, int channels) {
        return net.conv(name, input)
                .filter(3)
                .stride(stride)
                .valid()
                .channels(channels)
                .normWithoutScale()
                .relu()
                .add();
    }

    /// The branch of a block that averages first.
    Tensor pooled(String name, Tensor input, int channels) {
        Tensor x = net.averagePool(name + "/pool", input, Window.of(3, 3, 1, 1, new Padding(1, 1, 1, 1)));
        return conv(name + "/pool_proj", x, 1, 1, channels);
    }
}
