package io.rooftile.modelimport.tflite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Shape;
import io.rooftile.modelimport.ImportOptions;
import io.rooftile.modelimport.ImportResult.Imported;
import io.rooftile.modelimport.passes.StandardPasses;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.lite.schema.BuiltinOperator;

final class TfLiteReaderTest {
    @TempDir
    private Path folder;

    private Imported imported(ModelWriter model) {
        Object result = model.read(folder, ImportOptions.NONE);
        return assertInstanceOf(Imported.class, result, result::toString);
    }

    @Test
    void readsASmallNetwork() {
        Imported imported = imported(TestModels.small());
        Network network = imported.network();

        assertEquals("TFLite", imported.format());
        assertEquals("model", network.name());
        assertEquals(
                List.of("Convolution", "Convolution", "Pool", "Reshape", "Dense", "Softmax"),
                TestModels.types(network));
        assertEquals(3960, network.macs());
        assertEquals(618, imported.storedParameters());
        assertEquals(List.of("in"), network.inputs().stream().map(t -> t.name()).toList());
        assertEquals(
                List.of("out"), network.outputs().stream().map(t -> t.name()).toList());
    }

    @Test
    void readsOneOfEachAndLeavesOutWhatOnlyComputesShapes() {
        Network network = TestModels.everyOperation().network(folder);

        assertEquals(
                List.of(
                        "Requantise",
                        "Pad",
                        "Convolution",
                        "Elementwise",
                        "Elementwise",
                        "Activation",
                        "Pool",
                        "Upsample",
                        "Transpose",
                        "Concat",
                        "Reshape",
                        "Dense",
                        "Reshape",
                        "Pool",
                        "Reshape",
                        "Softmax",
                        "ArgMax"),
                TestModels.types(network));
        // 4*9 positions, 4 outputs of 3*2*3; 144 rows, 5 outputs of 8.
        assertEquals(4 * 9 * 4 * 18 + 144 * 5 * 8, network.macs());
        assertEquals(
                List.of(
                        "Requantise",
                        "Convolution",
                        "Pool",
                        "Upsample",
                        "Transpose",
                        "Concat",
                        "Reshape",
                        "Dense",
                        "Reshape",
                        "Pool",
                        "Reshape",
                        "Softmax",
                        "ArgMax"),
                TestModels.types(StandardPasses.apply(network)));
    }

    @Test
    void openBatchBecomesOne() {
        ModelWriter model = new ModelWriter();
        int in = model.real("in", -1, 3);
        int out = model.real("out", 1, 3);
        model.tensors.get(out).setShapeSignature(new int[] {-1, 3});
        model.operator(BuiltinOperator.RELU, new int[] {in}, out).inputs(in).outputs(out);

        assertEquals(Shape.of(1, 3), model.network(folder).inputs().getFirst().shape());
    }

    @Test
    void namesAreMadeUnique() {
        ModelWriter model = new ModelWriter();
        int in = model.real("x", 1, 3);
        int middle = model.real("x", 1, 3);
        int out = model.real("", 1, 3);
        model.operator(BuiltinOperator.RELU, new int[] {in}, middle)
                .operator(BuiltinOperator.RELU, new int[] {middle}, out)
                .inputs(in)
                .outputs(out);

        assertEquals(
                List.of("x#1", "tensor2"),
                model.network(folder).layers().stream().map(Layer::name).toList());
    }

    @Test
    void fusedNameIsShortenedToItsFirstPart() {
        ModelWriter model = new ModelWriter();
        int in = model.real("in", 1, 3);
        int middle = model.real("relu;conv/bias;conv", 1, 3);
        int out = model.real("relu;other", 1, 3);
        model.operator(BuiltinOperator.RELU, new int[] {in}, middle)
                .operator(BuiltinOperator.RELU, new int[] {middle}, out)
                .inputs(in)
                .outputs(out);

        Network network = model.network(folder);

        assertEquals(
                List.of("relu", "relu;other"),
                network.layers().stream().map(Layer::name).toList());
        assertEquals("relu;conv/bias;conv", network.layers().getFirst().output().name());
    }
}
