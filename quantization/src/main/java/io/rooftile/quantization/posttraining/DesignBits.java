package io.rooftile.quantization.posttraining;

import io.rooftile.core.dataflow.Pipeline;
import io.rooftile.core.dataflow.StageShape;
import io.rooftile.core.design.DataflowDesign;
import io.rooftile.core.design.Design;
import io.rooftile.core.design.IllegalDesignException;
import io.rooftile.core.design.OverlayDesign;
import io.rooftile.core.design.Stage;
import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The bits that a network's numbers have in a design.
///
/// A pipeline's stage says the bits of what it reads. Several stages may read what one layer makes, directly or
/// behind layers that pass numbers on: then the layer makes it in the most bits that one of them reads.
public final class DesignBits {
    private final Network network;
    private final Map<String, Layer> layers = new HashMap<>();
    /// By tensor, the layers that compute it or what it is a copy of.
    private final Map<String, List<String>> makers = new HashMap<>();
    /// By tensor, whether it is an input of the network or a copy of one.
    private final Map<String, Boolean> isInput = new HashMap<>();

    public DesignBits(Network network) {
        this.network = network;
        TensorGroups groups = TensorGroups.of(network);
        network.layers().forEach(layer -> layers.put(layer.name(), layer));
        for (Layer layer : network.layers()) {
            for (Tensor read : layer.inputs()) {
                String root = groups.root(read.name());
                makers.put(
                        read.name(),
                        network.layers().stream()
                                .filter(maker -> !TensorGroups.sharesNumbers(maker))
                                .filter(maker ->
                                        groups.root(maker.output().name()).equals(root))
                                .map(Layer::name)
                                .toList());
                isInput.put(read.name(), network.inputs().stream().anyMatch(input -> groups.root(input.name())
                        .equals(root)));
            }
        }
    }

    /// The assignment that a design stands for.
    public BitAssignment of(Design design) {
        return switch (design) {
            case OverlayDesign overlay -> {
                Map<String, Integer> weightBits = new TreeMap<>();
                for (Layer layer : network.layers()) {
                    weightBits.put(layer.name(), limited(overlay.numbers().weightBits()));
                }
                int dataBits = limited(overlay.numbers().dataBits());
                yield new BitAssignment(dataBits, dataBits, weightBits, Map.of());
            }
            case DataflowDesign dataflow -> of(dataflow);
        };
    }

    private BitAssignment of(DataflowDesign design) {
        Map<String, Integer> weightBits = new TreeMap<>();
        Map<String, Integer> activationBits = new TreeMap<>();
        int inputBits = 0;
        for (Stage stage : design.stages()) {
            Layer layer = layers.get(stage.layer());
            if (layer == null) {
                throw new IllegalDesignException("the network has no layer " + stage.layer());
            }
            if (stage.weightBits() > 0) {
                weightBits.put(stage.layer(), limited(stage.weightBits()));
            }
            int bits = limited(stage.activationBits());
            for (Tensor read : layer.inputs()) {
                makers.getOrDefault(read.name(), List.of())
                        .forEach(maker -> activationBits.merge(maker, bits, Math::max));
                inputBits = isInput.getOrDefault(read.name(), false) ? Math.max(inputBits, bits) : inputBits;
            }
        }
        // What leaves the last stage is read by no stage; it is left as wide as numbers get.
        return new BitAssignment(
                inputBits == 0 ? BitAssignment.MOST_BITS : inputBits,
                BitAssignment.MOST_BITS,
                weightBits,
                activationBits);
    }

    /// Makes sure that a network can have the bits that the stages of a pipeline name: real numbers may get any from
    /// [BitAssignment#LEAST_BITS] to [BitAssignment#MOST_BITS], quantised ones keep theirs. An overlay's bits
    /// are those
    /// of its engine, which takes narrower numbers too.
    ///
    /// @throws IllegalDesignException with the first stage that names other bits
    public static void require(Network network, Design design) {
        switch (design) {
            case DataflowDesign dataflow -> requireStages(network, dataflow);
            case OverlayDesign _ -> {}
        }
    }

    private static void requireStages(Network network, DataflowDesign design) {
        Map<String, StageShape> shapes = new HashMap<>();
        Pipeline.of(network).stages().forEach(shape -> shapes.put(shape.name(), shape));
        for (Stage stage : design.stages()) {
            StageShape shape = shapes.get(stage.layer());
            if (shape == null) {
                throw new IllegalDesignException("the network has no layer " + stage.layer());
            }
            Constant weights = shape.weights();
            if (weights != null) {
                require(stage.layer() + ": weight bits", stage.weightBits(), weights.tensor());
            }
            require(
                    stage.layer() + ": activation bits",
                    stage.activationBits(),
                    shape.layer().input());
        }
    }

    private static void require(String what, int bits, Tensor tensor) {
        boolean isFree = tensor.format().isFloat();
        int least = isFree ? BitAssignment.LEAST_BITS : tensor.format().bits();
        int most = isFree ? BitAssignment.MOST_BITS : tensor.format().bits();
        if (bits < least || bits > most) {
            String rule = isFree ? least + " to " + most : least + " as in the network";
            throw new IllegalDesignException("layer " + what + " must be " + rule + ", but were " + bits);
        }
    }

    private static int limited(int bits) {
        return Math.clamp(bits, BitAssignment.LEAST_BITS, BitAssignment.MOST_BITS);
    }
}
