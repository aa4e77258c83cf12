package io.rooftile.modelimport.tflite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.Elementwise;
import io.rooftile.core.network.Layer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.lite.schema.ActivationFunctionType;
import org.tensorflow.lite.schema.AddOptionsT;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.BuiltinOptions;
import org.tensorflow.lite.schema.LeakyReluOptionsT;

/// Operations that work element by element.
final class ElementwiseOpsTest {
    @TempDir
    private Path folder;

    @Test
    void constantMayBeTheLeftOperandOfASum() {
        ModelWriter model = new ModelWriter();
        int in = model.real("in", 1, 4, 5, 3);
        int constant = model.weights("constant", 3);
        int out = model.real("out", 1, 4, 5, 3);
        AddOptionsT options = new AddOptionsT();
        options.setFusedActivationFunction(ActivationFunctionType.RELU);
        model.operator(BuiltinOperator.ADD, BuiltinOptions.AddOptions, options, new int[] {constant, in}, out)
                .inputs(in)
                .outputs(out);

        Elementwise layer = (Elementwise) model.network(folder).layers().getFirst();

        assertEquals("in", layer.input().name());
        assertEquals("constant", layer.constants().getFirst().tensor().name());
        assertEquals(ActivationFunction.RELU, layer.activation());
    }

    @Test
    void largerTensorBecomesTheLeftOperand() {
        ModelWriter model = new ModelWriter();
        int gate = model.real("gate", 1, 1, 1, 3);
        int map = model.real("map", 1, 4, 5, 3);
        int out = model.real("out", 1, 4, 5, 3);
        model.operator(BuiltinOperator.MUL, new int[] {gate, map}, out)
                .inputs(gate, map)
                .outputs(out);

        assertEquals(
                List.of("map", "gate"),
                model.network(folder).layers().getFirst().inputs().stream()
                        .map(t -> t.name())
                        .toList());
    }

    @Test
    void readsActivationsWithTheirSlope() {
        ModelWriter model = new ModelWriter();
        int in = model.real("in", 1, 4);
        int leaky = model.real("leaky", 1, 4);
        int out = model.real("out", 1, 4);
        LeakyReluOptionsT options = new LeakyReluOptionsT();
        options.setAlpha(0.25f);
        model.operator(BuiltinOperator.LEAKY_RELU, BuiltinOptions.LeakyReluOptions, options, new int[] {in}, leaky)
                .operator(BuiltinOperator.HARD_SWISH, new int[] {leaky}, out)
                .inputs(in)
                .outputs(out);

        List<Layer> layers = model.network(folder).layers();

        assertEquals(
                new ActivationFunction(ActivationFunction.Kind.LEAKY_RELU, 0.25),
                ((io.rooftile.core.network.Activation) layers.get(0)).function());
        assertEquals(
                ActivationFunction.of(ActivationFunction.Kind.HARD_SWISH),
                ((io.rooftile.core.network.Activation) layers.get(1)).function());
    }
}
