package io.rooftile.gui.window;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayoutTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void whatIsReadIsWhatWasWritten() {
        Layout layout = new Layout(1500, 900, 0.4, 0.7, Theme.DARK, "page-act");
        Path file = folder.resolve("deep/window.properties");
        layout.write(file);
        assertEquals(layout, Layout.read(file));
    }

    @Test
    void aMissingOrDamagedFileGivesTheFirstLayout() throws IOException {
        Path file = folder.resolve("window.properties");
        assertEquals(Layout.FIRST, Layout.read(file));
        Files.writeString(file, "width=-5\nheight=900\nacross=0.5\nup=0.5\ntheme=DARK\n");
        assertEquals(Layout.FIRST, Layout.read(file));
        Files.writeString(file, "theme=PINK\n");
        assertEquals(Layout.FIRST, Layout.read(file));
    }

    @Test
    void theFileIsWhereTheDesktopSaysSettingsAre() {
        assertEquals(Path.of("/c/rooftile/window.properties"), Layout.file(Map.of("XDG_CONFIG_HOME", "/c")));
    }
}
