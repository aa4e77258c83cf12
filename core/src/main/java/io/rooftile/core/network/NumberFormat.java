package io.rooftile.core.network;

import java.util.Locale;

/// How one element is stored.
///
/// @param kind what the bits mean
/// @param bits width of one element, 1 to 64
public record NumberFormat(Kind kind, int bits) {
    /// What the bits of an element mean.
    public enum Kind {
        /// IEEE 754.
        FLOAT,
        /// Two's complement.
        SIGNED,
        /// Non-negative.
        UNSIGNED,
        /// One bit that stands for -1 or +1 (BinaryConnect).
        BIPOLAR,
        /// -1, 0 or +1 in two bits.
        TERNARY
    }

    public static final NumberFormat FLOAT32 = new NumberFormat(Kind.FLOAT, 32);
    public static final NumberFormat FLOAT16 = new NumberFormat(Kind.FLOAT, 16);
    public static final NumberFormat INT8 = signed(8);
    public static final NumberFormat UINT8 = unsigned(8);
    public static final NumberFormat INT16 = signed(16);
    public static final NumberFormat INT32 = signed(32);
    public static final NumberFormat INT64 = signed(64);

    public NumberFormat {
        if (bits < 1 || bits > 64) {
            throw new IllegalArgumentException("bits must be 1 to 64, but was " + bits);
        }
        boolean fits =
                switch (kind) {
                    case FLOAT -> bits == 16 || bits == 32 || bits == 64;
                    case SIGNED, UNSIGNED -> true;
                    case BIPOLAR -> bits == 1;
                    case TERNARY -> bits == 2;
                };
        if (!fits) {
            throw new IllegalArgumentException(kind + " cannot have " + bits + " bits");
        }
    }

    public static NumberFormat signed(int bits) {
        return new NumberFormat(Kind.SIGNED, bits);
    }

    public static NumberFormat unsigned(int bits) {
        return new NumberFormat(Kind.UNSIGNED, bits);
    }

    public boolean isFloat() {
        return kind == Kind.FLOAT;
    }

    /// The name users know: `float32`, `int8`, `uint8`, `bipolar1`.
    public String typeName() {
        return switch (kind) {
            case FLOAT, BIPOLAR, TERNARY -> kind.name().toLowerCase(Locale.ROOT) + bits;
            case SIGNED -> "int" + bits;
            case UNSIGNED -> "uint" + bits;
        };
    }
}
