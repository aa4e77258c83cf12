package io.rooftile.gui.design;

import io.rooftile.core.design.Bound;
import io.rooftile.core.design.Family;
import io.rooftile.costmodel.LayerEstimate;
import io.rooftile.gui.data.RunDesign;
import io.rooftile.gui.picture.PictureView;
import io.rooftile.gui.plot.Palette;
import io.rooftile.gui.text.Texts;
import io.rooftile.reports.Quantity;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

/// Where the cycles go. The stages of a dataflow design work at once: bars from a common start, the longest is the
/// interval. The layers of an overlay follow one another. Colour says what a layer waits for.
final class TimelineView extends PictureView {
    private static final double LEFT = 130;
    private static final double RIGHT = 90;
    private static final double LEGEND = 20;
    private static final double MOST_PITCH = 22;
    private static final double LEAST_LABELLED = 9;

    private final DesignViewModel model;

    TimelineView(DesignViewModel model, ObservableValue<Palette> palette) {
        super("timeline", palette);
        this.model = model;
        model.layers().addListener((ListChangeListener<LayerEstimate>) _ -> redraw());
    }

    @Override
    protected void draw(GraphicsContext context, double width, double height) {
        RunDesign design = model.design();
        List<LayerEstimate> layers = model.layers().stream()
                .filter(layer -> layer.work().cycles() > 0)
                .toList();
        if (design == null || layers.isEmpty()) {
            return;
        }
        boolean isInTurn = design.family() == Family.OVERLAY;
        long whole = isInTurn
                ? layers.stream().mapToLong(layer -> layer.work().cycles()).sum()
                : layers.stream()
                        .mapToLong(layer -> layer.work().cycles())
                        .max()
                        .orElseThrow();
        legend(context, isInTurn);
        double pitch = Math.min(MOST_PITCH, (height - LEGEND) / layers.size());
        double room = width - LEFT - RIGHT;
        long start = 0;
        for (int i = 0; i < layers.size(); i++) {
            LayerEstimate layer = layers.get(i);
            double y = LEGEND + pitch * i;
            double from = LEFT + room * start / whole;
            double length = Math.max(1, room * layer.work().cycles() / whole);
            context.setFill(colour(palette().of(layer.work().bound())));
            context.fillRect(from, y + 1, length, Math.max(1, pitch - 2));
            if (pitch >= LEAST_LABELLED) {
                label(context, layer, y + pitch / 2, from + length);
            }
            start += isInTurn ? layer.work().cycles() : 0;
        }
    }

    private void label(GraphicsContext context, LayerEstimate layer, double y, double end) {
        context.setFill(ink());
        context.setTextBaseline(VPos.CENTER);
        context.setTextAlign(TextAlignment.RIGHT);
        context.fillText(layer.layer(), LEFT - 6, y, LEFT - 10);
        context.setTextAlign(TextAlignment.LEFT);
        context.fillText(Quantity.count(layer.work().cycles()), end + 4, y);
    }

    private void legend(GraphicsContext context, boolean isInTurn) {
        context.setTextBaseline(VPos.CENTER);
        context.setTextAlign(TextAlignment.LEFT);
        context.setFill(ink());
        context.fillText(Texts.of(isInTurn ? "design.in-turn" : "design.at-once"), 6, LEGEND / 2);
        double x = LEFT + 90;
        for (Bound bound : Bound.values()) {
            context.setFill(colour(palette().of(bound)));
            context.fillRect(x, LEGEND / 2 - 4, 8, 8);
            context.setFill(ink());
            context.fillText(bound.word(), x + 11, LEGEND / 2);
            x += 66;
        }
    }
}
