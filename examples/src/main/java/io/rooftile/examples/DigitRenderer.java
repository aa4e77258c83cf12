package io.rooftile.examples;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.GraphicsEnvironment;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/// Draws the digits 0 to 9 as greyscale images of [#HEIGHT_PIXELS] by [#WIDTH_PIXELS] pixels, 0 (black) to 255 (white).
///
/// A digit is the outline of its glyph in a random face, scaled to a random height and width, sheared, rotated and
/// moved a little, drawn light on dark with random grey levels and normally distributed pixel noise. The faces are
/// every font family Java2D finds that has all ten digits, each in plain, bold, italic and bold italic, so that the
/// same seed gives the same images only where the same fonts are installed.
final class DigitRenderer implements RowSource {

    static final int HEIGHT_PIXELS = 28;
    static final int WIDTH_PIXELS = 20;
    static final int CLASS_COUNT = 10;

    private static final List<Integer> STYLES = List.of(Font.PLAIN, Font.BOLD, Font.ITALIC, Font.BOLD | Font.ITALIC);
    private static final float OUTLINE_POINTS = 64;
    private static final FontRenderContext OUTLINE_CONTEXT = new FontRenderContext(null, true, true);

    private final List<Font> faces;

    DigitRenderer(List<String> fontFamilies) {
        if (fontFamilies.isEmpty()) {
            throw new IllegalArgumentException("fontFamilies must name at least one family, but is empty");
        }
        List<Font> found = new ArrayList<>();
        for (String family : fontFamilies) {
            for (int style : STYLES) {
                found.add(new Font(family, style, 1).deriveFont(OUTLINE_POINTS));
            }
        }
        this.faces = List.copyOf(found);
    }

    /// The installed families that have all ten digits, in alphabetical order.
    static List<String> installedFamilies() {
        return List.of(GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames(Locale.ROOT))
                .stream()
                .filter(family -> new Font(family, Font.PLAIN, 12).canDisplayUpTo("0123456789") < 0)
                .sorted()
                .toList();
    }

    /// The pixels of one drawing of the digit `label`, row after row from the top left.
    @Override
    public List<Integer> draw(int label, RandomGenerator random) {
        if (label < 0 || label >= CLASS_COUNT) {
            throw new IllegalArgumentException("label must be in 0..%d, but was %d".formatted(CLASS_COUNT - 1, label));
        }
        Font face = faces.get(random.nextInt(faces.size()));
        Shape outline =
                face.createGlyphVector(OUTLINE_CONTEXT, String.valueOf(label)).getOutline();
        Shape placed = placement(outline.getBounds2D(), random).createTransformedShape(outline);

        int background = random.nextInt(0, 60);
        int foreground = random.nextInt(150, 256);
        double noiseDeviation = random.nextDouble(0, 25);

        BufferedImage image = new BufferedImage(WIDTH_PIXELS, HEIGHT_PIXELS, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setColor(Color.WHITE);
        graphics.fill(placed);
        graphics.dispose();

        List<Integer> pixels = new ArrayList<>(HEIGHT_PIXELS * WIDTH_PIXELS);
        for (int y = 0; y < HEIGHT_PIXELS; y++) {
            for (int x = 0; x < WIDTH_PIXELS; x++) {
                double coverage = image.getRaster().getSample(x, y, 0) / 255.0;
                double grey =
                        background + coverage * (foreground - background) + noiseDeviation * random.nextGaussian();
                pixels.add(Math.clamp(Math.round(grey), 0, 255));
            }
        }
        return pixels;
    }

    /// From the glyph's own coordinates to the image: centre, size, shear, rotate, then move near the middle.
    private static AffineTransform placement(Rectangle2D bounds, RandomGenerator random) {
        double heightPixels = random.nextDouble(16, 22);
        double scaleY = heightPixels / bounds.getHeight();
        double widthPixels = Math.min(15, bounds.getWidth() * scaleY * random.nextDouble(0.8, 1.15));
        double scaleX = widthPixels / bounds.getWidth();

        AffineTransform transform = new AffineTransform();
        transform.translate(
                WIDTH_PIXELS / 2.0 + random.nextDouble(-2, 2), HEIGHT_PIXELS / 2.0 + random.nextDouble(-2.5, 2.5));
        transform.rotate(Math.toRadians(random.nextDouble(-12, 12)));
        transform.shear(random.nextDouble(-0.2, 0.2), 0);
        transform.scale(scaleX, scaleY);
        transform.translate(-bounds.getCenterX(), -bounds.getCenterY());
        return transform;
    }
}
