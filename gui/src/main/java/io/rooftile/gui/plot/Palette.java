package io.rooftile.gui.plot;

import io.rooftile.core.design.Bound;
import io.rooftile.core.design.Family;
import java.util.List;

/// Colours that people with colour-blindness tell apart, on a light and on a dark ground.
/// Source: Okabe and Ito 2008, Color Universal Design, <https://jfly.uni-koeln.de/color/>.
///
/// @param ground behind everything
/// @param grid of lines and empty bars
/// @param ink of text and axes
/// @param kinds colours of things of different kinds
public record Palette(int ground, int grid, int ink, List<Integer> kinds) {
    public static final Palette LIGHT = new Palette(
            0xFFFFFFFF,
            0xFFDDE1E6,
            0xFF1B1F24,
            List.of(0xFF0072B2, 0xFFD55E00, 0xFF009E73, 0xFFCC79A7, 0xFF000000, 0xFF56B4E9, 0xFFE69F00));

    public static final Palette DARK = new Palette(
            0xFF16191D,
            0xFF30363D,
            0xFFE6EDF3,
            List.of(0xFF56B4E9, 0xFFE69F00, 0xFF2FC79A, 0xFFE29BC4, 0xFFF0E442, 0xFF4C9FD6, 0xFFFF8A3D));

    /// The ends and the middle of a ramp from blue to yellow whose lightness only rises.
    private static final int[][] RAMP = {{0x2B, 0x4C, 0x9B}, {0x8E, 0x8A, 0x86}, {0xF5, 0xD8, 0x2A}};

    /// Share of the ground in the colour of a point that is not on the front, and of one that the brush leaves out.
    private static final double DOMINATED = 0.55;

    private static final double FADED = 0.85;

    public Palette {
        kinds = List.copyOf(kinds);
    }

    public int of(Family family) {
        return switch (family) {
            case OVERLAY -> kinds.get(0);
            case DATAFLOW -> kinds.get(1);
        };
    }

    public int of(Bound bound) {
        return switch (bound) {
            case COMPUTE -> kinds.get(0);
            case WEIGHTS -> kinds.get(1);
            case INPUT -> kinds.get(2);
            case OUTPUT -> kinds.get(3);
            case CONTROL -> kinds.get(4);
        };
    }

    /// The colour of one of several runs; they repeat after seven.
    public int ofRun(int run) {
        return kinds.get(run % kinds.size());
    }

    /// The colour of a share, 0 to 1.
    public int ramp(double share) {
        double at = Math.clamp(share, 0, 1) * (RAMP.length - 1);
        int below = Math.min((int) at, RAMP.length - 2);
        double part = at - below;
        int argb = 0xFF;
        for (int channel = 0; channel < 3; channel++) {
            double level = RAMP[below][channel] * (1 - part) + RAMP[below + 1][channel] * part;
            argb = argb << 8 | (int) Math.round(level);
        }
        return argb;
    }

    /// The colour of a dominated point.
    public int dominated(int argb) {
        return towardsGround(argb, DOMINATED);
    }

    /// The colour of a point outside the brush.
    public int faded(int argb) {
        return towardsGround(argb, FADED);
    }

    private int towardsGround(int argb, double share) {
        int mixed = 0xFF;
        for (int shift = 16; shift >= 0; shift -= 8) {
            double level = (argb >> shift & 0xFF) * (1 - share) + (ground >> shift & 0xFF) * share;
            mixed = mixed << 8 | (int) Math.round(level);
        }
        return mixed;
    }
}
