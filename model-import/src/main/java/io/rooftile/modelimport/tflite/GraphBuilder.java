package io.rooftile.modelimport.tflite;

import io.rooftile.core.UserInputException;
import io.rooftile.core.network.Constant;
import io.rooftile.core.network.HostOperation;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Quantisation;
import io.rooftile.core.network.Tensor;
import io.rooftile.modelimport.ImportOptions;
import io.rooftile.modelimport.ImportResult;
import io.rooftile.modelimport.Unsupported;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.tensorflow.lite.schema.Model;
import org.tensorflow.lite.schema.SubGraph;

/// A network in the making: what each tensor index has become so far, the layers, and what stands in the way.
/// Operations behind one that cannot be imported are imported all the same, so that every obstacle is found in
/// one run.
final class GraphBuilder {
    static final String FORMAT = "TFLite";

    private final String file;
    private final Model model;
    private final SubGraph graph;
    private final StoredTensors stored;
    private final ImportOptions options;
    private final Map<Integer, Tensor> made = new HashMap<>();
    private final Map<Integer, Constant> folded = new HashMap<>();
    /// Tensors of unknown shape behind an obstacle that has been noted.
    private final Set<Integer> unknown = new HashSet<>();

    private final Map<Integer, Long> learnedElements = new HashMap<>();
    private final List<Layer> layers = new ArrayList<>();
    private final List<Unsupported> obstacles = new ArrayList<>();

    GraphBuilder(String file, Model model, ImportOptions options) {
        this.file = file;
        this.model = model;
        this.graph = model.subgraphs(0);
        this.stored = new StoredTensors(file, model, graph);
        this.options = options;
    }

    /// Imports all operations of the first subgraph.
    ImportResult build() {
        if (model.subgraphsLength() > 1) {
            obstacles.add(new Unsupported(
                    "the model",
                    "SUBGRAPH",
                    "it has " + model.subgraphsLength() + " subgraphs, and which of them runs is decided at run time",
                    "convert the model without control flow, one signature at a time"));
        }
        List<Operation> operations = new ArrayList<>();
        for (int i = 0; i < graph.operatorsLength(); i++) {
            operations.add(new Operation(file, model, graph, i, this));
        }
        List<Tensor> inputs = graphInputs();
        requireOneMakerEach(operations);
        needed(operations).forEach(this::importOperation);
        List<Tensor> outputs = graphOutputs();
        if (!obstacles.isEmpty()) {
            return new ImportResult.Refused(FORMAT, obstacles);
        }
        long parameters =
                learnedElements.values().stream().mapToLong(Long::longValue).sum();
        return new ImportResult.Imported(FORMAT, new Network(networkName(), inputs, outputs, layers), parameters);
    }

    StoredTensors stored() {
        return stored;
    }

    void add(Layer layer) {
        layers.add(layer);
    }

    /// Notes that an operation has made a tensor.
    void make(int index, Tensor tensor) {
        made.put(index, tensor);
    }

    /// Notes that a tensor's elements are known although an operation makes it.
    void fold(int index, Constant constant) {
        folded.put(index, constant);
    }

    /// Counts a weight or a bias among the stored parameters, once however many operations use it.
    void countLearned(int index, Constant constant) {
        learnedElements.put(index, constant.elements());
    }

    boolean isConstant(int index) {
        return folded.containsKey(index) || (!made.containsKey(index) && stored.isStored(index));
    }

    Constant constant(int index) {
        Constant known = folded.get(index);
        return known == null ? stored.constant(index) : known;
    }

    /// The tensor that an operation reads.
    ///
    /// @throws UserInputException when nothing before it has made the tensor
    Tensor activation(int index, String by) {
        Tensor tensor = made.get(index);
        if (tensor == null) {
            throw UserInputException.of(
                    file,
                    by,
                    "it reads the tensor " + stored.name(index) + ", which nothing before it makes",
                    "the file contradicts itself: export the model again");
        }
        return tensor;
    }

    private void requireOneMakerEach(List<Operation> operations) {
        Set<Integer> makers = new HashSet<>(made.keySet());
        makers.addAll(unknown);
        for (Operation operation : operations) {
            for (int output : operation.outputIndices()) {
                if (!makers.add(output)) {
                    throw operation.broken("it makes the tensor " + stored.name(output) + " a second time");
                }
            }
        }
    }

    /// The operations that outputs depend on, in order. What only computes the shape of a tensor whose shape is
    /// known is left out: Keras models with an open batch have chains of `SHAPE`, `STRIDED_SLICE` and `PACK`
    /// for each reshape.
    private List<Operation> needed(List<Operation> operations) {
        Set<Integer> read = new HashSet<>();
        for (int i = 0; i < graph.outputsLength(); i++) {
            read.add(graph.outputs(i));
        }
        List<Operation> needed = new ArrayList<>();
        for (Operation operation : operations.reversed()) {
            boolean hasEffect = operation.outputs() == 0
                    || operation.outputIndices().stream().anyMatch(read::contains);
            if (hasEffect) {
                needed.add(operation);
                List<Integer> inputs = operation.inputIndices();
                read.addAll(
                        OpTable.isShapedByOutput(operation.code()) && !inputs.isEmpty()
                                ? inputs.subList(0, 1)
                                : inputs);
            }
        }
        return needed.reversed();
    }

    private List<Tensor> graphInputs() {
        List<Tensor> inputs = new ArrayList<>();
        options.inputShapes()
                .requireInputs(
                        file,
                        IntStream.range(0, graph.inputsLength())
                                .mapToObj(i -> stored.name(stored.checked(graph.inputs(i), "input " + i)))
                                .toList());
        for (int i = 0; i < graph.inputsLength(); i++) {
            int index = stored.checked(graph.inputs(i), "input " + i);
            try {
                Tensor tensor = stored.activation(index);
                if (made.put(index, tensor) != null) {
                    throw broken("input " + i, "the tensor " + tensor.name() + " is an input twice");
                }
                // Between its ends the file stores one size for each tensor: no other can be asked for.
                options.inputShapes().of(file, tensor.name(), tensor.shape().dims());
                inputs.add(tensor);
            } catch (Unimportable e) {
                note(stored.name(index), "INPUT", e);
                unknown.add(index);
            }
        }
        return inputs;
    }

    private List<Tensor> graphOutputs() {
        List<Tensor> outputs = new ArrayList<>();
        if (graph.outputsLength() == 0) {
            throw broken("subgraph 0", "it has no output");
        }
        for (int i = 0; i < graph.outputsLength(); i++) {
            int index = stored.checked(graph.outputs(i), "output " + i);
            if (isConstant(index)) {
                obstacles.add(new Unsupported(
                        stored.name(index),
                        "OUTPUT",
                        "it is a stored constant: nothing is left to compute",
                        "leave this output out of the model"));
            } else if (!unknown.contains(index)) {
                outputs.add(activation(index, "output " + i));
            }
        }
        return outputs;
    }

    private void importOperation(Operation operation) {
        Optional<OpImporter> importer = OpTable.importer(operation.code());
        if (importer.isPresent() && operation.reads(unknown)) {
            operation.outputIndices().forEach(unknown::add);
            return;
        }
        int layersBefore = layers.size();
        try {
            OpImporter known = importer.orElseThrow(() -> OpTable.refusal(operation.code()));
            operation.refuseUnusualInputs();
            known.importInto(operation);
        } catch (Unimportable e) {
            layers.subList(layersBefore, layers.size()).clear();
            if (!leaveToHost(operation, e)) {
                note(operation.node(), operation.op(), e);
                declareOutputs(operation);
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            // The layers themselves check that shapes, windows and weights agree, and with overflow: those rules are
            // not written a second time here. What they find in a file is the file's fault.
            throw operation.broken(String.valueOf(e.getMessage()));
        }
    }

    /// Makes host operations of an operation without a layer, where that was asked for and can be done.
    private boolean leaveToHost(Operation operation, Unimportable obstacle) {
        if (!options.hostFallback() || operation.reads(unknown)) {
            return false;
        }
        List<Tensor> inputs = operation.madeInputs();
        if (inputs.isEmpty() || operation.outputs() == 0) {
            return false;
        }
        List<Tensor> outputs = new ArrayList<>();
        try {
            for (int index : operation.outputIndices()) {
                outputs.add(stored.activation(index));
            }
        } catch (Unimportable e) {
            return false;
        }
        countHostParameters(operation);
        for (int i = 0; i < outputs.size(); i++) {
            Tensor output = outputs.get(i);
            add(new HostOperation(output.name(), inputs, output, operation.op(), obstacle.reason()));
            make(operation.outputIndex(i), output);
        }
        return true;
    }

    /// Counts what a host operation has learned. Integers without a scale are sizes, axes and the like.
    private void countHostParameters(Operation operation) {
        for (int index : operation.inputIndices()) {
            if (isConstant(index) && stored.isNumeric(index)) {
                Tensor tensor = stored.tensor(index);
                if (tensor.format().isFloat() || !tensor.quantisation().equals(Quantisation.NONE)) {
                    learnedElements.put(index, tensor.shape().elements());
                }
            }
        }
    }

    private void declareOutputs(Operation operation) {
        for (int index : operation.outputIndices()) {
            made.remove(index);
            try {
                made.put(index, stored.activation(index));
            } catch (Unimportable e) {
                unknown.add(index);
            }
        }
    }

    boolean isMade(int index) {
        return made.containsKey(index);
    }

    private void note(String node, String op, Unimportable obstacle) {
        obstacles.add(new Unsupported(node, op, obstacle.reason(), obstacle.hint()));
    }

    private String networkName() {
        String name = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private UserInputException broken(String where, String what) {
        return UserInputException.of(file, where, what, "the file contradicts itself: export the model again");
    }
}
