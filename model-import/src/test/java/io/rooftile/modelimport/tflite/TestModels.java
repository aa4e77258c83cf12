package io.rooftile.modelimport.tflite;

import org.tensorflow.lite.schema.ActivationFunctionType;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.BuiltinOptions;
import org.tensorflow.lite.schema.Conv2DOptionsT;
import org.tensorflow.lite.schema.DepthwiseConv2DOptionsT;
import org.tensorflow.lite.schema.FullyConnectedOptionsT;
import org.tensorflow.lite.schema.Padding;
import org.tensorflow.lite.schema.Pool2DOptionsT;
import org.tensorflow.lite.schema.SoftmaxOptionsT;
import org.tensorflow.lite.schema.TensorType;

/// Small models that several tests use, with all sizes different.
final class TestModels {
    private TestModels() {}

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
}
