package io.rooftile.modelimport.tflite;

import io.rooftile.core.network.Constant;
import io.rooftile.core.network.NumberFormat;
import io.rooftile.core.network.Quantisation;
import io.rooftile.core.network.Requantise;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Values;

/// `QUANTIZE` and `DEQUANTIZE`: of an activation another format, of stored float16 or integer weights the
/// float32 weights that they stand for.
final class RequantiseImporter implements OpImporter {
    @Override
    public void importInto(Operation operation) {
        Tensor output = operation.output();
        if (!operation.isConstant(0)) {
            operation.add(new Requantise(operation.name(), operation.activation(0), output));
            return;
        }
        if (!output.format().equals(NumberFormat.FLOAT32)) {
            throw new Unimportable(
                    "it quantises a constant at run time", "convert the model again with constants folded");
        }
        Constant stored = operation.constant(0, "operand");
        if (!stored.shape().equals(output.shape())) {
            throw operation.broken("its input " + stored.shape() + " and output " + output.shape() + " differ");
        }
        operation.spend(0, stored.elements() * Float.BYTES);
        operation.fold(new Constant(output, new Values.Floats(real(operation, stored))));
    }

    /// `scale * (stored - zeroPoint)`, rounded once to float32.
    private static float[] real(Operation operation, Constant stored) {
        return switch (stored.values()) {
            case Values.Floats floats -> floats.data();
            case Values.Bytes bytes -> {
                boolean signed = stored.tensor().format().kind() == NumberFormat.Kind.SIGNED;
                float[] real = new float[bytes.data().length];
                for (int i = 0; i < real.length; i++) {
                    int value = signed ? bytes.data()[i] : Byte.toUnsignedInt(bytes.data()[i]);
                    real[i] = real(stored.tensor(), i, value);
                }
                yield real;
            }
            case Values.Ints ints -> {
                float[] real = new float[ints.data().length];
                for (int i = 0; i < real.length; i++) {
                    real[i] = real(stored.tensor(), i, ints.data()[i]);
                }
                yield real;
            }
            case Values.Longs _, Values.Absent _ ->
                throw operation.broken(
                        "it dequantises " + stored.tensor().format().typeName());
        };
    }

    private static float real(Tensor tensor, int element, long value) {
        Quantisation quantisation = tensor.quantisation();
        int index = quantisation.isPerTensor() ? 0 : axisIndex(tensor, element);
        return (float) (quantisation.scale(index) * (value - quantisation.zeroPoint(index)));
    }

    private static int axisIndex(Tensor tensor, int element) {
        int inner = 1;
        for (int axis = tensor.shape().rank() - 1; axis > tensor.quantisation().axis(); axis--) {
            inner *= tensor.shape().dim(axis);
        }
        return element / inner % tensor.shape().dim(tensor.quantisation().axis());
    }
}
