package io.rooftile.modelimport.zoo;

import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Window;

/// LeNet-5 as TensorFlow's and Caffe's tutorials made it: digits of 28x28 padded to the paper's 32x32, ReLU and maximum
/// pools. Source of the layers' sizes: LeCun et al., Gradient-Based Learning Applied to Document Recognition, Proc.
/// IEEE 86(11), 1998, figure 2.
final class LeNet5 {
    private LeNet5() {}

    static Topology build(String name, InputSize size) {
        TopologyBuilder net = new TopologyBuilder(name);
        Window half = Window.valid(2, 2, 2, 2);
        Tensor x = net.input(size, 1);
        x = net.conv("conv1", x).filter(5).channels(6).bias().relu().add();
        x = net.maxPool("pool2", x, half);
        x = net.conv("conv3", x).filter(5).valid().channels(16).bias().relu().add();
        x = net.maxPool("pool4", x, half);
        x = net.flatten("flatten", x);
        x = net.dense("fc5", x, 120, ActivationFunction.RELU);
        x = net.dense("fc6", x, 84, ActivationFunction.RELU);
        return net.build(net.classifier("output", x, 10));
    }
}
