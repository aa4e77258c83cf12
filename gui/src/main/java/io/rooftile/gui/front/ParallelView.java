package io.rooftile.gui.front;

import io.rooftile.dse.Objective;
import io.rooftile.gui.data.Points;
import io.rooftile.gui.data.Range;
import io.rooftile.gui.plot.Marks;
import io.rooftile.gui.plot.Palette;
import io.rooftile.gui.plot.ParallelPainter;
import io.rooftile.gui.plot.PixelSurface;
import io.rooftile.gui.plot.Projection;
import io.rooftile.gui.task.TaskRunner;
import io.rooftile.reports.Quantity;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/// All figures at once: an upright logarithmic axis each, a line per design. Dragging along an axis brushes it, a click
/// on one takes its brush away.
final class ParallelView extends Region {
    private static final double SIDE = 46;
    private static final double LINE = 13;
    /// Room for three lines: the figure, its unit and the largest value.
    private static final double TOP = 3 * LINE + 8;
    private static final double BOTTOM = 20;
    private static final double LEAST_DRAG = 4;
    private static final double BAR = 5;

    private final FrontViewModel model;
    private final ObservableValue<Palette> palette;
    private final PixelSurface surface;
    /// Axes and the chosen design: drawn anew when these change, and not for every picture of a brush that moves.
    private final Canvas overlay = new Canvas();
    /// The ranges that are brushed.
    private final Pane bars = new Pane();
    private @Nullable Prepared drawn;
    private List<Projection.Axis> axes = List.of();
    private double pressedY;
    private int pressedAxis = -1;
    /// Written by the painting thread before the picture is shown.
    private volatile @Nullable Prepared ready;

    ParallelView(FrontViewModel model, ObservableValue<Palette> palette, TaskRunner tasks, Consumer<Exception> failed) {
        this.model = model;
        this.palette = palette;
        this.surface = new PixelSurface(tasks, this::follow, failed);
        setId("parallel");
        setAccessibleText("All figures of the designs on parallel axes");
        overlay.setMouseTransparent(true);
        bars.setMouseTransparent(true);
        getChildren().addAll(surface, overlay, bars);
        List.of(model.workspace().points(), model.workspace().brush(), model.hasCloud(), model.colour(), palette)
                .forEach(value -> value.addListener((_, _, _) -> repaint()));
        model.workspace().chosen().addListener((_, _, _) -> drawOverlay());
        surface.addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        surface.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
        surface.addEventHandler(MouseEvent.MOUSE_RELEASED, this::release);
    }

    PixelSurface surface() {
        return surface;
    }

    @Override
    protected void layoutChildren() {
        surface.resizeRelocate(SIDE, TOP, Math.max(2, getWidth() - 2 * SIDE), Math.max(2, getHeight() - TOP - BOTTOM));
        overlay.setWidth(getWidth());
        overlay.setHeight(getHeight());
        drawn = null;
        repaint();
    }

    private void repaint() {
        FrontScene scene = FrontScene.of(model);
        List<Objective> figures = model.figures();
        Palette colours = palette.getValue();
        var brush = model.workspace().brush().get();
        boolean hasCloud = model.hasCloud().get();
        Prepared former = ready;
        surface.paint(raster -> {
            Prepared current =
                    former != null && former.isOf(scene, colours) ? former : prepare(scene, figures, colours);
            BitSet inside = brush.inside(scene.points());
            ParallelPainter.paint(raster, scene.points(), current.axes(), current.marks(), inside, hasCloud);
            ready = current;
        });
    }

    /// What the lines look like, whatever the brush keeps of them.
    private record Prepared(FrontScene scene, List<Projection.Axis> axes, Marks marks) {
        boolean isOf(FrontScene other, Palette palette) {
            return scene.equals(other) && marks.palette().equals(palette);
        }
    }

    private static Prepared prepare(FrontScene scene, List<Objective> figures, Palette palette) {
        Points points = scene.points();
        List<Projection.Axis> axes = new ArrayList<>();
        for (Objective figure : figures) {
            axes.add(Projection.Axis.over(points, points.position(figure.word()).orElse(0), true));
        }
        return new Prepared(scene, List.copyOf(axes), scene.marks(palette));
    }

    /// Axes and bars follow the picture that is shown.
    private void follow() {
        Prepared latest = ready;
        if (latest != null && !latest.equals(drawn)) {
            drawn = latest;
            axes = latest.axes();
            drawOverlay();
        }
        bars.getChildren().clear();
        for (int i = 0; i < axes.size(); i++) {
            Range range = model.workspace()
                    .brush()
                    .get()
                    .ranges()
                    .get(figure(axes.get(i)).word());
            if (range != null) {
                bars.getChildren().add(bar(i, range));
            }
        }
    }

    private Rectangle bar(int index, Range range) {
        double from = TOP + y(axes.get(index), range.most());
        double to = TOP + y(axes.get(index), range.least());
        Rectangle bar = new Rectangle(Math.round(x(index)) + 0.5 - BAR, from, 2 * BAR, Math.max(2, to - from));
        bar.setFill(AxisPainter.colour(palette.getValue().ink()).deriveColor(0, 1, 1, 0.35));
        return bar;
    }

    private void drawOverlay() {
        GraphicsContext context = overlay.getGraphicsContext2D();
        context.clearRect(0, 0, overlay.getWidth(), overlay.getHeight());
        Color ink = AxisPainter.colour(palette.getValue().ink());
        context.setFont(Font.font(11));
        context.setTextAlign(TextAlignment.CENTER);
        for (int i = 0; i < axes.size(); i++) {
            axis(context, ink, i);
        }
        chosenLine(context, ink);
    }

    private void axis(GraphicsContext context, Color ink, int index) {
        Projection.Axis axis = axes.get(index);
        Objective figure = model.workspace().points().get().figures().get(axis.figure());
        double x = Math.round(x(index)) + 0.5;
        double bottom = TOP + surface.getHeight();
        context.setStroke(ink);
        context.setLineWidth(1);
        context.strokeLine(x, TOP, x, bottom);
        context.setFill(ink);
        context.setTextBaseline(VPos.BOTTOM);
        context.fillText(figure.word(), x, TOP - 2 * LINE - 2);
        context.fillText(figure.unit(), x, TOP - LINE - 2);
        context.fillText(Quantity.plain(axis.scale().value(1)), x, TOP - 2);
        context.setTextBaseline(VPos.TOP);
        context.fillText(Quantity.plain(axis.scale().value(0)), x, bottom + 2);
    }

    private void chosenLine(GraphicsContext context, Color ink) {
        Points points = model.workspace().points().get();
        int row = points.row(model.workspace().chosen().get());
        if (row < 0) {
            return;
        }
        context.setStroke(ink);
        context.setLineWidth(2.5);
        context.beginPath();
        for (int i = 0; i < axes.size(); i++) {
            double y = TOP + y(axes.get(i), points.value(axes.get(i).figure(), row));
            if (i == 0) {
                context.moveTo(x(i), y);
            } else {
                context.lineTo(x(i), y);
            }
        }
        context.stroke();
    }

    private double x(int index) {
        return SIDE + surface.getWidth() * index / Math.max(1, axes.size() - 1);
    }

    private double y(Projection.Axis axis, double value) {
        return (1 - Math.clamp(axis.scale().place(value), 0, 1)) * surface.getHeight();
    }

    private void press(MouseEvent event) {
        pressedY = event.getY();
        pressedAxis = axes.isEmpty()
                ? -1
                : (int) Math.clamp(
                        Math.round(event.getX() / surface.getWidth() * (axes.size() - 1)), 0L, axes.size() - 1L);
    }

    private void drag(MouseEvent event) {
        if (pressedAxis < 0 || pressedAxis >= axes.size() || Math.abs(event.getY() - pressedY) < LEAST_DRAG) {
            return;
        }
        Projection.Axis axis = axes.get(pressedAxis);
        model.limit(figure(axis), Range.between(value(axis, pressedY), value(axis, event.getY())));
    }

    /// The value at a height; the ends of an axis stand for all that lies beyond, zeros on a logarithmic one included.
    private double value(Projection.Axis axis, double y) {
        double place = 1 - y / surface.getHeight();
        return place <= 0 ? 0 : axis.scale().value(Math.min(1, place));
    }

    private void release(MouseEvent event) {
        if (pressedAxis >= 0 && pressedAxis < axes.size() && Math.abs(event.getY() - pressedY) < LEAST_DRAG) {
            model.workspace().brush().set(model.workspace().brush().get().without(figure(axes.get(pressedAxis))));
        }
        pressedAxis = -1;
    }

    private Objective figure(Projection.Axis axis) {
        return model.workspace().points().get().figures().get(axis.figure());
    }
}
