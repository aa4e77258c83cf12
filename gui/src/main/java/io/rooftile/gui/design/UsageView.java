package io.rooftile.gui.design;

import io.rooftile.dse.Usage;
import io.rooftile.gui.picture.PictureView;
import io.rooftile.gui.plot.Palette;
import io.rooftile.reports.Quantity;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

/// How full the part is: a bar per kind of block, with a line where the budget ends.
final class UsageView extends PictureView {
    private static final double LEFT = 50;
    private static final double RIGHT = 190;
    private static final double BAR = 14;

    private final DesignViewModel model;

    UsageView(DesignViewModel model, ObservableValue<Palette> palette) {
        super("usage", palette);
        this.model = model;
        model.onBoard().addListener((_, _, _) -> redraw());
    }

    @Override
    protected void draw(GraphicsContext context, double width, double height) {
        DesignViewModel.OnBoard onBoard = model.onBoard().get();
        List<Usage> bars = onBoard == null ? List.of() : onBoard.usage();
        double room = width - LEFT - RIGHT;
        double pitch = Math.min(30, height / Math.max(1, bars.size()));
        context.setTextBaseline(VPos.CENTER);
        context.setTextAlign(TextAlignment.LEFT);
        for (int i = 0; i < bars.size(); i++) {
            Usage usage = bars.get(i);
            double y = pitch * i + pitch / 2;
            context.setFill(ink());
            context.fillText(usage.resource().word(), 8, y);
            context.fillText(
                    Quantity.count(usage.used()) + " of " + Quantity.count(usage.available()) + " ("
                            + Quantity.percent(usage.fraction()) + ")",
                    LEFT + room + 8,
                    y);
            context.setFill(colour(palette().grid()));
            context.fillRect(LEFT, y - BAR / 2, room, BAR);
            context.setFill(colour(palette().ofRun(usage.used() > usage.budget() ? 1 : 0)));
            context.fillRect(LEFT, y - BAR / 2, room * Math.min(1, usage.fraction()), BAR);
            context.setStroke(ink());
            double limit = LEFT + room * usage.budgetFraction();
            context.strokeLine(limit, y - BAR / 2 - 2, limit, y + BAR / 2 + 2);
        }
    }
}
