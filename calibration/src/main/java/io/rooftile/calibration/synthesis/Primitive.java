package io.rooftile.calibration.synthesis;

import io.rooftile.core.device.ResourceVector;

/// What one cell of the vendor's library is.
///
/// @param cost what it takes of the part's blocks
public record Primitive(Kind kind, ResourceVector cost) {
    /// The sorts of cell.
    public enum Kind {
        LUT,
        LUT_RAM,
        SHIFT_REGISTER,
        FF,
        DSP,
        BRAM,
        URAM,
        CARRY,
        MUX,
        BUFFER
    }

    static Primitive luts(Kind kind, long count) {
        return new Primitive(kind, new ResourceVector(count, 0, 0, 0, 0));
    }

    static Primitive free(Kind kind) {
        return new Primitive(kind, ResourceVector.ZERO);
    }

    static Primitive ff() {
        return new Primitive(Kind.FF, new ResourceVector(0, 1, 0, 0, 0));
    }

    static Primitive dsp() {
        return new Primitive(Kind.DSP, new ResourceVector(0, 0, 1, 0, 0));
    }

    static Primitive bram(long count) {
        return new Primitive(Kind.BRAM, new ResourceVector(0, 0, 0, count, 0));
    }

    static Primitive uram() {
        return new Primitive(Kind.URAM, new ResourceVector(0, 0, 0, 0, 1));
    }
}
