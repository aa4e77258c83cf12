package io.rooftile.modelimport.tflite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Convolution;
import io.rooftile.core.network.Dense;
import io.rooftile.core.network.Elementwise;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.NumberFormat;
import io.rooftile.core.network.Padding;
import io.rooftile.core.network.Parameters;
import io.rooftile.core.network.Pool;
import io.rooftile.core.network.Quantisation;
import io.rooftile.core.network.Reshape;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Transpose;
import io.rooftile.core.network.Upsample;
import io.rooftile.core.network.Values;
import io.rooftile.core.network.Window;
import io.rooftile.modelimport.ImportOptions;
import io.rooftile.modelimport.ImportResult.Imported;
import io.rooftile.modelimport.passes.StandardPasses;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.lite.schema.ActivationFunctionType;
import org.tensorflow.lite.schema.AddOptionsT;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.BuiltinOptions;
import org.tensorflow.lite.schema.FullyConnectedOptionsT;
import org.tensorflow.lite.schema.LeakyReluOptionsT;
import org.tensorflow.lite.schema.ResizeBilinearOptionsT;
import org.tensorflow.lite.schema.TensorType;

final class TfLiteReaderTest {
    @TempDir
    private Path folder;

    private Network network(ModelWriter model) {
        return imported(model).network();
    }

    private Imported imported(ModelWriter model) {
        Object result = model.read(folder, ImportOptions.NONE);
        return assertInstanceOf(Imported.class, result, result::toString);
    }

    private static List<String> types(Network network) {
        return network.layers().stream().map(Layer::typeName).toList();
    }

    @Test
    void readsASmallNetwork() {
        Imported imported = imported(TestModels.small());
        Network network = imported.network();

        assertEquals("TFLite", imported.format());
        assertEquals("model", network.name());
        assertEquals(List.of("Convolution", "Convolution", "Pool", "Reshape", "Dense", "Softmax"), types(network));
        assertEquals(3960, network.macs());
        assertEquals(618, imported.storedParameters());
        assertEquals(List.of("in"), network.inputs().stream().map(t -> t.name()).toList());
        assertEquals(
                List.of("out"), network.outputs().stream().map(t -> t.name()).toList());
    }

    @Test
    void readsOneOfEachAndLeavesOutWhatOnlyComputesShapes() {
        Network network = network(TestModels.everyOperation());

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
                types(network));
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
                types(StandardPasses.apply(network)));
    }

    @Test
    void sameConvolutionPadsTheOddRowBehind() {
        Convolution layer = (Convolution) network(TestModels.small()).layers().getFirst();

        // 9 rows, stride 2: 5 outputs reach (5-1)*2+3 = 11 rows; 7 columns, stride 1, 2 wide: one more column.
        assertEquals(Window.of(3, 2, 2, 1, new Padding(1, 1, 0, 1)), layer.window());
        assertEquals(ActivationFunction.RELU6, layer.activation());
        assertEquals(1, layer.groups());
        assertEquals(
                new Quantisation(List.of(0.5, 0.25, 0.125, 1.0), List.of(0, 0, 0, 0), 0),
                layer.learned().weights().tensor().quantisation());
    }

    @Test
    void depthwiseWeightsComeChannelsFirst() {
        Convolution layer = (Convolution) network(TestModels.small()).layers().get(1);
        Constant weights = layer.learned().weights();

        assertEquals(4, layer.groups());
        assertEquals(Shape.of(8, 2, 3, 1), weights.shape());
        float[] data = ((Values.Floats) weights.values()).data();
        // Stored [1, 2, 3, 8] holds 0.5, 1.5, ...: channel 5 of row 1, column 2 is number (1*3+2)*8+5 = 45.
        assertEquals(45.5f, data[(5 * 2 + 1) * 3 + 2]);
        assertEquals(0.5f, data[0]);
    }

    @Test
    void depthwiseScalesMoveToTheFirstDimension() {
        ModelWriter model = new ModelWriter();
        int in = model.tensor("in", TensorType.INT8, 1, 4, 5, 2);
        int kernel = model.stored("kernel", TensorType.INT8, new byte[] {1, 2, 3, 4, 5, 6}, 1, 3, 1, 2);
        int out = model.tensor("out", TensorType.INT8, 1, 2, 5, 2);
        model.quantise(in, 0, new float[] {0.1f}, -7).quantise(out, 0, new float[] {0.2f}, 9);
        model.quantise(kernel, 3, new float[] {0.5f, 0.75f}, 0, 0);
        model.operator(
                        BuiltinOperator.DEPTHWISE_CONV_2D,
                        BuiltinOptions.DepthwiseConv2DOptions,
                        TestModels.depthwise(
                                org.tensorflow.lite.schema.Padding.VALID, 1, 1, ActivationFunctionType.NONE),
                        new int[] {in, kernel},
                        out)
                .inputs(in)
                .outputs(out);

        Convolution layer = (Convolution) network(model).layers().getFirst();

        assertEquals(
                new Quantisation(List.of(0.5, 0.75), List.of(0, 0), 0),
                layer.learned().weights().tensor().quantisation());
        assertArrayEquals(
                new byte[] {1, 3, 5, 2, 4, 6},
                ((Values.Bytes) layer.learned().weights().values()).data());
        // A float32 scale is widened, not rounded to a nicer decimal.
        assertEquals(Quantisation.perTensor(0.1f, -7), layer.input().quantisation());
        assertEquals(NumberFormat.INT8, layer.output().format());
    }

    @Test
    void unsignedWeightsKeepTheirZeroPoint() {
        Dense dense = dense(TensorType.UINT8, new byte[] {0, 127, (byte) 128, (byte) 255, 1, 2}, TensorType.INT32);
        Constant weights = dense.learned().weights();

        assertEquals(NumberFormat.UINT8, weights.tensor().format());
        assertEquals(Quantisation.perTensor(0.5, 3), weights.tensor().quantisation());
        assertArrayEquals(new byte[] {0, 127, -128, -1, 1, 2}, ((Values.Bytes) weights.values()).data());
    }

    @Test
    void sixteenBitActivationsHaveSixtyFourBitBiases() {
        Dense dense = dense(TensorType.INT8, new byte[6], TensorType.INT64);

        Parameters learned = dense.learned();
        assertArrayEquals(
                new long[] {1L << 40, -2},
                ((Values.Longs) learned.constants().get(1).values()).data());
    }

    /// `[1, 3]` to `[1, 2]`.
    private Dense dense(byte weightType, byte[] weights, byte biasType) {
        ModelWriter model = new ModelWriter();
        int in = model.tensor("in", TensorType.INT16, 1, 3);
        int kernel = model.stored("kernel", weightType, weights, 2, 3);
        model.quantise(kernel, 0, new float[] {0.5f}, weightType == TensorType.UINT8 ? 3 : 0);
        int bytes = biasType == TensorType.INT64 ? Long.BYTES : Integer.BYTES;
        ByteBuffer bias = ByteBuffer.allocate(2 * bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (biasType == TensorType.INT64) {
            bias.putLong(1L << 40).putLong(-2);
        }
        int biases = model.stored("bias", biasType, bias.array(), 2);
        int out = model.tensor("out", TensorType.INT16, 1, 2);
        model.operator(
                        BuiltinOperator.FULLY_CONNECTED,
                        BuiltinOptions.FullyConnectedOptions,
                        new FullyConnectedOptionsT(),
                        new int[] {in, kernel, biases},
                        out)
                .inputs(in)
                .outputs(out);
        return (Dense) network(model).layers().getFirst();
    }

    @Test
    void halfPrecisionWeightsBehindDequantizeAreFolded() {
        ModelWriter model = new ModelWriter();
        int in = model.real("in", 1, 3);
        ByteBuffer halves = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : new float[] {0.5f, -2, 65504, 0.25f, 1, 3}) {
            halves.putShort(Float.floatToFloat16(value));
        }
        int stored = model.stored("halves", TensorType.FLOAT16, halves.array(), 2, 3);

        assertArrayEquals(new float[] {0.5f, -2, 65504, 0.25f, 1, 3}, dequantised(model, in, stored));
    }

    @Test
    void integerWeightsBehindDequantizeAreFolded() {
        ModelWriter model = new ModelWriter();
        int in = model.real("in", 1, 3);
        int stored = model.stored("bytes", TensorType.INT8, new byte[] {-128, 0, 1, 2, 3, 127}, 2, 3);
        model.quantise(stored, 0, new float[] {0.5f, 2}, 0, 1);

        assertArrayEquals(new float[] {-64, 0, 0.5f, 2, 4, 252}, dequantised(model, in, stored));
    }

    private float[] dequantised(ModelWriter model, int in, int stored) {
        int weights = model.real("weights", 2, 3);
        int out = model.real("out", 1, 2);
        model.operator(BuiltinOperator.DEQUANTIZE, new int[] {stored}, weights)
                .operator(
                        BuiltinOperator.FULLY_CONNECTED,
                        BuiltinOptions.FullyConnectedOptions,
                        new FullyConnectedOptionsT(),
                        new int[] {in, weights, -1},
                        out)
                .inputs(in)
                .outputs(out);
        Network network = network(model);
        assertEquals(List.of("Dense"), types(network));
        Constant constant = network.layers().getFirst().constants().getFirst();
        assertEquals(NumberFormat.FLOAT32, constant.tensor().format());
        return ((Values.Floats) constant.values()).data();
    }

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

        Network network = network(model);

        Pool pool = (Pool) network.layers().getFirst();
        assertTrue(pool.isGlobal());
        assertEquals(Pool.Kind.AVERAGE, pool.kind());
        assertEquals(Window.valid(4, 5, 1, 1), pool.window());
        assertEquals(keepDims ? List.of("Pool") : List.of("Pool", "Reshape"), types(network));
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

        Pool pool = (Pool) network(model).layers().getFirst();

        assertEquals(Pool.Kind.MEAN, pool.kind());
    }

    @Test
    void fewerWeightChannelsMeanGroups() {
        ModelWriter model = new ModelWriter();
        int in = model.real("in", 1, 5, 4, 6);
        int kernel = model.weights("kernel", 9, 2, 1, 2);
        int out = model.real("out", 1, 4, 4, 9);
        model.operator(
                        BuiltinOperator.CONV_2D,
                        BuiltinOptions.Conv2DOptions,
                        TestModels.convolution(
                                org.tensorflow.lite.schema.Padding.VALID, 1, 1, ActivationFunctionType.NONE),
                        new int[] {in, kernel},
                        out)
                .inputs(in)
                .outputs(out);

        Convolution layer = (Convolution) network(model).layers().getFirst();

        assertEquals(3, layer.groups());
        // 4*4 positions, 9 outputs, 2*1*2 products each.
        assertEquals(576, layer.macs());
    }

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

        Elementwise layer = (Elementwise) network(model).layers().getFirst();

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
                network(model).layers().getFirst().inputs().stream()
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

        List<Layer> layers = network(model).layers();

        assertEquals(
                new ActivationFunction(ActivationFunction.Kind.LEAKY_RELU, 0.25),
                ((io.rooftile.core.network.Activation) layers.get(0)).function());
        assertEquals(
                ActivationFunction.of(ActivationFunction.Kind.HARD_SWISH),
                ((io.rooftile.core.network.Activation) layers.get(1)).function());
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

        List<Layer> layers = network(model).layers();

        assertEquals(List.of(0, 3, 1, 2), ((Transpose) layers.get(0)).permutation());
        io.rooftile.core.network.Pad pad = (io.rooftile.core.network.Pad) layers.get(1);
        assertEquals(List.of(0, 1, 0, 0), pad.before());
        assertEquals(List.of(0, 2, 3, 0), pad.after());
        assertEquals(Upsample.Sampling.HALF_PIXEL, ((Upsample) layers.get(2)).sampling());
        assertInstanceOf(Reshape.class, layers.get(3));
    }

    @Test
    void openBatchBecomesOne() {
        ModelWriter model = new ModelWriter();
        int in = model.real("in", -1, 3);
        int out = model.real("out", 1, 3);
        model.tensors.get(out).setShapeSignature(new int[] {-1, 3});
        model.operator(BuiltinOperator.RELU, new int[] {in}, out).inputs(in).outputs(out);

        assertEquals(Shape.of(1, 3), network(model).inputs().getFirst().shape());
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
                network(model).layers().stream().map(Layer::name).toList());
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

        Network network = network(model);

        assertEquals(
                List.of("relu", "relu;other"),
                network.layers().stream().map(Layer::name).toList());
        assertEquals("relu;conv/bias;conv", network.layers().getFirst().output().name());
    }
}
