package io.rooftile.modelimport.tflite;

import com.google.flatbuffers.Table;
import io.rooftile.core.UserInputException;
import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Parameters;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Values;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.BuiltinOptions;
import org.tensorflow.lite.schema.Model;
import org.tensorflow.lite.schema.OperatorCode;
import org.tensorflow.lite.schema.SubGraph;

/// One operation of the file as an importer sees it: its operands, options and result, checked when asked for.
final class Operation {
    /// The schema's sign of an optional input that is left out.
    private static final int LEFT_OUT = -1;

    private final String file;
    private final int number;
    private final org.tensorflow.lite.schema.Operator stored;
    private final GraphBuilder network;
    private final int code;
    private final String op;
    private final String name;
    private final int[] inputs;
    private final int[] outputs;

    /// @throws UserInputException when it refers to a tensor or an operator code that is not there
    Operation(String file, Model model, SubGraph graph, int number, GraphBuilder network) {
        this.file = file;
        this.number = number;
        this.stored = graph.operators(number);
        this.network = network;
        long opcode = stored.opcodeIndex();
        if (opcode < 0 || opcode >= model.operatorCodesLength()) {
            throw UserInputException.of(
                    file,
                    "operator " + number,
                    "it refers to operator code " + opcode + ", but there are " + model.operatorCodesLength(),
                    "the file contradicts itself: export the model again");
        }
        OperatorCode operatorCode = model.operatorCodes((int) opcode);
        // Source: schema.fbs: files older than the wider field have the code in the deprecated one, newer have both.
        this.code = Math.max(operatorCode.builtinCode(), operatorCode.deprecatedBuiltinCode());
        this.op = opName(code, operatorCode);
        StoredTensors tensors = network.stored();
        this.inputs = IntStream.range(0, stored.inputsLength())
                .map(i -> stored.inputs(i) == LEFT_OUT ? LEFT_OUT : tensors.checked(stored.inputs(i), where()))
                .toArray();
        this.outputs = IntStream.range(0, stored.outputsLength())
                .map(i -> tensors.checked(stored.outputs(i), where()))
                .toArray();
        this.name = outputs.length == 0 ? "operator " + number : tensors.layerName(outputs[0]);
    }

    private static String opName(int code, OperatorCode operatorCode) {
        if (code < 0 || code >= BuiltinOperator.names.length) {
            return "operator code " + code;
        }
        String name = BuiltinOperator.name(code);
        ByteBuffer custom = operatorCode.customCodeAsByteBuffer();
        return custom == null ? name : name + ":" + StandardCharsets.UTF_8.decode(custom);
    }

    int code() {
        return code;
    }

    /// What the file calls the operation: `CONV_2D`, `CUSTOM:Convolution2DTransposeBias`.
    String op() {
        return op;
    }

    /// The name that users know the operation by: that of its first result.
    String node() {
        if (outputs.length == 0) {
            return "operator " + number;
        }
        String raw = network.stored().rawName(outputs[0]);
        String name = network.stored().name(outputs[0]);
        return name.equals(raw) ? name : (raw.isEmpty() ? "" : raw + ", ") + "operator " + number;
    }

    /// The name of the layer that makes the result.
    String name() {
        return name;
    }

    private String where() {
        return "operator " + number + " (" + op + ")";
    }

    UserInputException broken(String what) {
        return UserInputException.of(file, where(), what, "the file contradicts itself: export the model again");
    }

    int inputs() {
        return inputs.length;
    }

    int outputs() {
        return outputs.length;
    }

    int outputIndex(int i) {
        return outputs[i];
    }

    List<Integer> outputIndices() {
        return IntStream.of(outputs).boxed().toList();
    }

    /// The tensors of all inputs that are given.
    List<Integer> inputIndices() {
        return IntStream.of(inputs).filter(index -> index != LEFT_OUT).boxed().toList();
    }

    boolean reads(Set<Integer> tensors) {
        return IntStream.of(inputs).anyMatch(tensors::contains);
    }

    /// All inputs that flow, in order.
    List<Tensor> madeInputs() {
        List<Tensor> tensors = new ArrayList<>();
        for (int index : inputIndices()) {
            if (network.isMade(index)) {
                tensors.add(network.activation(index, where()));
            }
        }
        return List.copyOf(tensors);
    }

    /// Refuses what no importer looks at: operands that keep their value between inferences, and sparse ones.
    void refuseUnusualInputs() {
        for (int index : inputIndices()) {
            String name = network.stored().name(index);
            if (network.stored().isVariable(index)) {
                throw new Unimportable(
                        "its operand " + name + " is a variable, which keeps its value between inferences",
                        "unroll the recurrence or leave this part to the host");
            }
            if (network.stored().isSparse(index)) {
                throw new Unimportable(
                        "its operand " + name + " is stored sparsely", "convert the model with dense weights");
            }
        }
    }

    /// Whether an input is given at all.
    boolean has(int input) {
        return input < inputs.length && inputs[input] != LEFT_OUT;
    }

    boolean isConstant(int input) {
        return network.isConstant(index(input));
    }

    /// An input that flows.
    ///
    /// @throws Unimportable when it is a constant
    Tensor activation(int input) {
        int index = index(input);
        if (network.isConstant(index)) {
            throw new Unimportable(
                    "its operand " + network.stored().name(index)
                            + " is a constant, so it computes the same every time",
                    "convert the model again with constants folded");
        }
        return network.activation(index, where());
    }

    /// An input that the file stores.
    ///
    /// @param role what it is to the operation, for messages
    /// @throws Unimportable when it is computed at run time
    Constant constant(int input, String role) {
        int index = index(input);
        if (!network.isConstant(index)) {
            throw new Unimportable(
                    "its " + role + " " + network.stored().name(index) + " is computed at run time",
                    "convert the model with a constant " + role);
        }
        return network.constant(index);
    }

    /// Weights and bias, counted among what the file stores.
    ///
    /// @param weights as the layer needs them, of the input `weightsInput`
    Parameters learned(int weightsInput, Constant weights, int biasInput) {
        network.countLearned(index(weightsInput), weights);
        return new Parameters(weights, bias(biasInput));
    }

    private @Nullable Constant bias(int input) {
        if (!has(input)) {
            return null;
        }
        Constant bias = constant(input, "bias");
        network.countLearned(index(input), bias);
        return bias;
    }

    /// A stored list of integers: axes, sizes, paddings.
    int[] integers(int input, String role) {
        return switch (constant(input, role).values()) {
            case Values.Ints ints -> ints.data().clone();
            case Values.Longs longs ->
                LongStream.of(longs.data()).mapToInt(Math::toIntExact).toArray();
            case Values.Floats _, Values.Bytes _, Values.Absent _ ->
                throw broken("its " + role + " is not of integers");
        };
    }

    /// The only output.
    ///
    /// @throws Unimportable when its shape is not fixed or its elements are not numbers
    Tensor output() {
        if (outputs.length != 1) {
            throw broken("it has " + outputs.length + " outputs instead of one");
        }
        return network.stored().activation(outputs[0]);
    }

    /// The options, when the file has them.
    ///
    /// @param type one of [BuiltinOptions]
    /// @param table an empty table of that type
    <T extends Table> Optional<T> options(byte type, T table) {
        byte found = stored.builtinOptionsType();
        if (found == BuiltinOptions.NONE || stored.builtinOptions(table) == null) {
            return Optional.empty();
        }
        if (found != type) {
            throw broken("it has options of another operation (type " + found + " instead of " + type + ")");
        }
        return Optional.of(table);
    }

    /// The options, which the operation cannot do without.
    <T extends Table> T requiredOptions(byte type, T table) {
        return options(type, table).orElseThrow(() -> broken("it lacks its options"));
    }

    /// Adds a layer in front of the operation's last.
    void addBefore(Layer layer) {
        network.add(layer);
    }

    /// Adds the layer that makes the output.
    void add(Layer layer) {
        network.add(layer);
        network.make(outputs[0], layer.output());
    }

    /// Notes that the output is known without computing: no layer is needed.
    void fold(Constant constant) {
        network.fold(outputs[0], constant);
    }

    /// Notes that many bytes are about to be allocated for another form of a stored operand.
    void spend(int input, long bytes) {
        network.stored().spend(index(input), bytes);
    }

    /// A name for a tensor or layer inside the operation.
    String innerName(String part) {
        return network.stored().fresh(network.stored().name(outputs[0]) + "/" + part, number);
    }

    private int index(int input) {
        if (!has(input)) {
            throw broken("input " + input + " is missing");
        }
        return inputs[input];
    }
}
