package io.rooftile.gui.plot;

import io.rooftile.gui.data.Points;

/// Where the points lie on a picture, in pixels from its upper left corner.
public final class Projection {
    private final int[] x;
    private final int[] y;
    private final Axis across;
    private final Axis up;
    private final int width;
    private final int height;

    private Projection(int[] x, int[] y, Axis across, Axis up, int width, int height) {
        this.x = x;
        this.y = y;
        this.across = across;
        this.up = up;
        this.width = width;
        this.height = height;
    }

    /// A figure along an axis.
    ///
    /// @param figure position of the figure's column
    public record Axis(int figure, Scale scale) {
        /// The axis that shows all points of a figure.
        public static Axis over(Points points, int figure, boolean isLog) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (int row = 0; row < points.size(); row++) {
                double value = points.value(figure, row);
                if (!isLog || value > 0) {
                    low = Math.min(low, value);
                    high = Math.max(high, value);
                }
            }
            return new Axis(figure, Scale.around(low, high, isLog));
        }
    }

    public static Projection of(Points points, Axis across, Axis up, int width, int height) {
        int[] x = new int[points.size()];
        int[] y = new int[points.size()];
        for (int row = 0; row < points.size(); row++) {
            x[row] = (int) Math.round(across.scale().place(points.value(across.figure(), row)) * (width - 1));
            y[row] = (int) Math.round((1 - up.scale().place(points.value(up.figure(), row))) * (height - 1));
        }
        return new Projection(x, y, across, up, width, height);
    }

    public int x(int row) {
        return x[row];
    }

    public int y(int row) {
        return y[row];
    }

    public Axis across() {
        return across;
    }

    public Axis up() {
        return up;
    }

    /// Width of the picture.
    public int width() {
        return width;
    }

    /// Height of the picture.
    public int height() {
        return height;
    }

    /// The nearest of the first points within a distance in pixels; -1 when there is none.
    ///
    /// @param count how many of the points are looked at
    public int nearest(double atX, double atY, int count, double within) {
        int nearest = -1;
        double least = within * within;
        for (int row = 0; row < count; row++) {
            double dx = x[row] - atX;
            double dy = y[row] - atY;
            double squared = dx * dx + dy * dy;
            if (squared <= least) {
                least = squared;
                nearest = row;
            }
        }
        return nearest;
    }

    /// The value of the figure across at a pixel.
    public double valueAcross(double pixel) {
        return across.scale().value(pixel / (width - 1));
    }

    /// The value of the figure upwards at a pixel.
    public double valueUp(double pixel) {
        return up.scale().value(1 - pixel / (height - 1));
    }
}
