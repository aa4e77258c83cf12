package io.rooftile.gui.window;

import io.rooftile.reports.WholePath;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.DoubleStream;

/// How the window was left: its size, how its room is shared, its theme and its page.
///
/// @param width of the window in pixels
/// @param height of the window in pixels
/// @param across share of the width that the front has, 0 to 1
/// @param up share of the front's height that the scatter has, 0 to 1
/// @param page id of the page that was open
public record Layout(double width, double height, double across, double up, Theme theme, String page) {
    /// For those who have not left one.
    public static final Layout FIRST = new Layout(1280, 800, 0.56, 0.66, Theme.LIGHT, "page-design");

    private static final double LEAST_PIXELS = 300;
    private static final double MOST_PIXELS = 10_000;

    public Layout {
        if (!DoubleStream.of(width, height).allMatch(size -> size >= LEAST_PIXELS && size <= MOST_PIXELS)
                || !DoubleStream.of(across, up).allMatch(share -> share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("a window of " + width + " x " + height + " shared at " + across
                    + " and " + up + " cannot be worked with");
        }
    }

    /// Where it is kept: `$XDG_CONFIG_HOME/rooftile/window.properties`, else in `~/.config`.
    public static Path file(Map<String, String> environment) {
        String given = environment.getOrDefault("XDG_CONFIG_HOME", "");
        Path base = given.isEmpty() ? Path.of(System.getProperty("user.home", "."), ".config") : Path.of(given);
        return base.resolve("rooftile").resolve("window.properties");
    }

    /// The layout that a file keeps; the first one where there is none, or none that makes sense.
    public static Layout read(Path file) {
        Properties kept = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            kept.load(reader);
            return new Layout(
                    number(kept, "width"),
                    number(kept, "height"),
                    number(kept, "across"),
                    number(kept, "up"),
                    Theme.valueOf(kept.getProperty("theme", "")),
                    kept.getProperty("page", FIRST.page()));
        } catch (IOException | IllegalArgumentException none) {
            return FIRST;
        }
    }

    private static double number(Properties kept, String key) {
        return Double.parseDouble(kept.getProperty(key, ""));
    }

    /// Keeps it.
    ///
    /// @throws io.rooftile.core.UserInputException when it cannot be written
    public void write(Path file) {
        Properties kept = new Properties();
        kept.setProperty("width", String.valueOf(width));
        kept.setProperty("height", String.valueOf(height));
        kept.setProperty("across", String.valueOf(across));
        kept.setProperty("up", String.valueOf(up));
        kept.setProperty("theme", theme.name());
        kept.setProperty("page", page);
        try (WholePath whole = WholePath.file(file, "XDG_CONFIG_HOME")) {
            try {
                StringWriter text = new StringWriter();
                kept.store(text, null);
                Files.writeString(whole.fresh(), text.toString());
            } catch (IOException exception) {
                throw whole.failure(exception);
            }
            whole.complete();
        }
    }
}
