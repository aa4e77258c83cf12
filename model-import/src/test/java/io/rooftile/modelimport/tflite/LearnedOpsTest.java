package io.rooftile.modelimport.tflite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Convolution;
import io.rooftile.core.network.Dense;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.NumberFormat;
import io.rooftile.core.network.Padding;
import io.rooftile.core.network.Parameters;
import io.rooftile.core.network.Quantisation;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Values;
import io.rooftile.core.network.Window;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.lite.schema.ActivationFunctionType;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.BuiltinOptions;
import org.tensorflow.lite.schema.FullyConnectedOptionsT;
import org.tensorflow.lite.schema.TensorType;

/// Convolutions and dense layers: weights, biases, their numbers and their order.
final class LearnedOpsTest {
    @TempDir
    private Path folder;

    @Test
    void sameConvolutionPadsTheOddRowBehind() {
        Convolution layer =
                (Convolution) TestModels.small().network(folder).layers().getFirst();

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
        Convolution layer =
                (Convolution) TestModels.small().network(folder).layers().get(1);
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

        Convolution layer = (Convolution) model.network(folder).layers().getFirst();

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
        return (Dense) model.network(folder).layers().getFirst();
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
        Network network = model.network(folder);
        assertEquals(List.of("Dense"), TestModels.types(network));
        Constant constant = network.layers().getFirst().constants().getFirst();
        assertEquals(NumberFormat.FLOAT32, constant.tensor().format());
        return ((Values.Floats) constant.values()).data();
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

        Convolution layer = (Convolution) model.network(folder).layers().getFirst();

        assertEquals(3, layer.groups());
        // 4*4 positions, 9 outputs, 2*1*2 products each.
        assertEquals(576, layer.macs());
    }
}
