package io.rooftile.modelimport.tensorflow;

import static io.rooftile.modelimport.tensorflow.OpTable.op;

import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Upsample;
import io.rooftile.modelimport.SupportedOp;
import java.util.List;

/// Feature maps made larger.
final class ResizeOps {
    static final List<SupportedOp<OpImporter>> OPS = List.of(
            op("ResizeBilinear", step -> resize(step, Upsample.Kind.BILINEAR), Upsample.class)
                    .limited("to more rows and columns"),
            op("ResizeNearestNeighbor", step -> resize(step, Upsample.Kind.NEAREST), Upsample.class)
                    .limited("to more rows and columns"));

    private ResizeOps() {}

    private static Value resize(Step step, Upsample.Kind kind) throws Refusal {
        Tensor input = step.flow(0);
        long[] size = step.known(1, "size").toIntegers("the size");
        if (input.shape().rank() != 4 || size.length != 2) {
            throw Refusal.malformed(
                    "the input has shape " + input.shape() + " and the size " + size.length + " numbers");
        }
        int rows = Windows.bounded("rows", size[0]);
        int columns = Windows.bounded("columns", size[1]);
        if (rows < input.shape().height() || columns < input.shape().width()) {
            throw new Refusal(
                    "the feature map is resized from " + input.shape() + " to " + rows + "x" + columns,
                    "only enlarging is supported; use a pool to make it smaller");
        }
        boolean alignsCorners = step.attributes().flag("align_corners", false);
        boolean hasHalfPixels = step.attributes().flag("half_pixel_centers", false);
        Upsample.Sampling sampling = alignsCorners
                ? Upsample.Sampling.ALIGN_CORNERS
                : hasHalfPixels ? Upsample.Sampling.HALF_PIXEL : Upsample.Sampling.ASYMMETRIC;
        Tensor output = step.output(
                List.of(input.shape().dim(0), rows, columns, input.shape().channels()),
                input.format(),
                input.quantisation());
        return step.add(new Upsample(step.name(), input, output, kind, sampling));
    }
}
