package io.rooftile.gui.search;

import io.rooftile.gui.picture.PictureView;
import io.rooftile.gui.plot.Palette;
import io.rooftile.gui.plot.Scale;
import io.rooftile.gui.text.Texts;
import io.rooftile.reports.Quantity;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

/// The hypervolume of the front over the time of the search.
final class GrowthView extends PictureView {
    private static final double LEFT = 52;
    private static final double BOTTOM = 36;
    private static final double TOP = 10;
    private static final double RIGHT = 16;

    private final List<SearchViewModel.Growth> growth;

    GrowthView(SearchViewModel model, ObservableValue<Palette> palette) {
        super("growth", palette);
        this.growth = model.growth();
        model.growth().addListener((ListChangeListener<SearchViewModel.Growth>) _ -> redraw());
    }

    @Override
    protected void draw(GraphicsContext context, double width, double height) {
        double seconds = growth.isEmpty() ? 1 : Math.max(1e-3, growth.getLast().seconds());
        double volume = growth.isEmpty() ? 1 : Math.max(1e-6, growth.getLast().volume());
        Scale across = new Scale(0, seconds * 1.02, false);
        Scale up = new Scale(0, volume * 1.1, false);
        double wide = width - LEFT - RIGHT;
        double high = height - TOP - BOTTOM;
        context.setStroke(ink().deriveColor(0, 1, 1, 0.5));
        context.strokeRect(LEFT + 0.5, TOP + 0.5, wide, high);
        context.setFill(ink());
        context.setTextAlign(TextAlignment.CENTER);
        context.setTextBaseline(VPos.TOP);
        for (double tick : across.ticks()) {
            context.fillText(Quantity.plain(tick), LEFT + across.place(tick) * wide, TOP + high + 3);
        }
        context.fillText(Texts.of("search.growth"), LEFT + wide / 2, TOP + high + 18);
        context.setTextAlign(TextAlignment.RIGHT);
        context.setTextBaseline(VPos.CENTER);
        for (double tick : up.ticks()) {
            context.fillText(Quantity.plain(tick), LEFT - 4, TOP + (1 - up.place(tick)) * high);
        }
        context.setStroke(colour(palette().ofRun(0)));
        context.setLineWidth(2);
        context.beginPath();
        context.moveTo(LEFT, TOP + high);
        for (SearchViewModel.Growth point : growth) {
            context.lineTo(LEFT + across.place(point.seconds()) * wide, TOP + (1 - up.place(point.volume())) * high);
        }
        context.stroke();
    }
}
