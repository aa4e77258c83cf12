package io.rooftile.gui.plot;

import io.rooftile.gui.data.Points;
import org.jspecify.annotations.Nullable;

/// What each point looks like, whatever the axes are: colour and size.
public final class Marks {
    private static final int DESIGN_RADIUS = 4;
    private static final int CLOUD_RADIUS = 1;
    private static final int LEAST_RADIUS = 2;
    private static final int MOST_RADIUS = 9;

    private final int[] argb;
    private final byte[] radius;
    private final Palette palette;

    private Marks(int[] argb, byte[] radius, Palette palette) {
        this.argb = argb;
        this.radius = radius;
        this.palette = palette;
    }

    /// What the colour of a point tells.
    public sealed interface Colour {
        /// Its family.
        record OfFamily() implements Colour {}

        /// Its run, and so its board.
        record OfRun() implements Colour {}

        /// A figure, from blue for the least to yellow for the greatest.
        ///
        /// @param figure position of the figure's column
        record OfFigure(int figure) implements Colour {}
    }

    /// The marks of some points.
    ///
    /// @param size figure that a design's size grows with; null for one size
    public static Marks of(Points points, Colour colour, @Nullable Integer size, Palette palette) {
        int[] argb = new int[points.size()];
        byte[] radius = new byte[points.size()];
        Scale shade = colour instanceof Colour.OfFigure(int figure) ? range(points, figure) : new Scale(0, 1, false);
        Scale growth = size == null ? new Scale(0, 1, false) : range(points, size);
        for (int row = 0; row < points.size(); row++) {
            int full =
                    switch (colour) {
                        case Colour.OfFamily _ -> palette.of(points.family(row));
                        case Colour.OfRun _ -> palette.ofRun(points.run(row));
                        case Colour.OfFigure(int figure) -> palette.ramp(shade.place(points.value(figure, row)));
                    };
            argb[row] = switch (points.kind(row)) {
                case FRONT -> full;
                case DOMINATED -> palette.dominated(full);
            };
            radius[row] = (byte) radius(points, row, size, growth);
        }
        return new Marks(argb, radius, palette);
    }

    /// Colour of a point, 0xAARRGGBB.
    public int argb(int row) {
        return argb[row];
    }

    /// Radius of a point in pixels.
    public int radius(int row) {
        return radius[row];
    }

    /// What the colours are of.
    public Palette palette() {
        return palette;
    }

    private static int radius(Points points, int row, @Nullable Integer size, Scale growth) {
        if (row >= points.designs().size() && points.kind(row) == Points.Kind.DOMINATED) {
            return CLOUD_RADIUS;
        }
        return size == null
                ? DESIGN_RADIUS
                : (int) Math.round(LEAST_RADIUS + (MOST_RADIUS - LEAST_RADIUS) * growth.place(points.value(size, row)));
    }

    private static Scale range(Points points, int figure) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int row = 0; row < points.size(); row++) {
            low = Math.min(low, points.value(figure, row));
            high = Math.max(high, points.value(figure, row));
        }
        return low < high ? new Scale(low, high, false) : new Scale(low, low + 1, false);
    }
}
