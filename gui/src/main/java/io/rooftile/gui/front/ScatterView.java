package io.rooftile.gui.front;

import io.rooftile.gui.data.Brush;
import io.rooftile.gui.data.Points;
import io.rooftile.gui.data.Range;
import io.rooftile.gui.data.RunDesign;
import io.rooftile.gui.plot.Palette;
import io.rooftile.gui.plot.PixelSurface;
import io.rooftile.gui.plot.Projection;
import io.rooftile.gui.plot.ScatterPainter;
import io.rooftile.gui.task.TaskRunner;
import io.rooftile.reports.Quantity;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Point2D;
import javafx.scene.Group;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;

/// The scatter of two figures: click to choose, with Ctrl to compare, drag to brush, arrow keys to walk along.
final class ScatterView extends Region {
    private static final double LEFT = 74;
    private static final double BOTTOM = 46;
    private static final double TOP = 10;
    private static final double RIGHT = 14;
    /// How far from a mark the pointer may be, in pixels.
    private static final double REACH = 9;
    /// A shorter drag is a click.
    private static final double LEAST_DRAG = 4;

    private final FrontViewModel model;
    private final ObservableValue<Palette> palette;
    private final PixelSurface surface;
    private final Canvas axes = new Canvas();
    /// Around the designs that are compared.
    private final Group circles = new Group();
    /// Around the one that is chosen.
    private final Circle ring = new Circle(REACH);
    private final Rectangle rubber = new Rectangle();
    private final Pane marks = new Pane(circles, ring, rubber);
    private final Tooltip tooltip = new Tooltip();
    private final ReadOnlyStringWrapper count = new ReadOnlyStringWrapper("");
    private FrontScene.@Nullable Prepared prepared;
    private @Nullable Point2D pressed;
    /// Written by the painting thread before the picture is shown.
    private volatile FrontScene.@Nullable Shown ready;

    ScatterView(FrontViewModel model, ObservableValue<Palette> palette, TaskRunner tasks, Consumer<Exception> failed) {
        this.model = model;
        this.palette = palette;
        this.surface = new PixelSurface(tasks, this::follow, failed);
        setId("scatter");
        setFocusTraversable(true);
        setAccessibleText("Scatter of the designs by two figures; left and right walk along, C compares");
        rubber.getStyleClass().add("rubber");
        rubber.setVisible(false);
        ring.getStyleClass().add("ring");
        ring.setVisible(false);
        marks.setMouseTransparent(true);
        axes.setMouseTransparent(true);
        getChildren().addAll(surface, axes, marks);
        listen();
    }

    /// How many points the brush keeps, in words.
    ReadOnlyStringProperty count() {
        return count.getReadOnlyProperty();
    }

    PixelSurface surface() {
        return surface;
    }

    /// What is to be seen now as a vector picture, made by any thread.
    Supplier<String> svg() {
        FrontScene scene = FrontScene.of(model);
        Palette colours = palette.getValue();
        Brush brush = model.workspace().brush().get();
        boolean hasCloud = model.hasCloud().get();
        int wide = surface.pixelWidth();
        int high = surface.pixelHeight();
        return () -> ScatterSvg.of(scene.prepare(wide, high, colours), brush.inside(scene.points()), hasCloud);
    }

    private void listen() {
        List.of(
                        model.workspace().points(),
                        model.workspace().brush(),
                        model.across(),
                        model.up(),
                        model.acrossLog(),
                        model.upLog(),
                        model.hasCloud(),
                        model.colour(),
                        model.size(),
                        palette)
                .forEach(value -> value.addListener((_, _, _) -> repaint()));
        model.workspace().chosen().addListener((_, _, _) -> mark());
        model.workspace().compared().addListener((javafx.collections.ListChangeListener<RunDesign>) _ -> mark());
        surface.addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        surface.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
        surface.addEventHandler(MouseEvent.MOUSE_RELEASED, this::release);
        surface.addEventHandler(MouseEvent.MOUSE_MOVED, this::hover);
        surface.addEventHandler(MouseEvent.MOUSE_EXITED, _ -> tooltip.hide());
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        focusedProperty().addListener((_, _, _) -> repaint());
    }

    @Override
    protected void layoutChildren() {
        double width = Math.max(2, getWidth() - LEFT - RIGHT);
        double height = Math.max(2, getHeight() - TOP - BOTTOM);
        surface.resizeRelocate(LEFT, TOP, width, height);
        marks.resizeRelocate(LEFT, TOP, width, height);
        axes.setWidth(getWidth());
        axes.setHeight(getHeight());
        repaint();
    }

    /// Takes what is to be seen now and has it painted elsewhere.
    private void repaint() {
        FrontScene scene = FrontScene.of(model);
        FrontScene.Prepared former = prepared;
        Palette colours = palette.getValue();
        Brush brush = model.workspace().brush().get();
        boolean hasCloud = model.hasCloud().get();
        int wide = surface.pixelWidth();
        int high = surface.pixelHeight();
        surface.paint(raster -> {
            // Sizes are those of the picture, which may have been asked for before the window was resized.
            FrontScene.Prepared current = former != null && former.isOf(scene, wide, high, colours)
                    ? former
                    : scene.prepare(raster.width(), raster.height(), colours);
            BitSet inside = brush.inside(scene.points());
            ScatterPainter.paint(raster, scene.points(), current.projection(), current.marks(), inside, hasCloud);
            ready = new FrontScene.Shown(current, FrontViewModel.count(scene.points(), inside));
        });
    }

    /// Axes and marks follow the picture that is shown.
    private void follow() {
        FrontScene.Shown latest = ready;
        if (latest == null) {
            return;
        }
        count.set(latest.count());
        FrontScene.Prepared current = latest.prepared();
        if (!current.equals(prepared)) {
            prepared = current;
            AxisPainter.paint(
                    axes,
                    current,
                    palette.getValue(),
                    new AxisPainter.Frame(LEFT, TOP, surface.getWidth(), surface.getHeight()));
        }
        mark();
    }

    /// The nodes stay, because a new one has to find its style first.
    private void mark() {
        FrontScene.Prepared current = prepared;
        if (current == null) {
            return;
        }
        Points points = current.scene().points();
        List<RunDesign> compared = model.workspace().compared();
        while (circles.getChildren().size() < compared.size()) {
            Circle circle = new Circle(REACH - 2);
            circle.getStyleClass().setAll("compared");
            circles.getChildren().add(circle);
        }
        circles.getChildren().remove(compared.size(), circles.getChildren().size());
        for (int i = 0; i < compared.size(); i++) {
            place((Circle) circles.getChildren().get(i), points.row(compared.get(i)), current.projection());
        }
        place(ring, points.row(model.workspace().chosen().get()), current.projection());
    }

    private static void place(Circle circle, int row, Projection projection) {
        circle.setVisible(row >= 0);
        if (row >= 0) {
            circle.setCenterX(projection.x(row));
            circle.setCenterY(projection.y(row));
        }
    }

    private int rowAt(MouseEvent event) {
        FrontScene.Prepared current = prepared;
        return current == null
                ? -1
                : current.projection()
                        .nearest(
                                event.getX(),
                                event.getY(),
                                current.scene().points().designs().size(),
                                REACH);
    }

    private void press(MouseEvent event) {
        requestFocus();
        pressed = new Point2D(event.getX(), event.getY());
    }

    private void drag(MouseEvent event) {
        Point2D from = pressed;
        FrontScene.Prepared current = prepared;
        if (from == null || current == null || from.distance(event.getX(), event.getY()) < LEAST_DRAG) {
            return;
        }
        double x = Math.clamp(event.getX(), 0, surface.getWidth());
        double y = Math.clamp(event.getY(), 0, surface.getHeight());
        rubber.setX(Math.min(from.getX(), x));
        rubber.setY(Math.min(from.getY(), y));
        rubber.setWidth(Math.abs(from.getX() - x));
        rubber.setHeight(Math.abs(from.getY() - y));
        rubber.setVisible(true);
        Projection projection = current.projection();
        model.brush(
                Range.between(projection.valueAcross(from.getX()), projection.valueAcross(x)),
                Range.between(projection.valueUp(from.getY()), projection.valueUp(y)));
    }

    private void release(MouseEvent event) {
        boolean isDrag = rubber.isVisible();
        rubber.setVisible(false);
        pressed = null;
        if (isDrag) {
            return;
        }
        int row = rowAt(event);
        if (row < 0) {
            model.clearBrush();
            return;
        }
        model.choose(row);
        if (event.isShortcutDown()) {
            model.toggleCompared();
        }
    }

    private void hover(MouseEvent event) {
        int row = rowAt(event);
        FrontScene.Prepared current = prepared;
        if (row < 0 || current == null) {
            tooltip.hide();
            return;
        }
        Points points = current.scene().points();
        tooltip.setText(points.designs().get(row).title() + "\n"
                + current.scene().across().word() + " "
                + Quantity.plain(points.value(current.projection().across().figure(), row)) + " "
                + current.scene().across().unit() + "\n" + current.scene().up().word() + " "
                + Quantity.plain(points.value(current.projection().up().figure(), row)) + " "
                + current.scene().up().unit());
        tooltip.show(surface, event.getScreenX() + REACH, event.getScreenY() + REACH);
    }

    private void key(KeyEvent event) {
        switch (event.getCode()) {
            case RIGHT, DOWN -> model.step(1);
            case LEFT, UP -> model.step(-1);
            case C, SPACE -> model.toggleCompared();
            case ESCAPE -> model.clearBrush();
            default -> {
                return;
            }
        }
        event.consume();
    }
}
