package io.rooftile.modelimport.tflite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.network.HostOperation;
import io.rooftile.core.network.Layer;
import io.rooftile.modelimport.ImportOptions;
import io.rooftile.modelimport.ImportResult.Imported;
import io.rooftile.modelimport.ImportResult.Refused;
import io.rooftile.modelimport.Unsupported;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.SparsityParametersT;
import org.tensorflow.lite.schema.SubGraphT;
import org.tensorflow.lite.schema.TensorType;

final class RefusalTest {
    private static final ImportOptions HOST = new ImportOptions(null, true);

    @TempDir
    private Path folder;

    private List<Unsupported> refused(ModelWriter model) {
        Object result = model.read(folder, ImportOptions.NONE);
        return assertInstanceOf(Refused.class, result, result::toString).unsupported();
    }

    private static void assertReason(Unsupported obstacle, String node, String op, String reason) {
        assertEquals(node, obstacle.node());
        assertEquals(op, obstacle.op());
        assertTrue(obstacle.reason().contains(reason), obstacle::reason);
        assertTrue(!obstacle.hint().isEmpty(), "a hint");
    }

    @Test
    void collectsEverythingAtOnce() {
        ModelWriter model = new ModelWriter();
        int in = model.real("in", 1, 4);
        int floor = model.real("floored", 1, 4);
        int custom = model.real("custom", 1, 4);
        int same = model.real("custom", 1, 4);
        int out = model.real("out", 1, 4);
        model.operator(BuiltinOperator.FLOOR, new int[] {in}, floor)
                .operator(BuiltinOperator.CUSTOM, new int[] {floor}, custom)
                .operator(BuiltinOperator.WHILE, new int[] {custom}, same)
                .operator(BuiltinOperator.RELU, new int[] {same}, out)
                .inputs(in)
                .outputs(out);
        model.codes.get(1).setCustomCode("Mystery");

        List<Unsupported> obstacles = refused(model);

        assertEquals(3, obstacles.size());
        assertReason(obstacles.get(0), "floored", "FLOOR", "no layer");
        assertReason(obstacles.get(1), "custom", "CUSTOM:Mystery", "custom operation");
        assertReason(obstacles.get(2), "custom, operator 2", "WHILE", "control flow");
    }

    @Test
    void leavesOperationsToTheHostWhenAsked() {
        ModelWriter model = new ModelWriter();
        int in = model.real("in", 1, 4, 6);
        int axis = model.integers("axis", new int[] {1}, 1);
        int left = model.real("left", 1, 2, 6);
        int right = model.real("right", 1, 2, 6);
        int out = model.real("out", 1, 2, 6);
        model.operator(BuiltinOperator.SPLIT, new int[] {axis, in}, left, right)
                .operator(BuiltinOperator.ADD, new int[] {left, right}, out)
                .inputs(in)
                .outputs(out);

        Imported imported = assertInstanceOf(Imported.class, model.read(folder, HOST));

        assertEquals(
                List.of("HostOperation", "HostOperation", "Elementwise"),
                imported.network().layers().stream().map(Layer::typeName).toList());
        HostOperation second = (HostOperation) imported.network().layers().get(1);
        assertEquals("SPLIT", second.operation());
        assertEquals(List.of("in"), second.inputs().stream().map(t -> t.name()).toList());
        assertEquals(0, imported.storedParameters());
    }

    @Test
    void refusesDynamicShapesOnceWhereTheyBegin() {
        ModelWriter model = new ModelWriter();
        int in = model.real("in", 1, 1, 1, 3);
        model.tensors.get(in).setShapeSignature(new int[] {-1, -1, -1, 3});
        int middle = model.real("middle", 1, 1, 1, 3);
        model.tensors.get(middle).setShapeSignature(new int[] {-1, -1, -1, 3});
        int out = model.real("out", 1, 1, 1, 3);
        model.operator(BuiltinOperator.RELU, new int[] {in}, middle)
                .operator(BuiltinOperator.TANH, new int[] {middle}, out)
                .inputs(in)
                .outputs(out);

        List<Unsupported> obstacles = refused(model);

        assertEquals(1, obstacles.size());
        assertReason(obstacles.getFirst(), "in", "INPUT", "[-1, -1, -1, 3]");
    }

    @Test
    void refusesVariablesAndSparseWeights() {
        ModelWriter model = new ModelWriter();
        int in = model.real("in", 1, 4);
        int state = model.real("state", 1, 4);
        model.tensors.get(state).setIsVariable(true);
        int sum = model.real("sum", 1, 4);
        int sparse = model.weights("sparse", 4);
        SparsityParametersT sparsity = new SparsityParametersT();
        sparsity.setTraversalOrder(new int[] {0});
        model.tensors.get(sparse).setSparsity(sparsity);
        int out = model.real("out", 1, 4);
        model.operator(BuiltinOperator.ADD, new int[] {in, state}, sum)
                .operator(BuiltinOperator.MUL, new int[] {sum, sparse}, out)
                .inputs(in)
                .outputs(out);

        List<Unsupported> obstacles = refused(model);

        assertEquals(2, obstacles.size());
        assertReason(obstacles.get(0), "sum", "ADD", "state is a variable");
        assertReason(obstacles.get(1), "out", "MUL", "sparse is stored sparsely");
    }

    @Test
    void refusesSeveralSubgraphs() {
        ModelWriter model = TestModels.small();
        SubGraphT body = new SubGraphT();
        body.setName("body");
        model.furtherSubgraphs.add(body);

        List<Unsupported> obstacles = refused(model);

        assertEquals(1, obstacles.size());
        assertReason(obstacles.getFirst(), "the model", "SUBGRAPH", "2 subgraphs");
    }

    @Test
    void refusesOtherElementTypes() {
        ModelWriter model = new ModelWriter();
        int in = model.tensor("in", TensorType.STRING, 1, 4);
        int out = model.real("out", 1, 4);
        model.operator(BuiltinOperator.RELU, new int[] {in}, out).inputs(in).outputs(out);

        assertReason(refused(model).getFirst(), "in", "INPUT", "STRING");
    }

    @Test
    void refusesWhatComputesOnConstantsOnly() {
        ModelWriter model = new ModelWriter();
        int in = model.real("in", 1, 4);
        int constant = model.weights("constant", 4);
        int folded = model.real("folded", 4);
        int out = model.real("out", 1, 4);
        model.operator(BuiltinOperator.RELU, new int[] {constant}, folded)
                .operator(BuiltinOperator.ADD, new int[] {in, folded}, out)
                .inputs(in)
                .outputs(out);

        assertReason(refused(model).getFirst(), "folded", "RELU", "constant is a constant");
    }

    @Test
    void refusesMeansOfOtherDimensionsAndConstantMinusTensor() {
        ModelWriter model = new ModelWriter();
        int in = model.real("in", 1, 4, 5, 3);
        int axes = model.integers("axes", new int[] {3}, 1);
        int mean = model.real("mean", 1, 4, 5, 1);
        int constant = model.weights("constant", 1);
        int out = model.real("out", 1, 4, 5, 1);
        model.operator(BuiltinOperator.MEAN, new int[] {in, axes}, mean)
                .operator(BuiltinOperator.SUB, new int[] {constant, mean}, out)
                .inputs(in)
                .outputs(out);

        List<Unsupported> obstacles = refused(model);

        assertReason(obstacles.get(0), "mean", "MEAN", "dimensions [3]");
        assertReason(obstacles.get(1), "out", "SUB", "constant minus a tensor");
    }
}
