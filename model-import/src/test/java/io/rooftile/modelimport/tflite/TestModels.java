package io.rooftile.modelimport.tflite;

import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Network;
import java.util.List;
import org.tensorflow.lite.schema.ActivationFunctionType;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.BuiltinOptions;
import org.tensorflow.lite.schema.ConcatenationOptionsT;
import org.tensorflow.lite.schema.Conv2DOptionsT;
import org.tensorflow.lite.schema.DepthwiseConv2DOptionsT;
import org.tensorflow.lite.schema.FullyConnectedOptionsT;
import org.tensorflow.lite.schema.LeakyReluOptionsT;
import org.tensorflow.lite.schema.Padding;
import org.tensorflow.lite.schema.Pool2DOptionsT;
import org.tensorflow.lite.schema.ResizeBilinearOptionsT;
import org.tensorflow.lite.schema.SoftmaxOptionsT;
import org.tensorflow.lite.schema.TensorType;

/// Small models that several tests use, with all sizes different.
final class TestModels {
    private TestModels() {}

    static List<String> types(Network network) {
        return network.layers().stream().map(Layer::typeName).toList();
    }

    static Conv2DOptionsT convolution(byte padding, int strideHeight, int strideWidth, byte activation) {
        Conv2DOptionsT options = new Conv2DOptionsT();
        options.setPadding(padding);
        options.setStrideH(strideHeight);
        options.setStrideW(strideWidth);
        options.setDilationHFactor(1);
        options.setDilationWFactor(1);
        options.setFusedActivationFunction(activation);
        return options;
    }

    static DepthwiseConv2DOptionsT depthwise(byte padding, int strideHeight, int strideWidth, byte activation) {
        DepthwiseConv2DOptionsT options = new DepthwiseConv2DOptionsT();
        options.setPadding(padding);
        options.setStrideH(strideHeight);
        options.setStrideW(strideWidth);
        options.setDilationHFactor(1);
        options.setDilationWFactor(1);
        options.setDepthMultiplier(2);
        options.setFusedActivationFunction(activation);
        return options;
    }

    static Pool2DOptionsT pool(int height, int width, int strideHeight, int strideWidth) {
        Pool2DOptionsT options = new Pool2DOptionsT();
        options.setPadding(Padding.VALID);
        options.setFilterHeight(height);
        options.setFilterWidth(width);
        options.setStrideH(strideHeight);
        options.setStrideW(strideWidth);
        return options;
    }

    /// Convolution, depthwise, pool, dense with an implied flatten, softmax: of float32 with int8 weights in
    /// the first.
    ///
    /// `[1, 9, 7, 3]` -> conv 3x2, strides 2x1, SAME -> `[1, 5, 7, 4]` -> depthwise 2x3, x2, VALID -> `[1, 4,
    /// 5, 8]` -> max pool 2x1, strides 2x1 -> `[1, 2, 5, 8]` -> dense -> `[1, 6]` -> softmax. MACs: 5*7*4*3*2*3
    /// + 4*5*8*2*3 + 80*6 = 2520 + 960 + 480 = 3960. Parameters: 72 + 4 + 48 + 8 + 480 + 6 = 618.
    static ModelWriter small() {
        ModelWriter model = new ModelWriter();
        int in = model.real("in", 1, 9, 7, 3);
        int kernel = model.stored("kernel", TensorType.INT8, new byte[72], 4, 3, 2, 3);
        model.quantise(kernel, 0, new float[] {0.5f, 0.25f, 0.125f, 1}, 0, 0, 0, 0);
        int bias = model.weights("bias", 4);
        int convolved = model.real("convolved", 1, 5, 7, 4);
        int depthKernel = model.weights("depth kernel", 1, 2, 3, 8);
        int depthBias = model.weights("depth bias", 8);
        int deep = model.real("deep", 1, 4, 5, 8);
        int pooled = model.real("pooled", 1, 2, 5, 8);
        int denseKernel = model.weights("dense kernel", 6, 80);
        int denseBias = model.weights("dense bias", 6);
        int logits = model.real("logits", 1, 6);
        int out = model.real("out", 1, 6);
        SoftmaxOptionsT softmax = new SoftmaxOptionsT();
        softmax.setBeta(1);
        return model.operator(
                        BuiltinOperator.CONV_2D,
                        BuiltinOptions.Conv2DOptions,
                        convolution(Padding.SAME, 2, 1, ActivationFunctionType.RELU6),
                        new int[] {in, kernel, bias},
                        convolved)
                .operator(
                        BuiltinOperator.DEPTHWISE_CONV_2D,
                        BuiltinOptions.DepthwiseConv2DOptions,
                        depthwise(Padding.VALID, 1, 1, ActivationFunctionType.RELU),
                        new int[] {convolved, depthKernel, depthBias},
                        deep)
                .operator(
                        BuiltinOperator.MAX_POOL_2D,
                        BuiltinOptions.Pool2DOptions,
                        pool(2, 1, 2, 1),
                        new int[] {deep},
                        pooled)
                .operator(
                        BuiltinOperator.FULLY_CONNECTED,
                        BuiltinOptions.FullyConnectedOptions,
                        new FullyConnectedOptionsT(),
                        new int[] {pooled, denseKernel, denseBias},
                        logits)
                .operator(BuiltinOperator.SOFTMAX, BuiltinOptions.SoftmaxOptions, softmax, new int[] {logits}, out)
                .inputs(in)
                .outputs(out);
    }

    /// One of each kind of operation, `[1, 9, 7, 3]` to `[1, 5]`, with `SHAPE`, `STRIDED_SLICE` and `PACK` in
    /// front of the reshape, as converters write them.
    static ModelWriter everyOperation() {
        ModelWriter model = new ModelWriter();
        int in = model.tensor("in", TensorType.INT8, 1, 9, 7, 3);
        int real = model.real("real", 1, 9, 7, 3);
        int paddings = model.integers("paddings", new int[] {0, 0, 1, 0, 2, 1, 0, 0}, 4, 2);
        int padded = model.real("padded", 1, 10, 10, 3);
        int kernel = model.weights("kernel", 4, 3, 2, 3);
        int bias = model.weights("bias", 4);
        int convolved = model.real("convolved", 1, 4, 9, 4);
        int scale = model.weights("scale", 4);
        int scaled = model.real("scaled", 1, 4, 9, 4);
        int shifted = model.real("shifted", 1, 4, 9, 4);
        int active = model.real("active", 1, 4, 9, 4);
        int pooled = model.real("pooled", 1, 2, 8, 4);
        int size = model.integers("size", new int[] {6, 24}, 2);
        int large = model.real("large", 1, 6, 24, 4);
        int permutation = model.integers("permutation", new int[] {0, 2, 1, 3}, 4);
        int turned = model.real("turned", 1, 24, 6, 4);
        int joined = model.real("joined", 1, 24, 6, 8);
        int shape = model.tensor("shape", TensorType.INT32, 4);
        int begin = model.integers("begin", new int[] {0}, 1);
        int end = model.integers("end", new int[] {1}, 1);
        int batch = model.tensor("batch", TensorType.INT32);
        int channels = model.integers("channels", new int[] {1152}, 1);
        int newShape = model.tensor("new shape", TensorType.INT32, 2);
        int rows = model.real("rows", 144, 8);
        int denseKernel = model.stored("dense kernel", TensorType.INT8, new byte[40], 5, 8);
        model.quantise(denseKernel, 0, new float[] {0.5f}, 0);
        int dense = model.real("dense", 144, 5);
        int map = model.real("map", 1, 16, 9, 5);
        int axes = model.integers("axes", new int[] {1, 2}, 2);
        int mean = model.real("mean", 1, 5);
        int softmax = model.real("softmax", 1, 5);
        int axis = model.integers("axis", new int[] {1}, 1);
        int best = model.tensor("best", TensorType.INT32, 1);
        model.quantise(in, 0, new float[] {0.5f}, 3);
        SoftmaxOptionsT beta = new SoftmaxOptionsT();
        beta.setBeta(1);
        ConcatenationOptionsT last = new ConcatenationOptionsT();
        last.setAxis(-1);
        LeakyReluOptionsT slope = new LeakyReluOptionsT();
        slope.setAlpha(0.25f);
        return model.operator(BuiltinOperator.DEQUANTIZE, new int[] {in}, real)
                .operator(BuiltinOperator.PAD, new int[] {real, paddings}, padded)
                .operator(
                        BuiltinOperator.CONV_2D,
                        BuiltinOptions.Conv2DOptions,
                        convolution(Padding.VALID, 2, 1, ActivationFunctionType.NONE),
                        new int[] {padded, kernel, bias},
                        convolved)
                .operator(BuiltinOperator.MUL, new int[] {convolved, scale}, scaled)
                .operator(BuiltinOperator.SUB, new int[] {scaled, scale}, shifted)
                .operator(
                        BuiltinOperator.LEAKY_RELU, BuiltinOptions.LeakyReluOptions, slope, new int[] {shifted}, active)
                .operator(
                        BuiltinOperator.AVERAGE_POOL_2D,
                        BuiltinOptions.Pool2DOptions,
                        pool(3, 2, 1, 1),
                        new int[] {active},
                        pooled)
                .operator(
                        BuiltinOperator.RESIZE_BILINEAR,
                        BuiltinOptions.ResizeBilinearOptions,
                        new ResizeBilinearOptionsT(),
                        new int[] {pooled, size},
                        large)
                .operator(BuiltinOperator.TRANSPOSE, new int[] {large, permutation}, turned)
                .operator(
                        BuiltinOperator.CONCATENATION,
                        BuiltinOptions.ConcatenationOptions,
                        last,
                        new int[] {turned, turned},
                        joined)
                .operator(BuiltinOperator.SHAPE, new int[] {joined}, shape)
                .operator(BuiltinOperator.STRIDED_SLICE, new int[] {shape, begin, end, end}, batch)
                .operator(BuiltinOperator.PACK, new int[] {batch, channels}, newShape)
                .operator(BuiltinOperator.RESHAPE, new int[] {joined, newShape}, rows)
                .operator(
                        BuiltinOperator.FULLY_CONNECTED,
                        BuiltinOptions.FullyConnectedOptions,
                        new FullyConnectedOptionsT(),
                        new int[] {rows, denseKernel, -1},
                        dense)
                .operator(BuiltinOperator.RESHAPE, new int[] {dense}, map)
                .operator(BuiltinOperator.MEAN, new int[] {map, axes}, mean)
                .operator(BuiltinOperator.SOFTMAX, BuiltinOptions.SoftmaxOptions, beta, new int[] {mean}, softmax)
                .operator(BuiltinOperator.ARG_MAX, new int[] {softmax, axis}, best)
                .inputs(in)
                .outputs(softmax, best);
    }
}
