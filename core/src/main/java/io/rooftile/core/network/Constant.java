package io.rooftile.core.network;

/// A stored tensor: weights, a bias, an operand.
///
/// @param values as many as the tensor has elements
public record Constant(Tensor tensor, Values values) {
    public Constant {
        if (values.size() != tensor.shape().elements()) {
            throw new IllegalArgumentException(
                    "constant " + tensor.name() + " has " + values.size() + " values for shape " + tensor.shape());
        }
    }

    /// A constant of a topology without weights.
    public static Constant absent(Tensor tensor) {
        return new Constant(tensor, new Values.Absent(tensor.shape().elements()));
    }

    /// A constant of real numbers.
    public static Constant real(String name, Shape shape, float... values) {
        return new Constant(Tensor.real(name, shape), new Values.Floats(values));
    }

    public Shape shape() {
        return tensor.shape();
    }

    public long elements() {
        return values.size();
    }
}
