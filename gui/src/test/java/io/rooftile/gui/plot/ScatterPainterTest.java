package io.rooftile.gui.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.rooftile.core.design.Family;
import io.rooftile.dse.Objective;
import io.rooftile.gui.data.Brush;
import io.rooftile.gui.data.Points;
import io.rooftile.gui.data.Range;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Two points in the corners of a picture that is 61 pixels wide and 41 high.
class ScatterPainterTest {
    private static final int WIDTH = 61;
    private static final int HEIGHT = 41;
    private static final Points POINTS = points();
    private static final Projection PROJECTION = Projection.of(
            POINTS,
            new Projection.Axis(0, new Scale(0, 6, false)),
            new Projection.Axis(1, new Scale(0, 40, false)),
            WIDTH,
            HEIGHT);
    private static final Marks MARKS = Marks.of(POINTS, new Marks.Colour.OfFamily(), null, Palette.LIGHT);

    /// At pixel (10, 30): a fast one of the front; at (50, 20): a slow one that is dominated.
    private static Points points() {
        Points.Builder points = new Points.Builder(List.of(Objective.LATENCY, Objective.LUT));
        points.add(new double[] {1, 10}, Family.OVERLAY, 0, Points.Kind.FRONT);
        points.add(new double[] {5, 20}, Family.DATAFLOW, 0, Points.Kind.DOMINATED);
        return points.build();
    }

    private static Raster painted(Brush brush, boolean hasCloud) {
        Raster raster = new Raster(WIDTH, HEIGHT);
        BitSet inside = brush.inside(POINTS);
        ScatterPainter.paint(raster, POINTS, PROJECTION, MARKS, inside, hasCloud);
        return raster;
    }

    @Test
    void pointsLieWhereTheirValuesAre() {
        Raster raster = painted(Brush.ALL, true);
        assertEquals(Palette.LIGHT.of(Family.OVERLAY), raster.pixel(10, 30));
        assertEquals(Palette.LIGHT.dominated(Palette.LIGHT.of(Family.DATAFLOW)), raster.pixel(50, 20));
        assertEquals(Palette.LIGHT.ground(), raster.pixel(30, 20));
    }

    @Test
    void theCloudCanBeSwitchedOff() {
        Raster raster = painted(Brush.ALL, false);
        assertEquals(Palette.LIGHT.ground(), raster.pixel(50, 20));
        assertEquals(Palette.LIGHT.of(Family.OVERLAY), raster.pixel(10, 30));
    }

    @Test
    void whatTheBrushLeavesOutFades() {
        Raster raster = painted(Brush.ALL.with(Objective.LATENCY, new Range(4, 6)), true);
        assertNotEquals(Palette.LIGHT.of(Family.OVERLAY), raster.pixel(10, 30));
        assertEquals(Palette.LIGHT.faded(Palette.LIGHT.of(Family.OVERLAY)), raster.pixel(10, 30));
        assertEquals(Palette.LIGHT.dominated(Palette.LIGHT.of(Family.DATAFLOW)), raster.pixel(50, 20));
    }

    @Test
    void theNearestPointIsFoundWithinReach() {
        assertEquals(1, PROJECTION.nearest(48, 21, 2, 5));
        assertEquals(-1, PROJECTION.nearest(30, 20, 2, 5));
    }

    @Test
    void aPixelTellsTheValueThere() {
        assertEquals(1, PROJECTION.valueAcross(10), 1e-12);
        assertEquals(10, PROJECTION.valueUp(30), 1e-12);
    }

    @Test
    void aLineCoversBothEndsAndIsCutAtTheEdges() {
        Raster raster = new Raster(5, 3);
        raster.line(-2, 1, 7, 1, 0xFF00FF00);
        for (int x = 0; x < 5; x++) {
            assertEquals(0xFF00FF00, raster.pixel(x, 1));
            assertEquals(0, raster.pixel(x, 0));
        }
    }
}
