package io.rooftile.gui.plot;

import io.rooftile.core.design.Family;
import io.rooftile.gui.data.Points;
import java.util.BitSet;

/// Paints points: those outside the brush first, then the cloud, the designs last and on top. Families differ in shape,
/// too, for those who do not see the colours: overlays are squares, dataflow designs stand on a corner.
public final class ScatterPainter {
    private ScatterPainter() {}

    /// Paints all over a raster.
    ///
    /// @param inside rows that the brush keeps
    /// @param hasCloud whether points that are no designs and not on the front are shown
    public static void paint(
            Raster raster, Points points, Projection projection, Marks marks, BitSet inside, boolean hasCloud) {
        raster.fill(marks.palette().ground());
        if (inside.cardinality() < points.size()) {
            for (int row = points.size() - 1; row >= 0; row--) {
                if (!inside.get(row) && isShown(points, row, hasCloud)) {
                    mark(
                            raster,
                            points,
                            projection,
                            row,
                            marks.radius(row),
                            marks.palette().faded(marks.argb(row)));
                }
            }
        }
        for (int row = points.size() - 1; row >= 0; row--) {
            if (inside.get(row) && isShown(points, row, hasCloud)) {
                mark(raster, points, projection, row, marks.radius(row), marks.argb(row));
            }
        }
    }

    private static boolean isShown(Points points, int row, boolean hasCloud) {
        return hasCloud || row < points.designs().size() || points.kind(row) == Points.Kind.FRONT;
    }

    private static void mark(Raster raster, Points points, Projection projection, int row, int radius, int argb) {
        if (points.family(row) == Family.DATAFLOW && radius > 1) {
            raster.diamond(projection.x(row), projection.y(row), radius + 1, argb);
        } else {
            raster.square(projection.x(row), projection.y(row), radius, argb);
        }
    }
}
