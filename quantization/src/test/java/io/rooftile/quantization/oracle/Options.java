package io.rooftile.quantization.oracle;

import org.tensorflow.lite.schema.ActivationFunctionType;
import org.tensorflow.lite.schema.AddOptionsT;
import org.tensorflow.lite.schema.ArgMaxOptionsT;
import org.tensorflow.lite.schema.BuiltinOptions;
import org.tensorflow.lite.schema.BuiltinOptionsUnion;
import org.tensorflow.lite.schema.ConcatenationOptionsT;
import org.tensorflow.lite.schema.Conv2DOptionsT;
import org.tensorflow.lite.schema.DepthwiseConv2DOptionsT;
import org.tensorflow.lite.schema.FullyConnectedOptionsT;
import org.tensorflow.lite.schema.LeakyReluOptionsT;
import org.tensorflow.lite.schema.MulOptionsT;
import org.tensorflow.lite.schema.Padding;
import org.tensorflow.lite.schema.Pool2DOptionsT;
import org.tensorflow.lite.schema.ReducerOptionsT;
import org.tensorflow.lite.schema.ReshapeOptionsT;
import org.tensorflow.lite.schema.ResizeBilinearOptionsT;
import org.tensorflow.lite.schema.ResizeNearestNeighborOptionsT;
import org.tensorflow.lite.schema.SoftmaxOptionsT;
import org.tensorflow.lite.schema.SqueezeOptionsT;
import org.tensorflow.lite.schema.SubOptionsT;
import org.tensorflow.lite.schema.TensorType;

/// The options of operations, as the schema stores them.
final class Options {
    private Options() {}

    private static BuiltinOptionsUnion union(byte type, Object value) {
        BuiltinOptionsUnion union = new BuiltinOptionsUnion();
        union.setType(type);
        union.setValue(value);
        return union;
    }

    static BuiltinOptionsUnion none() {
        return new BuiltinOptionsUnion();
    }

    private static byte padding(Sliding sliding) {
        return sliding.same() ? Padding.SAME : Padding.VALID;
    }

    static BuiltinOptionsUnion convolution(Sliding sliding, byte activation) {
        Conv2DOptionsT options = new Conv2DOptionsT();
        options.setPadding(padding(sliding));
        options.setStrideH(sliding.strideRows());
        options.setStrideW(sliding.strideColumns());
        options.setDilationHFactor(sliding.dilationRows());
        options.setDilationWFactor(sliding.dilationColumns());
        options.setFusedActivationFunction(activation);
        return union(BuiltinOptions.Conv2DOptions, options);
    }

    static BuiltinOptionsUnion depthwise(Sliding sliding, int multiplier, byte activation) {
        DepthwiseConv2DOptionsT options = new DepthwiseConv2DOptionsT();
        options.setPadding(padding(sliding));
        options.setStrideH(sliding.strideRows());
        options.setStrideW(sliding.strideColumns());
        options.setDilationHFactor(sliding.dilationRows());
        options.setDilationWFactor(sliding.dilationColumns());
        options.setDepthMultiplier(multiplier);
        options.setFusedActivationFunction(activation);
        return union(BuiltinOptions.DepthwiseConv2DOptions, options);
    }

    static BuiltinOptionsUnion pool(Sliding sliding, byte activation) {
        Pool2DOptionsT options = new Pool2DOptionsT();
        options.setPadding(padding(sliding));
        options.setStrideH(sliding.strideRows());
        options.setStrideW(sliding.strideColumns());
        options.setFilterHeight(sliding.rows());
        options.setFilterWidth(sliding.columns());
        options.setFusedActivationFunction(activation);
        return union(BuiltinOptions.Pool2DOptions, options);
    }

    static BuiltinOptionsUnion dense(boolean keepsDimensions, byte activation) {
        FullyConnectedOptionsT options = new FullyConnectedOptionsT();
        options.setKeepNumDims(keepsDimensions);
        options.setFusedActivationFunction(activation);
        return union(BuiltinOptions.FullyConnectedOptions, options);
    }

    /// `pot_scale_int16` is false, as converters write it: scales need not be powers of two.
    static BuiltinOptionsUnion add(byte activation) {
        AddOptionsT options = new AddOptionsT();
        options.setFusedActivationFunction(activation);
        options.setPotScaleInt16(false);
        return union(BuiltinOptions.AddOptions, options);
    }

    static BuiltinOptionsUnion subtract(byte activation) {
        SubOptionsT options = new SubOptionsT();
        options.setFusedActivationFunction(activation);
        options.setPotScaleInt16(false);
        return union(BuiltinOptions.SubOptions, options);
    }

    static BuiltinOptionsUnion multiply(byte activation) {
        MulOptionsT options = new MulOptionsT();
        options.setFusedActivationFunction(activation);
        return union(BuiltinOptions.MulOptions, options);
    }

    static BuiltinOptionsUnion concatenation(int axis) {
        ConcatenationOptionsT options = new ConcatenationOptionsT();
        options.setAxis(axis);
        options.setFusedActivationFunction(ActivationFunctionType.NONE);
        return union(BuiltinOptions.ConcatenationOptions, options);
    }

    static BuiltinOptionsUnion leakyRelu(float alpha) {
        LeakyReluOptionsT options = new LeakyReluOptionsT();
        options.setAlpha(alpha);
        return union(BuiltinOptions.LeakyReluOptions, options);
    }

    static BuiltinOptionsUnion reshape(int... shape) {
        ReshapeOptionsT options = new ReshapeOptionsT();
        options.setNewShape(shape);
        return union(BuiltinOptions.ReshapeOptions, options);
    }

    static BuiltinOptionsUnion squeeze(int... axes) {
        SqueezeOptionsT options = new SqueezeOptionsT();
        options.setSqueezeDims(axes);
        return union(BuiltinOptions.SqueezeOptions, options);
    }

    static BuiltinOptionsUnion reducer(boolean keepsDimensions) {
        ReducerOptionsT options = new ReducerOptionsT();
        options.setKeepDims(keepsDimensions);
        return union(BuiltinOptions.ReducerOptions, options);
    }

    static BuiltinOptionsUnion softmax(float beta) {
        SoftmaxOptionsT options = new SoftmaxOptionsT();
        options.setBeta(beta);
        return union(BuiltinOptions.SoftmaxOptions, options);
    }

    static BuiltinOptionsUnion bilinear(boolean alignsCorners, boolean halfPixelCentres) {
        ResizeBilinearOptionsT options = new ResizeBilinearOptionsT();
        options.setAlignCorners(alignsCorners);
        options.setHalfPixelCenters(halfPixelCentres);
        return union(BuiltinOptions.ResizeBilinearOptions, options);
    }

    static BuiltinOptionsUnion nearest(boolean alignsCorners, boolean halfPixelCentres) {
        ResizeNearestNeighborOptionsT options = new ResizeNearestNeighborOptionsT();
        options.setAlignCorners(alignsCorners);
        options.setHalfPixelCenters(halfPixelCentres);
        return union(BuiltinOptions.ResizeNearestNeighborOptions, options);
    }

    static BuiltinOptionsUnion argMax() {
        ArgMaxOptionsT options = new ArgMaxOptionsT();
        options.setOutputType(TensorType.INT32);
        return union(BuiltinOptions.ArgMaxOptions, options);
    }
}
