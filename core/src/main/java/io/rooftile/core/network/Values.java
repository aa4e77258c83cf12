package io.rooftile.core.network;

/// The stored numbers of a [Constant], row-major. The arrays are handed over, not copied (they are the bulk of a
/// network): whoever makes one must not write to it afterwards.
public sealed interface Values {
    /// Number of elements.
    long size();

    /// Whether the numbers are known.
    default boolean isPresent() {
        return true;
    }

    /// Real numbers, as a file with float16 or float32 weights has them.
    final class Floats implements Values {
        private final float[] data;

        public Floats(float... data) {
            this.data = data;
        }

        /// The elements; not a copy.
        public float[] data() {
            return data;
        }

        @Override
        public long size() {
            return data.length;
        }
    }

    /// Integers of up to 8 bits. Unsigned ones are kept as their low 8 bits: the tensor's format tells.
    final class Bytes implements Values {
        private final byte[] data;

        public Bytes(byte... data) {
            this.data = data;
        }

        /// The elements; not a copy.
        public byte[] data() {
            return data;
        }

        @Override
        public long size() {
            return data.length;
        }
    }

    /// Integers of more than 8 bits that fit 32: biases, 16-bit weights.
    final class Ints implements Values {
        private final int[] data;

        public Ints(int... data) {
            this.data = data;
        }

        /// The elements; not a copy.
        public int[] data() {
            return data;
        }

        @Override
        public long size() {
            return data.length;
        }
    }

    /// Integers that need 64 bits: biases of layers with 16-bit activations.
    final class Longs implements Values {
        private final long[] data;

        public Longs(long... data) {
            this.data = data;
        }

        /// The elements; not a copy.
        public long[] data() {
            return data;
        }

        @Override
        public long size() {
            return data.length;
        }
    }

    /// Not known: the file describes the topology only.
    record Absent(long size) implements Values {
        @Override
        public boolean isPresent() {
            return false;
        }
    }
}
