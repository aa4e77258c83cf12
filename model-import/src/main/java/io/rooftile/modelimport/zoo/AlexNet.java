package io.rooftile.modelimport.zoo;

import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Window;

/// AlexNet with one tower and without response normalisation, as torchvision has it. Source: Krizhevsky, One weird
/// trick for parallelizing convolutional neural networks, arXiv 1404.5997.
final class AlexNet {
    private AlexNet() {}

    static Topology build(String name, InputSize size) {
        TopologyBuilder net = new TopologyBuilder(name);
        Window pool = Window.valid(3, 3, 2, 2);
        Tensor x = net.input(size, 3);
        x = net.conv("conv1", x)
                .filter(11)
                .stride(4)
                .padding(2)
                .channels(64)
                .bias()
                .relu()
                .add();
        x = net.maxPool("pool1", x, pool);
        x = net.conv("conv2", x).filter(5).channels(192).bias().relu().add();
        x = net.maxPool("pool2", x, pool);
        x = net.conv("conv3", x).filter(3).channels(384).bias().relu().add();
        x = net.conv("conv4", x).filter(3).channels(256).bias().relu().add();
        x = net.conv("conv5", x).filter(3).channels(256).bias().relu().add();
        x = net.maxPool("pool5", x, pool);
        x = net.flatten("flatten", x);
        x = net.dense("fc6", x, 4096, ActivationFunction.RELU);
        x = net.dense("fc7", x, 4096, ActivationFunction.RELU);
        return net.build(net.classifier("fc8", x, 1000));
    }
}
