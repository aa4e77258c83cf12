package io.rooftile.modelimport.tensorflow;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;

/// Computes the operations whose inputs are all constant: shapes put together, and batch normalisations written out.
final class Folding {
    private static final Map<String, Fold> FOLDS = folds();

    private Folding() {}

    /// A constant from constants.
    @FunctionalInterface
    private interface Fold {
        Literal apply(Step step) throws Refusal;
    }

    /// What a node with constant inputs gives; nothing when the operation is not one of shapes and factors.
    static Optional<Literal> fold(Step step) throws Refusal {
        Fold fold = FOLDS.get(step.node().op());
        return fold == null ? Optional.empty() : Optional.of(fold.apply(step));
    }

    /// What is computed at import where all operands are stored.
    static Set<String> ops() {
        return FOLDS.keySet();
    }

    private static Map<String, Fold> folds() {
        Map<String, Fold> folds = new TreeMap<>();
        folds.put("Add", step -> binary(step, Double::sum, Math::addExact));
        folds.put("AddV2", step -> binary(step, Double::sum, Math::addExact));
        folds.put("Sub", step -> binary(step, (a, b) -> a - b, Math::subtractExact));
        folds.put("Mul", step -> binary(step, (a, b) -> a * b, Math::multiplyExact));
        folds.put("RealDiv", step -> binary(step, (a, b) -> a / b, (a, b) -> Math.floorDiv(a, b)));
        folds.put("FloorDiv", step -> binary(step, (a, b) -> Math.floor(a / b), Math::floorDiv));
        folds.put("Maximum", step -> binary(step, Math::max, Math::max));
        folds.put("Minimum", step -> binary(step, Math::min, Math::min));
        folds.put("Rsqrt", step -> unary(step, a -> 1 / Math.sqrt(a)));
        folds.put("Sqrt", step -> unary(step, Math::sqrt));
        folds.put("Neg", step -> unary(step, a -> -a));
        folds.put("Square", step -> unary(step, a -> a * a));
        folds.put("Cast", ShapeFolding::cast);
        folds.put("Shape", step -> dims(step.known(0, "tensor")));
        folds.put(
                "Rank",
                step -> Literal.integers(List.of(), step.known(0, "tensor").rank()));
        folds.put("Reshape", Folding::reshape);
        folds.put("Squeeze", step -> {
            Literal tensor = step.known(0, "tensor");
            return tensor.withDims(DimsRules.squeeze(step, tensor.dims()));
        });
        folds.put("ExpandDims", step -> {
            Literal tensor = step.known(0, "tensor");
            return tensor.withDims(DimsRules.expand(step, tensor.dims()));
        });
        folds.put("Transpose", step -> {
            Literal tensor = step.known(0, "tensor");
            List<Integer> order = DimsRules.permutation(step.known(1, "permutation"), tensor.rank());
            return transpose(tensor, order.stream().mapToInt(axis -> axis).toArray());
        });
        folds.put("Pack", ShapeFolding::pack);
        folds.put("ConcatV2", ShapeFolding::concat);
        folds.put("StridedSlice", ShapeFolding::stridedSlice);
        folds.put("Prod", ShapeFolding::product);
        folds.put("Fill", ShapeFolding::fill);
        return Collections.unmodifiableMap(folds);
    }

    private static Literal dims(Literal tensor) {
        return Literal.integers(
                List.of(tensor.rank()),
                tensor.dims().stream().mapToLong(dim -> dim).toArray());
    }

    private static Literal reshape(Step step) throws Refusal {
        Literal tensor = step.known(0, "tensor");
        long[] wanted = step.known(1, "shape").toIntegers("the shape");
        return tensor.withDims(DimsRules.reshape(tensor.size(), wanted));
    }

    private static Literal unary(Step step, DoubleUnaryOperator function) throws Refusal {
        Literal tensor = step.known(0, "operand");
        if (!tensor.isReal()) {
            throw new Refusal("an operand is not of real numbers", "only real numbers are folded here");
        }
        float[] values = tensor.toReals().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) function.applyAsDouble(values[i]);
        }
        return Literal.reals(tensor.dims(), values, tensor.origins());
    }

    private static Literal binary(Step step, DoubleBinaryOperator reals, LongBinaryOperator integers) throws Refusal {
        Literal left = step.known(0, "operand");
        Literal right = step.known(1, "operand");
        List<Integer> dims = broadcast(left.dims(), right.dims());
        int size = TensorDecoder.elements(dims);
        int[] leftIndex = indices(left.dims(), dims, size);
        int[] rightIndex = indices(right.dims(), dims, size);
        Map<String, Long> origins = Literal.originsOf(List.of(left, right));
        if (left.isReal() || right.isReal()) {
            float[] a = left.toReals();
            float[] b = right.toReals();
            float[] values = new float[size];
            for (int i = 0; i < size; i++) {
                values[i] = (float) reals.applyAsDouble(a[leftIndex[i]], b[rightIndex[i]]);
            }
            return Literal.reals(dims, values, origins);
        }
        long[] a = left.toIntegers("an operand");
        long[] b = right.toIntegers("an operand");
        long[] values = new long[size];
        try {
            for (int i = 0; i < size; i++) {
                values[i] = integers.applyAsLong(a[leftIndex[i]], b[rightIndex[i]]);
            }
        } catch (ArithmeticException e) {
            throw Refusal.malformed("constants cannot be computed: " + e.getMessage());
        }
        return new Literal(dims, left.type(), new Literal.Integers(values), origins);
    }

    private static List<Integer> broadcast(List<Integer> left, List<Integer> right) throws Refusal {
        int rank = Math.max(left.size(), right.size());
        List<Integer> dims = new ArrayList<>();
        for (int i = 0; i < rank; i++) {
            int a = dimFromEnd(left, rank - i);
            int b = dimFromEnd(right, rank - i);
            if (a != b && a != 1 && b != 1) {
                throw Refusal.malformed("constants of shape " + left + " and " + right + " do not match");
            }
            dims.add(a == 1 ? b : a);
        }
        return dims;
    }

    private static int dimFromEnd(List<Integer> dims, int offset) {
        return offset > dims.size() ? 1 : dims.get(dims.size() - offset);
    }

    /// Which element of a tensor each element of its broadcast form is.
    private static int[] indices(List<Integer> from, List<Integer> to, int size) {
        int[] indices = new int[size];
        for (int i = 0; i < size; i++) {
            int rest = i;
            int index = 0;
            int step = 1;
            for (int offset = 1; offset <= to.size(); offset++) {
                int position = rest % dimFromEnd(to, offset);
                rest /= dimFromEnd(to, offset);
                int dim = dimFromEnd(from, offset);
                index += dim == 1 ? 0 : position * step;
                step *= dim;
            }
            indices[i] = index;
        }
        return indices;
    }

    /// `out.dims[i] = in.dims[order[i]]`.
    static Literal transpose(Literal tensor, int... order) throws Refusal {
        int rank = order.length;
        List<Integer> dims = new ArrayList<>();
        int[] strides = new int[rank];
        for (int i = 0; i < rank; i++) {
            dims.add(tensor.dims().get(order[i]));
            int stride = 1;
            for (int axis = order[i] + 1; axis < rank; axis++) {
                stride *= tensor.dims().get(axis);
            }
            strides[i] = stride;
        }
        int[] source = new int[tensor.size()];
        int[] position = new int[rank];
        for (int i = 0; i < source.length; i++) {
            int index = 0;
            for (int axis = 0; axis < rank; axis++) {
                index += position[axis] * strides[axis];
            }
            source[i] = index;
            for (int axis = rank - 1; axis >= 0 && ++position[axis] == dims.get(axis); axis--) {
                position[axis] = 0;
            }
        }
        return gather(tensor, dims, source);
    }

    /// The elements at the given places, under new dimensions.
    static Literal gather(Literal tensor, List<Integer> dims, int... places) {
        Literal.Data data =
                switch (tensor.data()) {
                    case Literal.Reals numbers -> {
                        float[] values = numbers.values();
                        float[] moved = new float[places.length];
                        for (int i = 0; i < places.length; i++) {
                            moved[i] = values[places[i]];
                        }
                        yield new Literal.Reals(moved);
                    }
                    case Literal.Integers numbers -> {
                        long[] values = numbers.values();
                        long[] moved = new long[places.length];
                        for (int i = 0; i < places.length; i++) {
                            moved[i] = values[places[i]];
                        }
                        yield new Literal.Integers(moved);
                    }
                };
        return new Literal(dims, tensor.type(), data, tensor.origins());
    }
}
