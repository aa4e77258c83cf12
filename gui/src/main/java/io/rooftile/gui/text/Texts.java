package io.rooftile.gui.text;

import java.util.Locale;
import java.util.ResourceBundle;

/// The words of the window, all in `texts.properties`.
public final class Texts {
    private static final ResourceBundle BUNDLE = ResourceBundle.getBundle("io.rooftile.gui.texts", Locale.ROOT);

    private Texts() {}

    /// The text of a key.
    ///
    /// @throws java.util.MissingResourceException when there is none
    public static String of(String key) {
        return BUNDLE.getString(key);
    }

    /// The text of a key with values for its `%s` and the like.
    public static String of(String key, Object... values) {
        return String.format(Locale.ROOT, of(key), values);
    }
}
