package io.rooftile.modelimport.tflite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.ActivationFunction.Kind;
import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Convolution;
import io.rooftile.core.network.Elementwise;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.NumberFormat;
import io.rooftile.core.network.Pad;
import io.rooftile.core.network.Padding;
import io.rooftile.core.network.Pool;
import io.rooftile.core.network.Quantisation;
import io.rooftile.core.network.Requantise;
import io.rooftile.core.network.Softmax;
import io.rooftile.core.network.Upsample;
import io.rooftile.core.network.Values;
import io.rooftile.modelimport.ImportOptions;
import io.rooftile.modelimport.ImportResult;
import io.rooftile.modelimport.passes.StandardPasses;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.lite.schema.ActivationFunctionType;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.BuiltinOptions;
import org.tensorflow.lite.schema.Pool2DOptionsT;
import org.tensorflow.lite.schema.ResizeBilinearOptionsT;
import org.tensorflow.lite.schema.ResizeNearestNeighborOptionsT;
import org.tensorflow.lite.schema.SoftmaxOptionsT;
import org.tensorflow.lite.schema.TensorType;

/// What integer arithmetic needs to know arrives: every stored number, scale, zero point, flag and activation of a
/// quantised file, before and behind the graph passes.
final class QuantisedImportTest {
    private static final float IN_SCALE = 0.1f;
    private static final int IN_ZERO = -7;

    @TempDir
    private Path folder;

    private static int quantised(ModelWriter model, String name, float scale, int zeroPoint, int... shape) {
        int tensor = model.tensor(name, TensorType.INT8, shape);
        model.quantise(tensor, 0, new float[] {scale}, zeroPoint);
        return tensor;
    }

    private Network passed(ModelWriter model) {
        return StandardPasses.apply(model.network(folder));
    }

    /// A 3x1 convolution of `[1, 6, 5, 2]` to three channels, behind a padding where there is one.
    private static ModelWriter convolution(ModelWriter model, int in, int rows, byte activation) {
        int kernel = model.stored(
                "kernel",
                TensorType.INT8,
                new byte[] {1, -2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, -128},
                3,
                3,
                1,
                2);
        float[] scales = {0.3f, 0.7f, 1e-3f};
        model.quantise(kernel, 0, scales, 0, 0, 0);
        int bias = model.integers("bias", new int[] {1 << 30, -5, 6}, 3);
        model.quantise(bias, 0, new float[] {IN_SCALE * 0.3f, IN_SCALE * 0.7f, IN_SCALE * 1e-3f}, 0, 0, 0);
        int out = quantised(model, "out", 0.2f, 9, 1, rows, 5, 3);
        return model.operator(
                        BuiltinOperator.CONV_2D,
                        BuiltinOptions.Conv2DOptions,
                        TestModels.convolution(org.tensorflow.lite.schema.Padding.VALID, 1, 1, activation),
                        new int[] {in, kernel, bias},
                        out)
                .outputs(out);
    }

    @Test
    void aConvolutionKeepsItsFloat32ScalesItsBiasAndItsActivation() {
        ModelWriter model = new ModelWriter();
        int in = quantised(model, "in", IN_SCALE, IN_ZERO, 1, 6, 5, 2);
        convolution(model, in, 4, ActivationFunctionType.RELU6).inputs(in);

        Convolution layer = (Convolution) passed(model).layers().getFirst();
        Constant weights = layer.learned().constants().get(0);
        Constant bias = layer.learned().constants().get(1);

        assertEquals(Quantisation.perTensor(IN_SCALE, IN_ZERO), layer.input().quantisation());
        assertEquals(Quantisation.perTensor(0.2f, 9), layer.output().quantisation());
        assertEquals(
                new Quantisation(List.of((double) 0.3f, (double) 0.7f, (double) 1e-3f), List.of(0, 0, 0), 0),
                weights.tensor().quantisation());
        assertEquals(NumberFormat.INT32, bias.tensor().format());
        assertArrayEquals(new int[] {1 << 30, -5, 6}, ((Values.Ints) bias.values()).data());
        assertEquals(
                List.of((double) (IN_SCALE * 0.3f), (double) (IN_SCALE * 0.7f), (double) (IN_SCALE * 1e-3f)),
                bias.tensor().quantisation().scales());
        assertEquals(0, bias.tensor().quantisation().axis());
        assertEquals(ActivationFunction.RELU6, layer.activation());
    }

    /// What is padded is the padded tensor's zero point, the real value 0, which is what a convolution pads with.
    @Test
    void paddingWithTheZeroPointGoesIntoTheConvolution() {
        for (@Nullable Byte value : Arrays.asList(null, (byte) IN_ZERO)) {
            Network network = passed(padded(IN_SCALE, value));

            assertEquals(List.of("Convolution"), TestModels.types(network));
            assertEquals(
                    new Padding(1, 2, 0, 0),
                    ((Convolution) network.layers().getFirst()).window().padding());
        }
    }

    @Test
    void paddingWithAnotherNumberIsRefused() {
        for (byte value : new byte[] {0, (byte) (IN_ZERO + 1)}) {
            ImportResult result = padded(IN_SCALE, value).read(folder, ImportOptions.NONE);

            ImportResult.Refused refused = assertInstanceOf(ImportResult.Refused.class, result);
            assertTrue(refused.unsupported().getFirst().reason().contains("another value than 0"));
        }
    }

    @Test
    void paddingToAnotherScaleStays() {
        Network network = passed(padded(0.4f, null));

        assertEquals(List.of("Pad", "Convolution"), TestModels.types(network));
        assertEquals(List.of(0, 1, 0, 0), ((Pad) network.layers().getFirst()).before());
        assertEquals(List.of(0, 2, 0, 0), ((Pad) network.layers().getFirst()).after());
    }

    private static ModelWriter padded(float scale, @Nullable Byte value) {
        ModelWriter model = new ModelWriter();
        int in = quantised(model, "in", IN_SCALE, IN_ZERO, 1, 3, 5, 2);
        int paddings = model.integers("paddings", new int[] {0, 0, 1, 2, 0, 0, 0, 0}, 4, 2);
        int padded = quantised(model, "padded", scale, IN_ZERO, 1, 6, 5, 2);
        if (value == null) {
            model.operator(BuiltinOperator.PAD, new int[] {in, paddings}, padded);
        } else {
            // Without a zero point of its own, as some converters write it.
            int stored = model.stored("value", TensorType.INT8, new byte[] {value});
            model.operator(BuiltinOperator.PADV2, new int[] {in, paddings, stored}, padded);
        }
        return convolution(model, padded, 4, ActivationFunctionType.NONE).inputs(in);
    }

    @Test
    void aQuantisedMeanIsAGlobalPoolBetweenItsTwoScales() {
        ModelWriter model = new ModelWriter();
        int in = quantised(model, "in", IN_SCALE, IN_ZERO, 1, 6, 5, 2);
        int axes = model.integers("axes", new int[] {1, 2}, 2);
        int out = quantised(model, "out", 0.05f, 3, 1, 2);
        model.operator(BuiltinOperator.MEAN, new int[] {in, axes}, out)
                .inputs(in)
                .outputs(out);

        Pool pool = (Pool) passed(model).layers().getFirst();

        assertTrue(pool.isGlobal());
        assertEquals(Quantisation.perTensor(IN_SCALE, IN_ZERO), pool.input().quantisation());
        assertEquals(Quantisation.perTensor(0.05f, 3), pool.output().quantisation());
    }

    @Test
    void anAveragePoolKeepsItsWindowAndActivation() {
        ModelWriter model = new ModelWriter();
        int in = quantised(model, "in", IN_SCALE, IN_ZERO, 1, 6, 5, 2);
        int out = quantised(model, "out", IN_SCALE, IN_ZERO, 1, 3, 5, 2);
        Pool2DOptionsT options = TestModels.pool(3, 2, 2, 1);
        options.setPadding(org.tensorflow.lite.schema.Padding.SAME);
        options.setFusedActivationFunction(ActivationFunctionType.RELU_N1_TO_1);
        model.operator(BuiltinOperator.AVERAGE_POOL_2D, BuiltinOptions.Pool2DOptions, options, new int[] {in}, out)
                .inputs(in)
                .outputs(out);

        Pool pool = (Pool) passed(model).layers().getFirst();

        // (3-1)*2+3 = 7 rows of 6; (5-1)*1+2 = 6 columns of 5.
        assertEquals(new Padding(0, 1, 0, 1), pool.window().padding());
        assertEquals(Pool.Kind.AVERAGE, pool.kind());
        assertEquals(ActivationFunction.of(Kind.RELU_N1_TO_1), pool.activation());
    }

    @ParameterizedTest
    @CsvSource({
        "false, false, ASYMMETRIC",
        "true,  false, ALIGN_CORNERS",
        "false, true,  HALF_PIXEL",
    })
    void resizingKeepsItsFlags(boolean corners, boolean centres, Upsample.Sampling sampling) {
        ModelWriter model = new ModelWriter();
        int in = quantised(model, "in", IN_SCALE, IN_ZERO, 1, 3, 4, 2);
        int size = model.integers("size", new int[] {6, 12}, 2);
        int larger = model.integers("larger", new int[] {7, 13}, 2);
        int middle = quantised(model, "middle", IN_SCALE, IN_ZERO, 1, 6, 12, 2);
        int out = quantised(model, "out", IN_SCALE, IN_ZERO, 1, 7, 13, 2);
        ResizeBilinearOptionsT bilinear = new ResizeBilinearOptionsT();
        bilinear.setAlignCorners(corners);
        bilinear.setHalfPixelCenters(centres);
        ResizeNearestNeighborOptionsT nearest = new ResizeNearestNeighborOptionsT();
        nearest.setAlignCorners(corners);
        nearest.setHalfPixelCenters(centres);
        model.operator(
                        BuiltinOperator.RESIZE_BILINEAR,
                        BuiltinOptions.ResizeBilinearOptions,
                        bilinear,
                        new int[] {in, size},
                        middle)
                .operator(
                        BuiltinOperator.RESIZE_NEAREST_NEIGHBOR,
                        BuiltinOptions.ResizeNearestNeighborOptions,
                        nearest,
                        new int[] {middle, larger},
                        out)
                .inputs(in)
                .outputs(out);

        Network network = passed(model);

        Upsample first = (Upsample) network.layers().get(0);
        Upsample second = (Upsample) network.layers().get(1);
        assertEquals(List.of(Upsample.Kind.BILINEAR, Upsample.Kind.NEAREST), List.of(first.kind(), second.kind()));
        assertEquals(List.of(sampling, sampling), List.of(first.sampling(), second.sampling()));
    }

    @Test
    void softmaxKeepsItsFactor() {
        ModelWriter model = new ModelWriter();
        int in = quantised(model, "in", IN_SCALE, IN_ZERO, 1, 3);
        int out = quantised(model, "out", 1 / 256f, -128, 1, 3);
        SoftmaxOptionsT options = new SoftmaxOptionsT();
        options.setBeta(0.3f);
        model.operator(BuiltinOperator.SOFTMAX, BuiltinOptions.SoftmaxOptions, options, new int[] {in}, out)
                .inputs(in)
                .outputs(out);

        Softmax layer = (Softmax) passed(model).layers().getFirst();

        assertEquals(0.3f, layer.beta());
        assertEquals(Quantisation.perTensor(1 / 256f, -128), layer.output().quantisation());
    }

    @Test
    void quantizeAndDequantizeChangeTheNumbersInBetween() {
        ModelWriter model = new ModelWriter();
        int in = model.real("in", 1, 3);
        int bytes = quantised(model, "bytes", IN_SCALE, IN_ZERO, 1, 3);
        int unsigned = model.tensor("unsigned", TensorType.UINT8, 1, 3);
        model.quantise(unsigned, 0, new float[] {IN_SCALE}, IN_ZERO + 128);
        int out = model.real("out", 1, 3);
        model.operator(BuiltinOperator.QUANTIZE, new int[] {in}, bytes)
                .operator(BuiltinOperator.QUANTIZE, new int[] {bytes}, unsigned)
                .operator(BuiltinOperator.DEQUANTIZE, new int[] {unsigned}, out)
                .inputs(in)
                .outputs(out);

        Network network = passed(model);

        assertEquals(List.of("Requantise", "Requantise", "Requantise"), TestModels.types(network));
        Requantise middle = (Requantise) network.layers().get(1);
        assertEquals(Quantisation.perTensor(IN_SCALE, IN_ZERO), middle.input().quantisation());
        assertEquals(
                Quantisation.perTensor(IN_SCALE, IN_ZERO + 128), middle.output().quantisation());
    }

    @Test
    void aStoredOperandOfASumKeepsItsScale() {
        ModelWriter model = new ModelWriter();
        int in = quantised(model, "in", IN_SCALE, IN_ZERO, 1, 2, 3);
        int operand = model.stored("operand", TensorType.INT8, new byte[] {1, -2, 3}, 3);
        model.quantise(operand, 0, new float[] {0.7f}, 5);
        int out = quantised(model, "out", 0.2f, 9, 1, 2, 3);
        model.operator(BuiltinOperator.MUL, new int[] {operand, in}, out)
                .inputs(in)
                .outputs(out);

        Elementwise layer = (Elementwise) passed(model).layers().getFirst();

        Constant constant = layer.constants().getFirst();
        assertEquals(Quantisation.perTensor(0.7f, 5), constant.tensor().quantisation());
        assertArrayEquals(new byte[] {1, -2, 3}, ((Values.Bytes) constant.values()).data());
    }

    @Test
    void biasesOf64BitsKeepTheirScale() {
        ModelWriter model = new ModelWriter();
        int in = model.tensor("in", TensorType.INT16, 1, 6, 5, 2);
        model.quantise(in, 0, new float[] {IN_SCALE}, 0);
        int kernel = model.stored("kernel", TensorType.INT8, new byte[12], 1, 3, 1, 4);
        model.quantise(kernel, 3, new float[] {0.3f, 0.7f, 0.2f, 0.6f}, 0, 0, 0, 0);
        ByteBuffer numbers = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
        numbers.putLong(1L << 38).putLong(-1).putLong(2).putLong(Long.MIN_VALUE);
        int bias = model.stored("bias", TensorType.INT64, numbers.array(), 4);
        // As converters write it: the dimension is the kernel's.
        model.quantise(bias, 3, new float[] {0.03f, 0.07f, 0.02f, 0.06f}, 0, 0, 0, 0);
        int out = model.tensor("out", TensorType.INT16, 1, 4, 5, 4);
        model.quantise(out, 0, new float[] {0.2f}, 0);
        model.operator(
                        BuiltinOperator.DEPTHWISE_CONV_2D,
                        BuiltinOptions.DepthwiseConv2DOptions,
                        TestModels.depthwise(
                                org.tensorflow.lite.schema.Padding.VALID, 1, 1, ActivationFunctionType.NONE),
                        new int[] {in, kernel, bias},
                        out)
                .inputs(in)
                .outputs(out);

        Convolution layer = (Convolution) passed(model).layers().getFirst();

        Constant stored = layer.learned().constants().get(1);
        assertEquals(NumberFormat.INT64, stored.tensor().format());
        assertArrayEquals(new long[] {1L << 38, -1, 2, Long.MIN_VALUE}, ((Values.Longs) stored.values()).data());
        assertEquals(
                new Quantisation(
                        List.of((double) 0.03f, (double) 0.07f, (double) 0.02f, (double) 0.06f),
                        List.of(0, 0, 0, 0),
                        0),
                stored.tensor().quantisation());
        assertEquals(0, layer.learned().weights().tensor().quantisation().axis());
        assertEquals(List.of(4, 3, 1, 1), layer.learned().weights().shape().dims());
    }
}
