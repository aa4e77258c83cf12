package io.rooftile.modelimport.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The committed page is what the readers' tables say now; `-Dgolden.update=true` writes it instead.
final class SupportPageTest {
    private static final Path PAGE = Path.of(System.getProperty("rooftile.root", "."), "docs", "support.md");

    @Test
    void theCommittedPageIsUpToDate() throws IOException {
        String page = SupportPage.markdown();
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, page);
        }
        assertEquals(
                Files.readString(PAGE),
                page,
                "docs/support.md is out of date: run this test with -Dgolden.update=true");
    }
}
