package io.rooftile.gui.front;

import io.rooftile.core.design.Family;
import io.rooftile.gui.data.Points;
import io.rooftile.gui.plot.Marks;
import io.rooftile.gui.plot.Palette;
import io.rooftile.gui.plot.Projection;
import io.rooftile.gui.plot.Scale;
import io.rooftile.gui.plot.SvgText;
import io.rooftile.reports.Quantity;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntPredicate;

/// The scatter as a vector picture: the same marks at the same places and in the same order as
/// [io.rooftile.gui.plot.ScatterPainter] paints them, each design with its name. Marks of one colour that have no name
/// are one path, so that a hundred thousand of them stay a small file.
final class ScatterSvg {
    private static final double LEFT = 74;
    private static final double BOTTOM = 46;
    private static final double TOP = 28;
    private static final double RIGHT = 14;
    private static final double TICK = 5;
    private static final double LETTER_RISE = 4;

    private final FrontScene.Prepared prepared;
    private final Points points;
    private final Projection projection;
    private final Marks marks;
    private final Palette palette;
    private final SvgText svg;

    private ScatterSvg(FrontScene.Prepared prepared) {
        this.prepared = prepared;
        this.points = prepared.scene().points();
        this.projection = prepared.projection();
        this.marks = prepared.marks();
        this.palette = marks.palette();
        this.svg = new SvgText(
                (int) (projection.width() + LEFT + RIGHT),
                (int) (projection.height() + TOP + BOTTOM),
                palette.ground());
    }

    /// @param inside rows that the brush keeps
    /// @param hasCloud whether points that are no designs and not on the front are shown
    static String of(FrontScene.Prepared prepared, BitSet inside, boolean hasCloud) {
        return new ScatterSvg(prepared).text(inside, hasCloud);
    }

    private String text(BitSet inside, boolean hasCloud) {
        int designs = points.designs().size();
        IntPredicate isShown = row -> hasCloud || points.kind(row) == Points.Kind.FRONT;
        cloud(row -> !inside.get(row) && isShown.test(row), true);
        designs(row -> !inside.get(row), true, designs);
        cloud(row -> inside.get(row) && isShown.test(row), false);
        designs(inside::get, false, designs);
        axes();
        legend();
        return svg.done();
    }

    private void cloud(IntPredicate isWanted, boolean isFaded) {
        Map<Integer, StringBuilder> paths = new LinkedHashMap<>();
        for (int row = points.size() - 1; row >= points.designs().size(); row--) {
            if (isWanted.test(row)) {
                paths.computeIfAbsent(argb(row, isFaded), _ -> new StringBuilder())
                        .append(mark(row));
            }
        }
        paths.forEach((argb, path) -> svg.area(path.toString(), argb, ""));
    }

    private void designs(IntPredicate isWanted, boolean isFaded, int designs) {
        for (int row = designs - 1; row >= 0; row--) {
            if (isWanted.test(row)) {
                String title = points.designs().get(row).title() + ": "
                        + value(projection.across().figure(), row) + ", "
                        + value(projection.up().figure(), row);
                svg.area(mark(row), argb(row, isFaded), title);
            }
        }
    }

    private String value(int figure, int row) {
        return points.figures().get(figure).word() + " " + Quantity.plain(points.value(figure, row)) + " "
                + points.figures().get(figure).unit();
    }

    private int argb(int row, boolean isFaded) {
        return isFaded ? palette.faded(marks.argb(row)) : marks.argb(row);
    }

    private String mark(int row) {
        int radius = marks.radius(row);
        return outline(points.family(row), (int) LEFT + projection.x(row), (int) TOP + projection.y(row), radius);
    }

    private static String outline(Family family, int x, int y, int radius) {
        if (family == Family.DATAFLOW && radius > 1) {
            int half = radius + 1;
            return "M" + x + " " + (y - half) + "l" + half + " " + half + "l-" + half + " " + half + "l-" + half + "-"
                    + half + "z";
        }
        int side = 2 * radius + 1;
        return "M" + (x - radius) + " " + (y - radius) + "h" + side + "v" + side + "h-" + side + "z";
    }

    private void axes() {
        int width = projection.width();
        int height = projection.height();
        double bottom = TOP + height;
        svg.line("M" + LEFT + " " + TOP + "h" + width + "v" + height + "h-" + width + "z", palette.ink());
        Scale across = projection.across().scale();
        for (double tick : across.ticks()) {
            double x = LEFT + across.place(tick) * width;
            svg.line("M" + x + " " + bottom + "v" + TICK, palette.ink());
            svg.words(x, bottom + TICK + 13, "middle", palette.ink(), Quantity.plain(tick));
        }
        Scale up = projection.up().scale();
        for (double tick : up.ticks()) {
            double y = bottom - up.place(tick) * height;
            svg.line("M" + LEFT + " " + y + "h-" + TICK, palette.ink());
            svg.words(LEFT - TICK - 3, y + LETTER_RISE, "end", palette.ink(), Quantity.plain(tick));
        }
        FrontScene scene = prepared.scene();
        svg.words(
                LEFT + width / 2.0,
                bottom + BOTTOM - 6,
                "middle",
                palette.ink(),
                AxisPainter.title(scene.across(), scene.isAcrossLog()));
        svg.upwards(16, TOP + height / 2.0, palette.ink(), AxisPainter.title(scene.up(), scene.isUpLog()));
    }

    /// Shapes always tell the family; colours may tell something else.
    private void legend() {
        double x = LEFT;
        for (Family family : Family.values()) {
            int argb =
                    switch (prepared.scene().colourBy()) {
                        case FrontViewModel.ColourBy.FamilyColour _ -> palette.of(family);
                        case FrontViewModel.ColourBy.RunColour _, FrontViewModel.ColourBy.FigureColour _ ->
                            palette.ink();
                    };
            svg.area(outline(family, (int) x + 5, 14, 4), argb, "");
            svg.words(x + 14, 14 + LETTER_RISE, "start", palette.ink(), family.word());
            x += 90;
        }
    }
}
