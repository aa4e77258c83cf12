package io.rooftile.modelimport.tensorflow;

import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tensorflow.proto.DataType;

/// A tensor whose numbers are known: a constant, a variable of the checkpoint, or what constant operations make of
/// them. Floating point numbers are in `reals`, integers and booleans in `integers`.
///
/// @param dims rows first; a dimension may be 0
/// @param type as stored
/// @param data a float[] or a long[]
/// @param origins the stored tensors it comes from, by name, with their elements
record Literal(List<Integer> dims, DataType type, Data data, Map<String, Long> origins) {
    /// The numbers, row-major; the arrays are never written to once made.
    sealed interface Data {
        int size();
    }

    /// Floating point numbers.
    static final class Reals implements Data {
        private final float[] values;

        Reals(float... values) {
            this.values = values;
        }

        /// The numbers; not a copy.
        float[] values() {
            return values;
        }

        @Override
        public int size() {
            return values.length;
        }
    }

    /// Integers, and booleans as 0 and 1.
    static final class Integers implements Data {
        private final long[] values;

        Integers(long... values) {
            this.values = values;
        }

        /// The numbers; not a copy.
        long[] values() {
            return values;
        }

        @Override
        public int size() {
            return values.length;
        }
    }

    Literal {
        dims = List.copyOf(dims);
        origins = Map.copyOf(origins);
        long elements = 1;
        for (int dim : dims) {
            elements = Math.multiplyExact(elements, dim);
        }
        if (elements != data.size()) {
            throw new IllegalArgumentException("dims " + dims + " need " + elements + " values, not " + data.size());
        }
    }

    static Literal reals(List<Integer> dims, float[] values, Map<String, Long> origins) {
        return new Literal(dims, DataType.DT_FLOAT, new Reals(values), origins);
    }

    static Literal integers(List<Integer> dims, long... values) {
        return new Literal(dims, DataType.DT_INT64, new Integers(values), Map.of());
    }

    int rank() {
        return dims.size();
    }

    int size() {
        return data.size();
    }

    boolean isReal() {
        return data instanceof Reals;
    }

    /// The same numbers under other dimensions.
    Literal withDims(List<Integer> newDims) {
        return new Literal(newDims, type, data, origins);
    }

    Literal withOrigins(Map<String, Long> newOrigins) {
        return new Literal(dims, type, data, newOrigins);
    }

    /// The numbers as reals; integers are converted.
    float[] toReals() {
        return switch (data) {
            case Reals numbers -> numbers.values();
            case Integers numbers -> {
                long[] values = numbers.values();
                float[] reals = new float[values.length];
                for (int i = 0; i < values.length; i++) {
                    reals[i] = values[i];
                }
                yield reals;
            }
        };
    }

    /// The numbers of a list of integers, such as a shape or axes.
    long[] toIntegers(String what) throws Refusal {
        return switch (data) {
            case Integers numbers -> numbers.values();
            case Reals _ -> throw Refusal.malformed(what + " must be integers, but is of type " + type);
        };
    }

    /// A single integer, such as an axis.
    int toInt(String what) throws Refusal {
        long[] values = toIntegers(what);
        if (values.length != 1 || values[0] != (int) values[0]) {
            throw Refusal.malformed(what + " must be one integer, but is " + brief(values));
        }
        return (int) values[0];
    }

    /// The single number of a scalar or of a tensor with one element.
    float toReal(String what) throws Refusal {
        if (size() != 1) {
            throw Refusal.malformed(what + " must be one number, but has shape " + dims);
        }
        return toReals()[0];
    }

    /// As an operand of a layer.
    Constant toConstant(String name) {
        return Constant.real(name, new Shape(dims), toReals());
    }

    private static String brief(long[] values) {
        return values.length <= 8 ? Arrays.toString(values) : values.length + " values";
    }

    /// The origins of several literals together.
    static Map<String, Long> originsOf(List<Literal> literals) {
        Map<String, Long> all = new TreeMap<>();
        for (Literal literal : literals) {
            all.putAll(literal.origins());
        }
        return all;
    }
}
