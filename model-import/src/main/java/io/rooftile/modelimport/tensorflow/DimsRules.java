package io.rooftile.modelimport.tensorflow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/// What operations do to dimensions, for data and constants alike.
final class DimsRules {
    private static final int RANK_LIMIT = 8;

    private DimsRules() {}

    /// Dimensions of a reshape; one of the wanted may be -1.
    static List<Integer> reshape(long elements, long... wanted) throws Refusal {
        if (wanted.length > RANK_LIMIT) {
            throw Refusal.malformed("a shape has " + wanted.length + " dimensions");
        }
        long known = 1;
        int open = -1;
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i] == -1 && open < 0) {
                open = i;
            } else if (wanted[i] < 0 || wanted[i] > Integer.MAX_VALUE) {
                throw Refusal.malformed("dimension " + i + " of a shape is " + wanted[i]);
            } else {
                known *= wanted[i];
                if (known > Integer.MAX_VALUE) {
                    throw Refusal.malformed("a shape has more than " + Integer.MAX_VALUE + " elements");
                }
            }
        }
        boolean fits = open < 0 ? known == elements : known > 0 && elements % known == 0;
        if (!fits) {
            throw new Refusal(
                    elements + " elements are reshaped to " + Arrays.toString(wanted),
                    "export the model for a batch of one and check the input size");
        }
        List<Integer> dims = new ArrayList<>();
        for (int i = 0; i < wanted.length; i++) {
            dims.add(Math.toIntExact(i == open ? elements / known : wanted[i]));
        }
        return dims;
    }

    /// Without the named dimensions of size 1; without names, all but the batch.
    static List<Integer> squeeze(Step step, List<Integer> dims) throws Refusal {
        List<Long> named = step.attributes().integers("squeeze_dims");
        TreeSet<Integer> axes = new TreeSet<>();
        for (long axis : named) {
            axes.add(axis(axis, dims.size()));
        }
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < dims.size(); i++) {
            boolean dropped = named.isEmpty() ? i > 0 && dims.get(i) == 1 : axes.contains(i);
            if (dropped && dims.get(i) != 1) {
                throw Refusal.malformed("dimension " + i + " of shape " + dims + " cannot be squeezed");
            }
            if (!dropped) {
                kept.add(dims.get(i));
            }
        }
        return kept;
    }

    static List<Integer> expand(Step step, List<Integer> dims) throws Refusal {
        long axis = step.known(1, "axis").toInt("the axis");
        List<Integer> expanded = new ArrayList<>(dims);
        expanded.add(axis(axis, dims.size() + 1), 1);
        return expanded;
    }

    static int axis(Literal literal, int rank) throws Refusal {
        return axis(literal.toInt("the axis"), rank);
    }

    /// An axis, where negative ones count from the end.
    static int axis(long axis, int rank) throws Refusal {
        long positive = axis < 0 ? axis + rank : axis;
        if (positive < 0 || positive >= rank) {
            throw Refusal.malformed("axis " + axis + " does not exist in " + rank + " dimensions");
        }
        return (int) positive;
    }

    static List<Integer> permutation(Literal literal, int rank) throws Refusal {
        List<Integer> permutation = new ArrayList<>();
        for (long axis : literal.toIntegers("the permutation")) {
            permutation.add(axis(axis, rank));
        }
        if (permutation.size() != rank || new TreeSet<>(permutation).size() != rank) {
            throw Refusal.malformed(permutation + " is not an order of " + rank + " dimensions");
        }
        return permutation;
    }

    static boolean isIdentity(List<Integer> permutation) {
        for (int i = 0; i < permutation.size(); i++) {
            if (permutation.get(i) != i) {
                return false;
            }
        }
        return true;
    }
}
