package io.rooftile.modelimport.tflite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Pool;
import io.rooftile.core.network.Reshape;
import io.rooftile.core.network.Transpose;
import io.rooftile.core.network.Upsample;
import io.rooftile.core.network.Window;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.BuiltinOptions;
import org.tensorflow.lite.schema.ResizeBilinearOptionsT;
import org.tensorflow.lite.schema.TensorType;

/// Operations on feature maps without weights: pools, moves of data, resizing.
final class MapOpsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void meanOverTheMapIsAGlobalPool(boolean keepDims) {
        ModelWriter model = new ModelWriter();
        int in = model.real("in", 1, 4, 5, 3);
        int axes = model.integers("axes", new int[] {2, -3}, 2);
        int out = keepDims ? model.real("out", 1, 1, 1, 3) : model.real("out", 1, 3);
        model.operator(BuiltinOperator.MEAN, new int[] {in, axes}, out)
                .inputs(in)
                .outputs(out);

        Network network = model.network(folder);

        Pool pool = (Pool) network.layers().getFirst();
        assertTrue(pool.isGlobal());
        assertEquals(Pool.Kind.AVERAGE, pool.kind());
        assertEquals(Window.valid(4, 5, 1, 1), pool.window());
        assertEquals(keepDims ? List.of("Pool") : List.of("Pool", "Reshape"), TestModels.types(network));
    }

    @Test
    void meanOfStoredNumbersHasAScaleOfItsOwn() {
        ModelWriter model = new ModelWriter();
        int in = model.tensor("in", TensorType.INT8, 1, 4, 5, 3);
        int axes = model.integers("axes", new int[] {1, 2}, 2);
        int out = model.tensor("out", TensorType.INT8, 1, 1, 1, 3);
        model.operator(BuiltinOperator.MEAN, new int[] {in, axes}, out)
                .inputs(in)
                .outputs(out);

        Pool pool = (Pool) model.network(folder).layers().getFirst();

        assertEquals(Pool.Kind.MEAN, pool.kind());
    }

    @Test
    void readsMovesOfData() {
        ModelWriter model = new ModelWriter();
        int in = model.real("in", 1, 4, 5, 3);
        int permutation = model.integers("permutation", new int[] {0, 3, 1, 2}, 4);
        int turned = model.real("turned", 1, 3, 4, 5);
        int paddings = model.integers("paddings", new int[] {0, 0, 1, 2, 0, 3, 0, 0}, 4, 2);
        int padded = model.real("padded", 1, 6, 7, 5);
        int size = model.integers("size", new int[] {12, 21}, 2);
        int large = model.real("large", 1, 12, 21, 5);
        int flat = model.real("flat", 12, 105);
        ResizeBilinearOptionsT options = new ResizeBilinearOptionsT();
        options.setHalfPixelCenters(true);
        model.operator(BuiltinOperator.TRANSPOSE, new int[] {in, permutation}, turned)
                .operator(BuiltinOperator.PAD, new int[] {turned, paddings}, padded)
                .operator(
                        BuiltinOperator.RESIZE_BILINEAR,
                        BuiltinOptions.ResizeBilinearOptions,
                        options,
                        new int[] {padded, size},
                        large)
                .operator(BuiltinOperator.RESHAPE, new int[] {large}, flat)
                .inputs(in)
                .outputs(flat);

        List<Layer> layers = model.network(folder).layers();

        assertEquals(List.of(0, 3, 1, 2), ((Transpose) layers.get(0)).permutation());
        io.rooftile.core.network.Pad pad = (io.rooftile.core.network.Pad) layers.get(1);
        assertEquals(List.of(0, 1, 0, 0), pad.before());
        assertEquals(List.of(0, 2, 3, 0), pad.after());
        assertEquals(Upsample.Sampling.HALF_PIXEL, ((Upsample) layers.get(2)).sampling());
        assertInstanceOf(Reshape.class, layers.get(3));
    }
}
