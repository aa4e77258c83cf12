package io.rooftile.gui.design;

import io.rooftile.core.design.Bound;
import io.rooftile.core.design.Family;
import io.rooftile.costmodel.LayerEstimate;
import io.rooftile.costmodel.overlay.UnitCycles;
import io.rooftile.gui.data.RunDesign;
import io.rooftile.gui.picture.PictureView;
import io.rooftile.gui.plot.Palette;
import io.rooftile.gui.text.Texts;
import io.rooftile.reports.Quantity;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

/// Where the cycles go. The stages of a dataflow design work at once: bars from a common start, the longest is the
/// interval; colour says what a stage waits for. The layers of an overlay follow one another, each with a lane for the
/// load unit, the array and the store unit, as long as the unit works on the layer; the rest of the layer's time it
/// waits. While the lanes are not known, colour says what a layer waits for.
final class TimelineView extends PictureView {
    private static final double LEFT = 130;
    private static final double RIGHT = 90;
    private static final double LEGEND = 20;
    private static final double MOST_PITCH = 22;
    private static final double LEAST_LABELLED = 9;
    /// Load, compute and store are coloured as what waits for input, for the array and for output.
    private static final List<Bound> LANES = List.of(Bound.INPUT, Bound.COMPUTE, Bound.OUTPUT);

    private final DesignViewModel model;

    TimelineView(DesignViewModel model, ObservableValue<Palette> palette) {
        super("timeline", palette);
        this.model = model;
        model.layers().addListener((ListChangeListener<LayerEstimate>) _ -> redraw());
        model.units().addListener((ListChangeListener<UnitCycles>) _ -> redraw());
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
            Optional<UnitCycles> units = model.units().stream()
                    .filter(one -> one.layer().equals(layer.layer()))
                    .findFirst();
            int bound = palette().of(layer.work().bound());
            context.setFill(colour(units.isPresent() ? palette().grid() : bound));
            context.fillRect(from, y + 1, length, Math.max(1, pitch - 2));
            units.ifPresent(
                    busy -> lanes(context, busy, layer.work().cycles(), new Bar(from, y + 1, length, pitch - 2)));
            if (pitch >= LEAST_LABELLED) {
                label(context, layer, y + pitch / 2, from + length);
            }
            start += isInTurn ? layer.work().cycles() : 0;
        }
    }

    /// Where a layer's bar lies, in pixels.
    private record Bar(double x, double y, double length, double height) {}

    /// What a unit does before the layer's own time, as loading ahead, is drawn within it.
    private void lanes(GraphicsContext context, UnitCycles busy, long cycles, Bar bar) {
        long[] each = {busy.load(), busy.compute(), busy.store()};
        double height = Math.max(1, bar.height() / LANES.size());
        for (int lane = 0; lane < LANES.size(); lane++) {
            context.setFill(colour(palette().of(LANES.get(lane))));
            context.fillRect(
                    bar.x(), bar.y() + height * lane, bar.length() * Math.min(1, (double) each[lane] / cycles), height);
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

    /// One entry of the legend.
    private record Key(String word, int argb) {}

    private void legend(GraphicsContext context, boolean isInTurn) {
        context.setTextBaseline(VPos.CENTER);
        context.setTextAlign(TextAlignment.LEFT);
        context.setFill(ink());
        context.fillText(Texts.of(isInTurn ? "design.in-turn" : "design.at-once"), 6, LEGEND / 2);
        List<Key> keys = model.units().isEmpty()
                ? Stream.of(Bound.values())
                        .map(bound -> new Key(bound.word(), palette().of(bound)))
                        .toList()
                : List.of(
                        new Key(Texts.of("design.load"), palette().of(LANES.get(0))),
                        new Key(Texts.of("design.compute"), palette().of(LANES.get(1))),
                        new Key(Texts.of("design.store"), palette().of(LANES.get(2))),
                        new Key(Texts.of("design.waiting"), palette().grid()));
        double x = LEFT + 90;
        for (Key key : keys) {
            context.setFill(colour(key.argb()));
            context.fillRect(x, LEGEND / 2 - 4, 8, 8);
            context.setFill(ink());
            context.fillText(key.word(), x + 11, LEGEND / 2);
            x += 66;
        }
    }
}
