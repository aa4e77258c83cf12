package io.rooftile.modelimport.tflite;

import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Upsample;
import org.tensorflow.lite.schema.BuiltinOptions;
import org.tensorflow.lite.schema.ResizeBilinearOptions;
import org.tensorflow.lite.schema.ResizeNearestNeighborOptions;

/// `RESIZE_BILINEAR` and `RESIZE_NEAREST_NEIGHBOR`: inputs the feature map and the constant size `[rows,
/// columns]`.
record ResizeImporter(Upsample.Kind kind) implements OpImporter {
    @Override
    public void importInto(Operation operation) {
        Tensor input = operation.activation(0);
        Shape in = input.shape();
        Tensor output = operation.output();
        Shape out = output.shape();
        if (in.rank() != 4 || out.rank() != 4 || in.dim(0) != out.dim(0) || in.dim(3) != out.dim(3)) {
            throw operation.broken("it cannot make " + out + " of " + in);
        }
        operation.add(new Upsample(operation.name(), input, output, kind, sampling(operation)));
    }

    private Upsample.Sampling sampling(Operation operation) {
        return switch (kind) {
            case BILINEAR -> {
                ResizeBilinearOptions options =
                        operation.requiredOptions(BuiltinOptions.ResizeBilinearOptions, new ResizeBilinearOptions());
                yield sampling(operation, options.alignCorners(), options.halfPixelCenters());
            }
            case NEAREST -> {
                ResizeNearestNeighborOptions options = operation.requiredOptions(
                        BuiltinOptions.ResizeNearestNeighborOptions, new ResizeNearestNeighborOptions());
                yield sampling(operation, options.alignCorners(), options.halfPixelCenters());
            }
        };
    }

    private static Upsample.Sampling sampling(Operation operation, boolean alignCorners, boolean halfPixel) {
        if (alignCorners && halfPixel) {
            throw operation.broken("corners cannot be aligned with half-pixel centres");
        }
        if (alignCorners) {
            return Upsample.Sampling.ALIGN_CORNERS;
        }
        return halfPixel ? Upsample.Sampling.HALF_PIXEL : Upsample.Sampling.ASYMMETRIC;
    }
}
