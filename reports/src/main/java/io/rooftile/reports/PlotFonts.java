package io.rooftile.reports;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;

/// Whether text can be drawn on this machine. Servers and small containers often have no fonts; a report without plots
/// is better than none after a long search.
final class PlotFonts {
    /// What to tell the reader where [#areAvailable] is false.
    static final String ADVICE = "There are no plots because Java found no fonts on the machine that made this report."
            + " Install fontconfig and a font there (Debian: fontconfig, fonts-dejavu-core) and run again.";

    private PlotFonts() {}

    static boolean areAvailable() {
        try {
            Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
            return new TextLayout("0", font, new FontRenderContext(null, true, true)).getAdvance() > 0;
        } catch (RuntimeException | InternalError | LinkageError missing) {
            // The JDK has no narrower type for it: a plain RuntimeException ("Fontconfig head is null") at first, an
            // error of class initialisation from then on.
            return false;
        }
    }
}
