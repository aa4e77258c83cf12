package io.rooftile.core.device;

/// Counts of a part's own blocks, used or available.
///
/// @param lut look-up tables of the part's own size (a 4-input one of iCE40, a 6-input one of UltraScale+)
/// @param ff flip-flops
/// @param dsp multiplier blocks
/// @param bram block RAMs; bits per block are in the part
/// @param uram large RAMs (UltraRAM, iCE40 single-port RAM); bits per block are in the part
public record ResourceVector(long lut, long ff, long dsp, long bram, long uram) {
    public static final ResourceVector ZERO = new ResourceVector(0, 0, 0, 0, 0);

    public ResourceVector {
        if (lut < 0 || ff < 0 || dsp < 0 || bram < 0 || uram < 0) {
            throw new IllegalArgumentException("resources must not be negative, but were lut=" + lut + " ff=" + ff
                    + " dsp=" + dsp + " bram=" + bram + " uram=" + uram);
        }
    }

    public ResourceVector plus(ResourceVector other) {
        return new ResourceVector(
                lut + other.lut, ff + other.ff, dsp + other.dsp, bram + other.bram, uram + other.uram);
    }

    public ResourceVector times(long factor) {
        return new ResourceVector(lut * factor, ff * factor, dsp * factor, bram * factor, uram * factor);
    }

    /// The count of one kind.
    public long get(Resource resource) {
        return switch (resource) {
            case LUT -> lut;
            case FF -> ff;
            case DSP -> dsp;
            case BRAM -> bram;
            case URAM -> uram;
        };
    }

    /// The same with another count of one kind.
    public ResourceVector with(Resource resource, long count) {
        return switch (resource) {
            case LUT -> new ResourceVector(count, ff, dsp, bram, uram);
            case FF -> new ResourceVector(lut, count, dsp, bram, uram);
            case DSP -> new ResourceVector(lut, ff, count, bram, uram);
            case BRAM -> new ResourceVector(lut, ff, dsp, count, uram);
            case URAM -> new ResourceVector(lut, ff, dsp, bram, count);
        };
    }
}
