package io.rooftile.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.campaign.CampaignPage.HeatCell;
import io.rooftile.campaign.CellResult.Deed;
import io.rooftile.campaign.CellResult.State;
import io.rooftile.core.design.Family;
import io.rooftile.dse.Objective;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class IndexPageTest {
    private static final Source BOARD = new Source("zcu102", "zcu102", List.of(), List.of(), "");

    private final List<CellRecord> records = new ArrayList<>();

    private void add(String model, long macs, Family family, State state, String message, DesignRow... designs) {
        Cell cell = new Cell(
                records.size() + 1,
                model + "-" + family.word(),
                new Source(model, model, List.of(), List.of(), ""),
                BOARD,
                family,
                List.of(Objective.LATENCY, Objective.LUT),
                new TreeMap<>(),
                1,
                List.of());
        List<Deed> deeds =
                state == State.FAILED ? List.of(new Deed("dataflow-001", "bitstream", false, "<clock>")) : List.of();
        records.add(new CellRecord(cell, new CellResult(state, message, macs, 10, List.of(designs), deeds), 1500));
    }

    /// At 100 MHz.
    private static DesignRow design(String id, long cycles, long lut) {
        return new DesignRow(
                id, "", cycles, cycles / 1e5, cycles, 1e8 / cycles, lut, 0, 0, 0, 0, 0.5, 1, 1, null, 100, 0, "theory");
    }

    private IndexPage page() {
        return new IndexPage("some", "1", Path.of("nowhere"), records);
    }

    @Test
    void page_hasModelsFromSmallToLarge_winnersAndCrossing() {
        add(
                "big",
                9_000_000,
                Family.OVERLAY,
                State.DONE,
                "",
                design("overlay-001", 400, 90),
                design("overlay-002", 500, 7));
        add("big", 9_000_000, Family.DATAFLOW, State.INFEASIBLE, "lut needs 9 of 8 blocks");
        add("small", 5000, Family.OVERLAY, State.DONE, "", design("overlay-001", 200, 50));
        add("small", 5000, Family.DATAFLOW, State.DONE, "", design("dataflow-001", 100, 60));
        CampaignPage page = page().page();
        CampaignPage.HeatMap fits = page.maps().getFirst();
        assertEquals(
                List.of("small", "big"),
                fits.rows().stream().map(CampaignPage.HeatRow::model).toList());
        assertEquals(
                List.of("o d", "o"),
                fits.rows().stream().map(row -> row.cells().getFirst().text()).toList());
        List<HeatCell> latency = page.maps().get(1).rows().stream()
                .map(row -> row.cells().getFirst())
                .toList();
        assertEquals(
                List.of("1 µs d", "4 µs o"),
                latency.stream().map(HeatCell::text).toList());
        assertEquals(
                List.of("0", "100"), latency.stream().map(HeatCell::heatPercent).toList());
        assertEquals(
                "dataflow up to 5 kMACs, overlay from 9 MMACs",
                page.winners().getFirst().rows().getFirst().crossing());
        assertEquals(
                List.of("overlay", "overlay"),
                page.winners().get(1).rows().getFirst().models().stream()
                        .map(CampaignPage.WinnerCell::kind)
                        .toList());
        assertEquals(List.of("4 µs", "7"), page.cells().getFirst().bests());
        assertFalse(page.hasFailures());
    }

    @Test
    void text_isEscaped_andNamesWhatFailed() {
        add("bad", 5000, Family.DATAFLOW, State.FAILED, "it says <no> & \"never\"", design("dataflow-001", 100, 60));
        String text = page().text();
        assertTrue(text.contains("it says &lt;no&gt; &amp; &quot;never&quot;"), text);
        assertTrue(text.contains("<pre>&lt;clock&gt;</pre>"), text);
        assertFalse(text.contains("id=\"winners\""), "one family has no winner");
        assertFalse(text.contains("http://") || text.contains("https://"), "it needs something beside it");
    }
}
