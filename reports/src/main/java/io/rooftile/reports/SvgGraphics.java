package io.rooftile.reports;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Composite;
import java.awt.Font;
import java.awt.Paint;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.PathIterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Draws charts as compact SVG, with CSS classes in place of colours so that one drawing serves light and dark pages.
/// Text arrives as outlines.
final class SvgGraphics extends ShapesOnlyGraphics {
    /// Hundredths of a unit: finer than any screen shows.
    private static final double DECIMALS = 100;

    private final StringBuilder body = new StringBuilder();
    private final Map<Color, String> classes;
    private AffineTransform transform = new AffineTransform();
    private Stroke stroke = new BasicStroke();
    private Color color = Color.BLACK;
    private Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    private final RenderingHints hints = new RenderingHints(Map.of());
    private @Nullable Shape clip;

    /// @param classes the CSS class of each colour that the chart uses; a shape of another colour is not drawn
    SvgGraphics(Map<Color, String> classes) {
        this.classes = Map.copyOf(classes);
    }

    /// The elements drawn so far, without the `svg` element round them.
    String elements() {
        return body.toString();
    }

    /// Adds an element as it is.
    void append(String element) {
        body.append(element).append('\n');
    }

    @Override
    public void draw(Shape shape) {
        String name = classes.get(color);
        if (name != null) {
            float width = stroke instanceof BasicStroke basic ? basic.getLineWidth() : 1;
            append("<path class=\"" + name + " line\" stroke-width=\"" + decimal(width) + "\" d=\"" + path(shape)
                    + "\"/>");
        }
    }

    @Override
    public void fill(Shape shape) {
        String name = classes.get(color);
        if (name != null) {
            append("<path class=\"" + name + " area\" d=\"" + path(shape) + "\"/>");
        }
    }

    @Override
    public void drawLine(int x1, int y1, int x2, int y2) {
        draw(new Line2D.Double(x1, y1, x2, y2));
    }

    private String path(Shape shape) {
        StringBuilder d = new StringBuilder();
        double[] at = new double[6];
        for (PathIterator i = shape.getPathIterator(transform); !i.isDone(); i.next()) {
            switch (i.currentSegment(at)) {
                case PathIterator.SEG_MOVETO -> points(d, 'M', at, 2);
                case PathIterator.SEG_LINETO -> points(d, 'L', at, 2);
                case PathIterator.SEG_QUADTO -> points(d, 'Q', at, 4);
                case PathIterator.SEG_CUBICTO -> points(d, 'C', at, 6);
                case PathIterator.SEG_CLOSE -> d.append('Z');
                default -> throw new IllegalArgumentException("a path has a segment of an unknown kind");
            }
        }
        return d.toString();
    }

    private static void points(StringBuilder d, char command, double[] at, int count) {
        d.append(command);
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                d.append(' ');
            }
            d.append(decimal(at[i]));
        }
    }

    /// A coordinate without trailing zeros.
    static String decimal(double value) {
        double rounded = Math.round(value * DECIMALS) / DECIMALS;
        return rounded == Math.rint(rounded) ? String.valueOf((long) rounded) : String.valueOf(rounded);
    }

    @Override
    public void translate(int x, int y) {
        transform.translate(x, y);
    }

    @Override
    public void translate(double tx, double ty) {
        transform.translate(tx, ty);
    }

    @Override
    public void rotate(double theta) {
        transform.rotate(theta);
    }

    @Override
    public void rotate(double theta, double x, double y) {
        transform.rotate(theta, x, y);
    }

    @Override
    public void scale(double sx, double sy) {
        transform.scale(sx, sy);
    }

    @Override
    public void shear(double shx, double shy) {
        transform.shear(shx, shy);
    }

    @Override
    public void transform(AffineTransform other) {
        transform.concatenate(other);
    }

    @Override
    public void setTransform(AffineTransform other) {
        transform = new AffineTransform(other);
    }

    @Override
    public AffineTransform getTransform() {
        return new AffineTransform(transform);
    }

    @Override
    public FontRenderContext getFontRenderContext() {
        return new FontRenderContext(null, true, true);
    }

    @Override
    public Paint getPaint() {
        return color;
    }

    @Override
    public void setPaint(Paint paint) {
        if (paint instanceof Color plain) {
            color = plain;
        }
    }

    @Override
    public Color getColor() {
        return color;
    }

    @Override
    public void setColor(Color newColor) {
        color = newColor;
    }

    @Override
    public Stroke getStroke() {
        return stroke;
    }

    @Override
    public void setStroke(Stroke newStroke) {
        stroke = newStroke;
    }

    @Override
    public Font getFont() {
        return font;
    }

    @Override
    public void setFont(Font newFont) {
        font = newFont;
    }

    @Override
    public void setRenderingHint(RenderingHints.Key key, @Nullable Object value) {
        if (value != null) {
            hints.put(key, value);
        }
    }

    @Override
    public @Nullable Object getRenderingHint(RenderingHints.Key key) {
        return hints.get(key);
    }

    @Override
    public void setRenderingHints(Map<?, ?> newHints) {
        hints.clear();
        hints.putAll(newHints);
    }

    @Override
    public void addRenderingHints(Map<?, ?> newHints) {
        hints.putAll(newHints);
    }

    @Override
    public RenderingHints getRenderingHints() {
        return (RenderingHints) hints.clone();
    }

    /// Axes are chosen so that everything lies inside: clips are kept for the caller and change nothing.
    @Override
    public void setClip(@Nullable Shape newClip) {
        clip = newClip;
    }

    @Override
    public @Nullable Shape getClip() {
        return clip;
    }

    @Override
    public void clip(Shape shape) {
        clip = shape;
    }

    @Override
    public void setClip(int x, int y, int width, int height) {
        clip = new Rectangle(x, y, width, height);
    }

    @Override
    public void clipRect(int x, int y, int width, int height) {
        clip = new Rectangle(x, y, width, height);
    }

    @Override
    public @Nullable Rectangle getClipBounds() {
        return clip == null ? null : clip.getBounds();
    }

    @Override
    public Composite getComposite() {
        return AlphaComposite.SrcOver;
    }

    @Override
    public Color getBackground() {
        return Color.WHITE;
    }

    @Override
    public void dispose() {
        clip = null;
    }
}
