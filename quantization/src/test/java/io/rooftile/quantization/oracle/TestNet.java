package io.rooftile.quantization.oracle;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.random.RandomGenerator;

/// A small model as the bytes of a `.tflite` file, with what is needed to feed it.
@SuppressWarnings("ArrayRecordComponent") // Compared by name only.
public record TestNet(String name, byte[] bytes, List<Signal> inputs, List<Signal> outputs) {
    /// One row of every input: integers over the whole range of the type, reals from a bell curve.
    public byte[][] randomRow(RandomGenerator random) {
        return inputs.stream().map(input -> randomRow(input, random)).toArray(byte[][]::new);
    }

    private static byte[] randomRow(Signal input, RandomGenerator random) {
        int elements = input.shape().elements();
        ElementType type = input.type();
        ByteBuffer row = ByteBuffer.allocate(elements * type.bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < elements; i++) {
            switch (type) {
                case INT8, UINT8 -> row.put((byte) random.nextInt(type.min, type.max + 1));
                case INT16 -> row.putShort((short) random.nextInt(type.min, type.max + 1));
                case INT32 -> row.putInt(random.nextInt());
                case FLOAT32 -> row.putFloat((float) random.nextGaussian());
            }
        }
        return row.array();
    }

    @Override
    public String toString() {
        return name;
    }
}
