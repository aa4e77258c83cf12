package io.rooftile.quantization.posttraining;

import io.rooftile.core.network.Activation;
import io.rooftile.core.network.ArgMax;
import io.rooftile.core.network.Concat;
import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Convolution;
import io.rooftile.core.network.Dense;
import io.rooftile.core.network.Elementwise;
import io.rooftile.core.network.HostOperation;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.NumberFormat;
import io.rooftile.core.network.Pad;
import io.rooftile.core.network.Pool;
import io.rooftile.core.network.Quantisation;
import io.rooftile.core.network.Requantise;
import io.rooftile.core.network.Reshape;
import io.rooftile.core.network.ScaleShift;
import io.rooftile.core.network.Softmax;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Transpose;
import io.rooftile.core.network.Upsample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Quantises one trained network, again and again for different bits; what flows on the sample rows is found once.
///
/// Formats that a network was trained with (QKeras, binary and ternary weights) are kept.
public final class PostTrainingQuantiser {
    /// What the integer softmax gives. Source: TensorFlow Lite 8-bit quantisation specification.
    private static final Scales.Choice SOFTMAX_OUTPUT =
            new Scales.Choice(NumberFormat.UINT8, Quantisation.perTensor(1.0 / 256, 0));

    /// What a look-up reads: enough for a smooth function, and few enough for a table on chip.
    private static final int LEAST_BITS_OF_SUM = 8;

    private static final int MOST_BITS_OF_SUM = 12;

    private final Network network;
    private final Calibration calibration;
    private final QuantisationScheme scheme;
    private final TensorGroups groups;
    private final Map<String, List<Tensor>> members = new LinkedHashMap<>();
    private final Map<String, Layer> producers = new HashMap<>();
    private final WeightQuantiser weights;

    private PostTrainingQuantiser(Network prepared, Calibration calibration, QuantisationScheme scheme) {
        this.network = prepared;
        this.calibration = calibration;
        this.scheme = scheme;
        this.groups = TensorGroups.of(prepared);
        this.weights = new WeightQuantiser(scheme);
        prepared.inputs().forEach(this::enter);
        for (Layer layer : prepared.layers()) {
            producers.put(layer.output().name(), layer);
            enter(layer.output());
        }
    }

    private void enter(Tensor tensor) {
        members.computeIfAbsent(groups.root(tensor.name()), _ -> new ArrayList<>())
                .add(tensor);
    }

    /// A quantiser that finds ranges on sample rows.
    ///
    /// @param rows float32 rows, raw and little-endian, as [io.rooftile.quantization.real.RealExecutor] reads them
    /// @param threads how many threads share the rows; results do not depend on it
    /// @throws io.rooftile.core.UserInputException when the network cannot be computed in real numbers
    public static PostTrainingQuantiser of(Network network, QuantisationScheme scheme, byte[] rows, int threads) {
        Network prepared = Preparation.of(network);
        return new PostTrainingQuantiser(prepared, Calibration.of(prepared, rows, threads), scheme);
    }

    /// Layers whose weights take bits of their own, in the network's order: those that were not trained in integers.
    public List<String> layersWithWeights() {
        return network.layers().stream()
                .filter(layer -> layer.constants().stream()
                        .anyMatch(constant -> constant.tensor().format().isFloat()))
                .map(Layer::name)
                .toList();
    }

    /// Layers whose outputs take bits of their own, in the network's order: not those that pass numbers on as they are,
    /// that were trained in integers, or whose output has a format of its own.
    public List<String> layersWithOpenOutputs() {
        return network.layers().stream()
                .filter(layer -> !TensorGroups.sharesNumbers(layer) && !(layer instanceof Softmax))
                .filter(layer -> !Preparation.isSum(layer.output()))
                .filter(layer -> members(layer.output()).stream()
                        .allMatch(tensor -> tensor.format().isFloat()))
                .map(layer -> Preparation.trainedLayer(layer.name()))
                .toList();
    }

    private List<Tensor> members(Tensor tensor) {
        return Objects.requireNonNull(members.get(groups.root(tensor.name())));
    }

    /// The network in integers, each number in as many bits as assigned.
    public Network quantise(BitAssignment bits) {
        Map<String, Scales.Choice> choices = new HashMap<>();
        members.forEach((root, tensors) -> choices.put(root, choice(tensors, bits)));
        Map<String, Tensor> quantised = new HashMap<>();
        List<Tensor> inputs = network.inputs().stream()
                .map(input -> quantised(input, choices, quantised))
                .toList();
        List<Layer> layers = new ArrayList<>();
        for (Layer layer : network.layers()) {
            List<Tensor> read = layer.inputs().stream()
                    .map(input -> Objects.requireNonNull(quantised.get(input.name())))
                    .toList();
            Tensor output = quantised(layer.output(), choices, quantised);
            layers.add(quantised(layer, read, output, bits));
        }
        List<Tensor> outputs = network.outputs().stream()
                .map(output -> Objects.requireNonNull(quantised.get(output.name())))
                .toList();
        return new Network(network.name(), inputs, outputs, layers);
    }

    private Tensor quantised(Tensor tensor, Map<String, Scales.Choice> choices, Map<String, Tensor> quantised) {
        Scales.Choice choice = Objects.requireNonNull(choices.get(groups.root(tensor.name())));
        Tensor made = tensor.withFormat(choice.format(), choice.quantisation());
        quantised.put(tensor.name(), made);
        return made;
    }

    private Scales.Choice choice(List<Tensor> tensors, BitAssignment bits) {
        int most = 0;
        for (Tensor tensor : tensors) {
            Layer producer = producers.get(tensor.name());
            if (!tensor.format().isFloat()) {
                return new Scales.Choice(tensor.format(), tensor.quantisation());
            }
            if (producer instanceof Softmax) {
                return SOFTMAX_OUTPUT;
            }
            if (producer == null) {
                most = Math.max(most, bits.inputBits());
            } else if (!TensorGroups.sharesNumbers(producer)) {
                int output = bits.ofOutput(Preparation.trainedLayer(producer.name()));
                boolean isSum = Preparation.isSum(tensor);
                most = Math.max(most, isSum ? Math.clamp(output, LEAST_BITS_OF_SUM, MOST_BITS_OF_SUM) : output);
            }
        }
        Histogram histogram = Histogram.union(tensors.stream()
                .map(tensor -> calibration.histogram(tensor.name()))
                .toList());
        return new Scales(scheme.requantisation(), scheme.activationRange()).ofActivations(histogram, most);
    }

    private Layer quantised(Layer layer, List<Tensor> read, Tensor output, BitAssignment bits) {
        int weightBits = bits.ofWeights(layer.name());
        Layer rewired = layer.withInputs(read).withOutput(output);
        return switch (rewired) {
            case Convolution convolution ->
                convolution.withLearned(weights.of(
                        convolution.learned(), read.getFirst(), weightBits, means(layer), convolution.groups()));
            case Dense dense ->
                dense.withLearned(weights.of(dense.learned(), read.getFirst(), weightBits, means(layer), 1));
            case Elementwise operation -> {
                Constant constant = operation.constant();
                yield constant == null
                        ? operation
                        : new Elementwise(
                                operation.name(),
                                operation.inputs(),
                                operation.output(),
                                operation.kind(),
                                TensorGroups.sharesNumbers(operation)
                                        ? WeightQuantiser.operand(constant, output)
                                        : weights.operand(constant, weightBits),
                                operation.activation());
            }
            case Pool _,
                    ScaleShift _,
                    Concat _,
                    Activation _,
                    Softmax _,
                    Reshape _,
                    Transpose _,
                    Pad _,
                    Upsample _,
                    ArgMax _,
                    Requantise _,
                    HostOperation _ -> rewired;
        };
    }

    private double[] means(Layer layer) {
        return calibration.means(layer.input().name());
    }
}
