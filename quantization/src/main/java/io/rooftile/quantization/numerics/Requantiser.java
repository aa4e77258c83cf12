package io.rooftile.quantization.numerics;

/// A real factor in integers: what takes a sum of products to the scale of the output.
///
/// Two widths of sums there are. A *narrow* one is 32 bits, what 8-bit data need; a *wide* one is up to 48 bits, of
/// data of more than 8 bits.
public sealed interface Requantiser permits FixedPointMultiplier, Shift {
    /// `sum` times the factor, rounded; `sum` is narrow.
    int narrow(int sum);

    /// `sum` times the factor, rounded and held within 32 bits; `sum` is wide.
    int wide(long sum);

    /// The factor as a real number.
    double factor();

    /// `out[lane] = clamp(narrow(sums[lane]))` in `lanes` lanes.
    void narrow(int[] sums, OutputRange range, int[] out, int lanes);

    /// `out[lane] = clamp(wide(sums[lane]))` in `lanes` lanes.
    void wide(long[] sums, OutputRange range, int[] out, int lanes);
}
