package io.rooftile.modelimport.keras;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.rooftile.core.network.Activation;
import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Elementwise;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Values;
import io.rooftile.modelimport.ImportOptions;
import io.rooftile.modelimport.ImportResult.Imported;
import io.rooftile.modelimport.passes.StandardPasses;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PReluTest {
    @TempDir
    private Path folder;

    @Test
    void isThePositivePartPlusTheScaledNegativeOne() {
        Path file = folder.resolve("model.h5");
        KerasFiles.writeModel(
                file,
                KerasFiles.sequential("""
                        {"class_name": "PReLU", "config": {"name": "p", "shared_axes": [1, 2],
                            "batch_input_shape": [null, 5, 4, 3]}}"""),
                Map.of("p", KerasFiles.arrays("alpha:0", new float[][][] {{{0.5f, -2, 3}}})));

        Imported imported = assertInstanceOf(Imported.class, new KerasReader().read(file, ImportOptions.NONE));
        List<Layer> layers = StandardPasses.apply(imported.network()).layers();

        assertEquals(3, imported.storedParameters());
        Elementwise negative = assertInstanceOf(Elementwise.class, layers.get(0));
        assertEquals(Elementwise.Kind.MINIMUM, negative.kind());
        assertArrayEquals(new float[] {0}, numbers(negative.constants().getFirst()));
        Elementwise scaled = assertInstanceOf(Elementwise.class, layers.get(1));
        assertEquals(Elementwise.Kind.MULTIPLY, scaled.kind());
        assertEquals(Shape.of(1, 1, 3), scaled.constants().getFirst().shape());
        assertArrayEquals(new float[] {0.5f, -2, 3}, numbers(scaled.constants().getFirst()));
        Activation positive = assertInstanceOf(Activation.class, layers.get(2));
        assertEquals(ActivationFunction.RELU, positive.function());
        assertEquals(negative.input(), positive.input());
        Elementwise sum = assertInstanceOf(Elementwise.class, layers.get(3));
        assertEquals(Elementwise.Kind.ADD, sum.kind());
        assertEquals(List.of(positive.output(), scaled.output()), sum.inputs());
    }

    private static float[] numbers(Constant constant) {
        return ((Values.Floats) constant.values()).data();
    }
}
