package io.rooftile.core.device;

/// The part's hard multiplier.
///
/// @param name the vendor's primitive: `DSP48E2`, `MULT18X18D`, `SB_MAC16`
/// @param wideBits width of the wider signed operand
/// @param narrowBits width of the narrower signed operand
/// @param multipliersPerBlock independent multipliers of that size in one block (2 in a Cyclone V block)
public record DspBlock(String name, int wideBits, int narrowBits, int multipliersPerBlock) {
    public DspBlock {
        if (narrowBits < 1 || wideBits < narrowBits || multipliersPerBlock < 1) {
            throw new IllegalArgumentException("a DSP block needs wideBits >= narrowBits >= 1 and a multiplier, but "
                    + name + " had " + wideBits + "x" + narrowBits + " times " + multipliersPerBlock);
        }
    }

    /// Whether one signed product of these widths fits one multiplier.
    public boolean fits(int aBits, int bBits) {
        return Math.max(aBits, bBits) <= wideBits && Math.min(aBits, bBits) <= narrowBits;
    }

    /// Whether two signed products with a common factor fit one multiplier when the other factors are packed as
    /// `(a << (shared + other)) + b`, so that no product reaches into the next one.
    ///
    /// Source: AMD WP486, Deep Learning with INT8 Optimization, with the distance that the products need and not 18
    /// places.
    ///
    /// @param sharedBits of the signed common factor
    /// @param otherBits of each of the other two
    public boolean packsPair(int sharedBits, int otherBits) {
        return sharedBits + 2 * otherBits + 1 <= wideBits && sharedBits <= narrowBits;
    }

    /// Whether two signed 8-bit products that share an operand fit one multiplier when packed as `((a << 18) + b) * c`:
    /// the sum takes 27 bits. Source: AMD WP486, Deep Learning with INT8 Optimization.
    public boolean packsTwoInt8Products() {
        return wideBits >= 27 && narrowBits >= 8;
    }
}
