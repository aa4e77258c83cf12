package io.rooftile.gui.picture;

import io.rooftile.gui.plot.Palette;
import javafx.beans.value.ObservableValue;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;

/// A small drawing that fills its room and follows the palette.
public abstract class PictureView extends Region {
    private final Canvas canvas = new Canvas();
    private final ObservableValue<Palette> palette;

    @SuppressWarnings("this-escape") // nothing of a subclass is called before it is laid out
    protected PictureView(String id, ObservableValue<Palette> palette) {
        this.palette = palette;
        setId(id);
        setMinSize(0, 0);
        getChildren().add(canvas);
        palette.addListener((_, _, _) -> redraw());
    }

    @Override
    protected final void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        redraw();
    }

    protected final void redraw() {
        GraphicsContext context = canvas.getGraphicsContext2D();
        context.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        context.setFont(Font.font(11));
        context.setLineWidth(1);
        if (canvas.getWidth() > 40 && canvas.getHeight() > 40) {
            draw(context, canvas.getWidth(), canvas.getHeight());
        }
    }

    /// Draws into a cleared context.
    protected abstract void draw(GraphicsContext context, double width, double height);

    protected final Palette palette() {
        return palette.getValue();
    }

    protected final Color ink() {
        return colour(palette().ink());
    }

    public static Color colour(int argb) {
        return Color.rgb(argb >> 16 & 0xFF, argb >> 8 & 0xFF, argb & 0xFF);
    }
}
