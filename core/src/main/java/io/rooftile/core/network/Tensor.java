package io.rooftile.core.network;

/// A named value that flows between layers, or the description of a stored one ([Constant]).
///
/// @param name unique in its network
public record Tensor(String name, Shape shape, NumberFormat format, Quantisation quantisation) {
    /// A tensor of real numbers.
    public static Tensor real(String name, Shape shape) {
        return new Tensor(name, shape, NumberFormat.FLOAT32, Quantisation.NONE);
    }

    public Tensor withName(String newName) {
        return new Tensor(newName, shape, format, quantisation);
    }

    public Tensor withShape(Shape newShape) {
        return new Tensor(name, newShape, format, quantisation);
    }

    public Tensor withFormat(NumberFormat newFormat, Quantisation newQuantisation) {
        return new Tensor(name, shape, newFormat, newQuantisation);
    }

    /// Stored size in bits when every element takes its format's bits.
    public long sizeBits() {
        return Math.multiplyExact(shape.elements(), format.bits());
    }
}
