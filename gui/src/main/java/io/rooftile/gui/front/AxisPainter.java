package io.rooftile.gui.front;

import io.rooftile.dse.Objective;
import io.rooftile.gui.plot.Palette;
import io.rooftile.gui.plot.Projection;
import io.rooftile.gui.plot.Scale;
import io.rooftile.reports.Quantity;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/// Draws the two axes of a scatter: round values, the figure's name and its unit.
final class AxisPainter {
    private static final double TICK = 5;
    private static final double LABEL = 14;

    private AxisPainter() {}

    /// Where the picture lies on the canvas, in pixels.
    record Frame(double left, double top, double width, double height) {
        double bottom() {
            return top + height;
        }
    }

    static void paint(Canvas canvas, FrontScene.Prepared prepared, Palette palette, Frame frame) {
        GraphicsContext context = canvas.getGraphicsContext2D();
        context.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        context.setFont(Font.font(12));
        context.setLineWidth(1);
        Color ink = colour(palette.ink());
        context.setStroke(ink.deriveColor(0, 1, 1, 0.5));
        context.setFill(ink);
        context.strokeRect(frame.left() - 0.5, frame.top() - 0.5, frame.width() + 1, frame.height() + 1);
        Projection projection = prepared.projection();
        across(context, projection.across().scale(), frame);
        up(context, projection.up().scale(), frame);
        context.setTextAlign(TextAlignment.CENTER);
        context.setTextBaseline(VPos.BOTTOM);
        context.fillText(
                title(prepared.scene().across(), prepared.scene().isAcrossLog()),
                frame.left() + frame.width() / 2,
                canvas.getHeight() - 4);
        context.save();
        context.translate(LABEL, frame.top() + frame.height() / 2);
        context.rotate(-90);
        context.fillText(title(prepared.scene().up(), prepared.scene().isUpLog()), 0, 2);
        context.restore();
    }

    static String title(Objective figure, boolean isLog) {
        return figure.word() + " (" + figure.unit() + (isLog ? ", log)" : ")");
    }

    private static void across(GraphicsContext context, Scale scale, Frame frame) {
        context.setTextAlign(TextAlignment.CENTER);
        context.setTextBaseline(VPos.TOP);
        for (double tick : scale.ticks()) {
            double x = Math.round(frame.left() + scale.place(tick) * frame.width()) + 0.5;
            context.strokeLine(x, frame.bottom(), x, frame.bottom() + TICK);
            context.fillText(Quantity.plain(tick), x, frame.bottom() + TICK + 1);
        }
    }

    private static void up(GraphicsContext context, Scale scale, Frame frame) {
        context.setTextAlign(TextAlignment.RIGHT);
        context.setTextBaseline(VPos.CENTER);
        for (double tick : scale.ticks()) {
            double y = Math.round(frame.bottom() - scale.place(tick) * frame.height()) + 0.5;
            context.strokeLine(frame.left() - TICK, y, frame.left(), y);
            context.fillText(Quantity.plain(tick), frame.left() - TICK - 3, y);
        }
    }

    static Color colour(int argb) {
        return Color.rgb(argb >> 16 & 0xFF, argb >> 8 & 0xFF, argb & 0xFF);
    }
}
