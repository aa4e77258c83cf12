package io.rooftile.gui.plot;

import io.rooftile.gui.data.Points;
import java.util.BitSet;
import java.util.List;

/// Paints points as lines across one upright axis per figure.
public final class ParallelPainter {
    /// Lines of points that are no designs: more would only be a solid area, and take long.
    public static final int MOST_CLOUD_LINES = 1500;

    private ParallelPainter() {}

    /// Paints all over a raster.
    ///
    /// @param axes from left to right, the first and the last at the edges
    public static void paint(
            Raster raster, Points points, List<Projection.Axis> axes, Marks marks, BitSet inside, boolean hasCloud) {
        raster.fill(marks.palette().ground());
        int designs = points.designs().size();
        int cloud = hasCloud ? points.size() - designs : 0;
        int stride = Math.max(1, Math.ceilDiv(cloud, MOST_CLOUD_LINES));
        for (int row = designs; row < designs + cloud; row += stride) {
            if (inside.get(row)) {
                line(raster, points, axes, row, marks.argb(row));
            }
        }
        for (int row = designs - 1; row >= 0; row--) {
            if (!inside.get(row)) {
                line(raster, points, axes, row, marks.palette().faded(marks.argb(row)));
            }
        }
        for (int row = designs - 1; row >= 0; row--) {
            if (inside.get(row)) {
                line(raster, points, axes, row, marks.argb(row));
            }
        }
    }

    private static void line(Raster raster, Points points, List<Projection.Axis> axes, int row, int argb) {
        int fromX = 0;
        int fromY = y(raster, points, axes.getFirst(), row);
        for (int i = 1; i < axes.size(); i++) {
            int toX = (raster.width() - 1) * i / (axes.size() - 1);
            int toY = y(raster, points, axes.get(i), row);
            raster.line(fromX, fromY, toX, toY, argb);
            fromX = toX;
            fromY = toY;
        }
    }

    private static int y(Raster raster, Points points, Projection.Axis axis, int row) {
        double place = Math.clamp(axis.scale().place(points.value(axis.figure(), row)), 0, 1);
        return (int) Math.round((1 - place) * (raster.height() - 1));
    }
}
