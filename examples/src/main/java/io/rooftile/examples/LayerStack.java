package io.rooftile.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.OperationBuilder;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/// Builds a chain of layers in a TensorFlow graph, one call per layer, with node names of the form `layer/Op`.
///
/// Shapes are NHWC; filters are `[FY, FX, C, K]`, dense kernels `[C, K]`. Weights are reference variables
/// (`VariableV2`) read through an `Identity` named `.../read`, as TensorFlow 1 wrote them.
final class LayerStack {

    static final String INPUT = "input";
    static final String PROBABILITIES = "probabilities";

    /// One trained tensor: the variable itself and the node that reads it.
    record Weight(String name, Operand<TFloat32> variable, Operand<TFloat32> read) {

        boolean isKernel() {
            return variable.shape().numDimensions() > 1;
        }

        /// How many values feed one output of the layer, `FY*FX*C`.
        long fanIn() {
            Shape shape = variable.shape();
            return shape.size() / shape.get(shape.numDimensions() - 1);
        }
    }

    private final Graph graph;
    private final Operand<TFloat32> input;
    private final List<Weight> weights = new ArrayList<>();
    private Operand<TFloat32> top;

    /// Starts with a float32 placeholder for rows of `rowShape`, the batch size left open.
    LayerStack(Graph graph, Shape rowShape) {
        this.graph = graph;
        this.input = node("Placeholder", INPUT, builder -> builder.setAttr("dtype", DataType.DT_FLOAT)
                .setAttr("shape", rowShape.prepend(Shape.UNKNOWN_SIZE)));
        this.top = input;
    }

    /// Convolution with stride 1 and SAME padding, bias, ReLU.
    LayerStack convolution(String layer, int filterRows, int filterColumns, int outputChannels) {
        Shape kernelShape = Shape.of(filterRows, filterColumns, top.shape().get(3), outputChannels);
        Operand<TFloat32> kernel = weight(layer + "/kernel", kernelShape);
        Operand<TFloat32> source = top;
        top = node("Conv2D", layer + "/Conv2D", builder -> builder.addInput(source.asOutput())
                .addInput(kernel.asOutput())
                .setAttr("strides", new long[] {1, 1, 1, 1})
                .setAttr("padding", "SAME"));
        return bias(layer, outputChannels).relu(layer);
    }

    /// Maximum over windows that do not overlap; VALID padding.
    LayerStack maxPool(String layer, int windowRows, int windowColumns) {
        long[] window = {1, windowRows, windowColumns, 1};
        Operand<TFloat32> source = top;
        top = node("MaxPool", layer + "/MaxPool", builder -> builder.addInput(source.asOutput())
                .setAttr("ksize", window)
                .setAttr("strides", window)
                .setAttr("padding", "VALID"));
        return this;
    }

    /// Rows, columns and channels into one dimension, channels fastest.
    LayerStack flatten(String layer) {
        Shape shape = top.shape();
        int values = Math.toIntExact(Math.multiplyExact(Math.multiplyExact(shape.get(1), shape.get(2)), shape.get(3)));
        Operand<TFloat32> source = top;
        try (TInt32 target = TInt32.vectorOf(-1, values)) {
            Operand<TFloat32> targetNode =
                    node("Const", layer + "/shape", builder -> builder.setAttr("dtype", DataType.DT_INT32)
                            .setAttr("value", target));
            top = node("Reshape", layer + "/Reshape", builder -> builder.addInput(source.asOutput())
                    .addInput(targetNode.asOutput()));
        }
        return this;
    }

    /// Matrix product and bias, without an activation.
    LayerStack dense(String layer, int outputChannels) {
        Operand<TFloat32> kernel =
                weight(layer + "/kernel", Shape.of(top.shape().get(1), outputChannels));
        Operand<TFloat32> source = top;
        top = node("MatMul", layer + "/MatMul", builder -> builder.addInput(source.asOutput())
                .addInput(kernel.asOutput()));
        return bias(layer, outputChannels);
    }

    LayerStack relu(String layer) {
        Operand<TFloat32> source = top;
        top = node("Relu", layer + "/Relu", builder -> builder.addInput(source.asOutput()));
        return this;
    }

    /// Ends the chain: what has been built so far are the logits.
    Classifier softmax() {
        Operand<TFloat32> logits = top;
        Operand<TFloat32> probabilities =
                node("Softmax", PROBABILITIES, builder -> builder.addInput(logits.asOutput()));
        return new Classifier(input, logits, probabilities, weights);
    }

    private LayerStack bias(String layer, int outputChannels) {
        Operand<TFloat32> bias = weight(layer + "/bias", Shape.of(outputChannels));
        Operand<TFloat32> source = top;
        top = node("BiasAdd", layer + "/BiasAdd", builder -> builder.addInput(source.asOutput())
                .addInput(bias.asOutput()));
        return this;
    }

    private Operand<TFloat32> weight(String name, Shape shape) {
        Operand<TFloat32> variable = node("VariableV2", name, builder -> builder.setAttr("dtype", DataType.DT_FLOAT)
                .setAttr("shape", shape));
        Operand<TFloat32> read = node("Identity", name + "/read", builder -> builder.addInput(variable.asOutput()));
        weights.add(new Weight(name, variable, read));
        return read;
    }

    private Operand<TFloat32> node(String type, String name, UnaryOperator<OperationBuilder> inputsAndAttributes) {
        return inputsAndAttributes
                .apply(graph.opBuilder(type, name, graph.baseScope()))
                .build()
                .output(0);
    }
}
