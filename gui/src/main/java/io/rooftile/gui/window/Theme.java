package io.rooftile.gui.window;

import io.rooftile.gui.plot.Palette;
import java.util.Locale;

/// How the window is coloured.
public enum Theme {
    LIGHT,
    DARK;

    public Palette palette() {
        return switch (this) {
            case LIGHT -> Palette.LIGHT;
            case DARK -> Palette.DARK;
        };
    }

    public Theme other() {
        return switch (this) {
            case LIGHT -> DARK;
            case DARK -> LIGHT;
        };
    }

    /// The style class that the style sheet knows it by.
    String styleClass() {
        return name().toLowerCase(Locale.ROOT);
    }
}
