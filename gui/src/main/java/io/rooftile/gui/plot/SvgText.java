package io.rooftile.gui.plot;

import java.util.Locale;

/// Writes a vector picture, element by element. Coordinates are pixels from the upper left corner.
public final class SvgText {
    private final StringBuilder text = new StringBuilder();

    /// @param ground colour behind everything, 0xAARRGGBB as all colours
    public SvgText(int width, int height, int ground) {
        text.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$d\" height=\"%2$d\" viewBox=\"0 0 %1$d %2$d\""
                        + " font-family=\"sans-serif\" font-size=\"12\">\n"
                        + "<rect width=\"%1$d\" height=\"%2$d\" fill=\"%3$s\"/>\n",
                width,
                height,
                colour(ground)));
    }

    /// Words that end at a place, begin there, or are centred on it.
    ///
    /// @param anchor `start`, `middle` or `end`
    public void words(double x, double y, String anchor, int argb, String words) {
        text.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\">%s</text>\n",
                x,
                y,
                anchor,
                colour(argb),
                escaped(words)));
    }

    /// Words that run upwards, centred on a place.
    public void upwards(double x, double y, int argb, String words) {
        text.append(String.format(
                Locale.ROOT,
                "<text transform=\"translate(%.1f %.1f) rotate(-90)\" text-anchor=\"middle\" fill=\"%s\">%s</text>\n",
                x,
                y,
                colour(argb),
                escaped(words)));
    }

    /// An area.
    ///
    /// @param path in SVG's path language
    /// @param title what a browser shows when the mouse rests on it; empty for nothing
    public void area(String path, int argb, String title) {
        text.append("<path fill=\"").append(colour(argb)).append("\" d=\"").append(path);
        text.append(title.isEmpty() ? "\"/>\n" : "\"><title>" + escaped(title) + "</title></path>\n");
    }

    /// A line a pixel wide.
    public void line(String path, int argb) {
        text.append("<path fill=\"none\" stroke=\"")
                .append(colour(argb))
                .append("\" d=\"")
                .append(path)
                .append("\"/>\n");
    }

    /// The whole picture.
    public String done() {
        return text + "</svg>\n";
    }

    private static String colour(int argb) {
        return String.format(Locale.ROOT, "#%06x", argb & 0xFFFFFF);
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
