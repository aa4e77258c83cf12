package io.rooftile.gui.design;

import io.rooftile.dse.Roofline;
import io.rooftile.gui.picture.PictureView;
import io.rooftile.gui.plot.Palette;
import io.rooftile.gui.plot.Scale;
import io.rooftile.gui.text.Texts;
import io.rooftile.reports.Quantity;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

/// The layers under the roofs of compute and memory, both axes logarithmic. Layers that move nothing off chip stand at
/// the right edge.
final class RooflineView extends PictureView {
    private static final double LEFT = 62;
    private static final double BOTTOM = 34;
    private static final double TOP = 8;
    private static final double RIGHT = 16;
    private static final double DOT = 4;

    private final DesignViewModel model;

    RooflineView(DesignViewModel model, ObservableValue<Palette> palette) {
        super("roofline", palette);
        this.model = model;
        model.onBoard().addListener((_, _, _) -> redraw());
    }

    @Override
    protected void draw(GraphicsContext context, double width, double height) {
        DesignViewModel.OnBoard onBoard = model.onBoard().get();
        if (onBoard == null) {
            return;
        }
        Roofline roofline = onBoard.roofline();
        List<Double> intensities = new ArrayList<>();
        List<Double> speeds = new ArrayList<>(List.of(roofline.computeRoofOpsPerSecond()));
        roofline.layers().forEach(point -> intensities.add(point.opsPerByte()));
        roofline.layers().forEach(point -> speeds.add(point.opsPerSecond()));
        roofline.onChip().forEach(point -> speeds.add(point.opsPerSecond()));
        roofline.ridgeOpsPerByte().ifPresent(intensities::add);
        Scale across = Scale.over(intensities, true);
        Scale up = Scale.over(speeds, true);
        Frame frame = new Frame(context, across, up, width - LEFT - RIGHT, height - TOP - BOTTOM);
        frame.axes();
        frame.roof(roofline);
        context.setFill(colour(palette().ofRun(1)));
        roofline.layers().forEach(point -> frame.dot(frame.x(point.opsPerByte()), point));
        context.setFill(colour(palette().ofRun(2)));
        roofline.onChip().forEach(point -> frame.dot(LEFT + frame.width(), point));
    }

    private final class Frame {
        private final GraphicsContext context;
        private final Scale across;
        private final Scale up;
        private final double width;
        private final double height;

        Frame(GraphicsContext context, Scale across, Scale up, double width, double height) {
            this.context = context;
            this.across = across;
            this.up = up;
            this.width = width;
            this.height = height;
        }

        double width() {
            return width;
        }

        double x(double opsPerByte) {
            return LEFT + Math.clamp(across.place(opsPerByte), 0, 1) * width;
        }

        double y(double opsPerSecond) {
            return TOP + (1 - Math.clamp(up.place(opsPerSecond), 0, 1)) * height;
        }

        void axes() {
            context.setStroke(ink().deriveColor(0, 1, 1, 0.5));
            context.setFill(ink());
            context.strokeRect(LEFT + 0.5, TOP + 0.5, width, height);
            context.setTextAlign(TextAlignment.CENTER);
            context.setTextBaseline(VPos.TOP);
            for (double tick : across.ticks()) {
                context.fillText(Quantity.plain(tick), x(tick), TOP + height + 3);
            }
            context.fillText(Texts.of("design.intensity"), LEFT + width / 2, TOP + height + 18);
            context.setTextAlign(TextAlignment.RIGHT);
            context.setTextBaseline(VPos.CENTER);
            for (double tick : up.ticks()) {
                context.fillText(Quantity.scaled(tick, "op/s"), LEFT - 4, y(tick));
            }
        }

        void roof(Roofline roofline) {
            context.setStroke(ink());
            context.setLineWidth(2);
            double flat = y(roofline.computeRoofOpsPerSecond());
            double from = LEFT;
            if (roofline.ridgeOpsPerByte().isPresent()) {
                double ridge = roofline.ridgeOpsPerByte().getAsDouble();
                from = x(ridge);
                context.strokeLine(LEFT, y(roofline.attainableOpsPerSecond(across.least())), from, flat);
            }
            context.strokeLine(from, flat, LEFT + width, flat);
            context.setLineWidth(1);
        }

        void dot(double x, Roofline.Point point) {
            double y = y(point.opsPerSecond());
            context.fillOval(x - DOT, y - DOT, 2 * DOT, 2 * DOT);
        }
    }
}
