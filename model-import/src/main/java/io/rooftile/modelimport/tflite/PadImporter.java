package io.rooftile.modelimport.tflite;

import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Pad;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Values;
import java.util.ArrayList;
import java.util.List;

/// `PAD`, and `PADV2` with the real value 0: inputs the tensor, paddings `[rank, 2]`, and for `PADV2` the value.
final class PadImporter implements OpImporter {
    @Override
    public void importInto(Operation operation) {
        Tensor input = operation.activation(0);
        int rank = input.shape().rank();
        int[] paddings = operation.integers(1, "paddings");
        Tensor output = operation.output();
        if (paddings.length != 2 * rank || output.shape().rank() != rank) {
            throw operation.broken("its " + paddings.length + " paddings do not fit " + input.shape());
        }
        if (operation.has(2) && !isZero(operation.constant(2, "padding value"), output)) {
            throw new Unimportable("it pads with another value than 0", "pad with zeros");
        }
        List<Integer> before = new ArrayList<>();
        List<Integer> after = new ArrayList<>();
        for (int axis = 0; axis < rank; axis++) {
            before.add(paddings[2 * axis]);
            after.add(paddings[2 * axis + 1]);
            if (paddings[2 * axis] < 0 || paddings[2 * axis + 1] < 0) {
                throw operation.broken("a padding of dimension " + axis + " is negative");
            }
        }
        operation.add(new Pad(operation.name(), input, output, before, after));
    }

    /// Whether the value is written as what the output takes for 0. The value's own zero point does not count: TFLite
    /// copies the stored number. Source: TensorFlow, `tensorflow/lite/kernels/pad.cc`.
    private static boolean isZero(Constant value, Tensor output) {
        int zeroPoint = output.quantisation().zeroPoint(0);
        return switch (value.values()) {
            case Values.Floats floats -> floats.data()[0] == 0;
            case Values.Bytes bytes -> bytes.data()[0] == (byte) zeroPoint;
            case Values.Ints ints -> ints.data()[0] == zeroPoint;
            case Values.Longs longs -> longs.data()[0] == zeroPoint;
            case Values.Absent _ -> false;
        };
    }
}
