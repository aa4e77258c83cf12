package io.rooftile.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.campaign.CellResult.State;
import io.rooftile.core.design.Family;
import io.rooftile.dse.Objective;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class IslandsTest {
    private final List<CellRecord> records = new ArrayList<>();

    private void add(String board, long seed, DesignRow... designs) {
        Cell cell = new Cell(
                records.size() + 1,
                "net-" + board + "-s" + seed,
                new Source("net", "net", List.of(), List.of(), ""),
                new Source(board, board, List.of(), List.of(), ""),
                Family.OVERLAY,
                List.of(Objective.LATENCY, Objective.LUT),
                new TreeMap<>(),
                seed,
                List.of());
        records.add(new CellRecord(cell, new CellResult(State.DONE, "", 9000, 10, List.of(designs), List.of()), 5));
    }

    /// At 100 MHz.
    private static DesignRow design(String id, long cycles, long lut) {
        return new DesignRow(
                id, "", cycles, cycles / 1e5, cycles, 1e8 / cycles, lut, 0, 0, 0, 0, 0.5, 1, 1, null, 100, 0, "theory");
    }

    /// Of seed 1 (300, 30) stays and (200, 70) is beaten by (150, 60) of seed 2; (300, 30) of seed 2 is the same again.
    /// Another board has a front of its own.
    private void addSome() {
        add("zcu102", 1, design("overlay-001", 200, 70), design("overlay-002", 300, 30));
        add("zcu102", 2, design("overlay-001", 150, 60), design("overlay-002", 300, 30));
        add("kv260", 1, design("overlay-001", 900, 90));
    }

    @Test
    void frontsOfSeedsAreMerged_ofEqualDesignsTheFirstStays() {
        addSome();
        Islands islands = Islands.of(records);
        List<Boolean> merged = records.stream()
                .flatMap(record ->
                        record.result().designs().stream().map(design -> islands.isMerged(record.cell(), design)))
                .toList();
        assertEquals(List.of(false, true, true, false, true), merged);
        assertEquals(1, islands.searches().size());
        assertEquals(List.of(1, 1), islands.searches().getFirst().merged());
    }

    @Test
    void tableAndPage_sayWhichDesignsAreOnTheMergedFront() {
        addSome();
        List<String> lines = ResultsCsv.text(records).lines().toList();
        int column = List.of(lines.getFirst().split(",")).indexOf("merged");
        assertEquals(
                List.of("0", "1", "1", "0", "1"),
                lines.stream().skip(1).map(line -> line.split(",", -1)[column]).toList());
        String page = new IndexPage("some", "1", Path.of("nowhere"), records).text();
        assertTrue(page.contains("id=\"islands\"") && page.contains("1: 2, 1; 2: 2, 1;"), page);
    }
}
