package io.rooftile.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.dse.Exploration;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static Verdict.Row row(Verdict verdict, String question) {
        return verdict.rows().stream()
                .filter(row -> row.question().equals(question))
                .findFirst()
                .orElseThrow();
    }

    private static final Exploration BOTH = Explorations.both(Explorations.network("net", 4), 6);

    @Test
    void answersEveryQuestionOfAReview() {
        assertEquals(
                List.of(
                        "Single-query latency",
                        "Batch throughput",
                        "Energy per inference",
                        "Lowest power",
                        "Smallest design",
                        "Room for a larger model",
                        "Other networks on the same bitstream",
                        "Toolchain and effort"),
                Verdict.of(BOTH).rows().stream().map(Verdict.Row::question).toList());
    }

    @Test
    void namesTheWinnerWithBothFiguresAndTheFactor() {
        // Overlay: 500 + 501 + 502 + 503 cycles; dataflow: (40 + 41 + 42 + 43) / 2 + 1 cycles; 10 ns each.
        Verdict verdict = Verdict.of(BOTH);
        Verdict.Row latency = row(verdict, "Single-query latency");
        assertEquals("dataflow", latency.winner());
        assertEquals(new Verdict.Cell("20.1 µs", "overlay-001"), latency.overlay());
        assertEquals(new Verdict.Cell("840 ns", "dataflow-001"), latency.dataflow());
        assertTrue(
                verdict.headline()
                        .contains("Dataflow answers one query 23.9 times sooner: 840 ns (dataflow-001) against 20.1 µs"
                                + " (overlay-001)."),
                verdict.headline().toString());
        assertEquals("overlay", row(verdict, "Smallest design").winner());
    }

    @Test
    void beginsWithWhatEachFamilyWins() {
        assertEquals(
                "Overlay wins on lowest power, smallest design, room for a larger model, other networks on the same"
                        + " bitstream and toolchain and effort. Dataflow wins on single-query latency, batch throughput and"
                        + " energy per inference.",
                Verdict.of(BOTH).headline().getFirst());
    }

    @Test
    void groundsTheReasonInTheEstimate() {
        List<String> reasons = row(Verdict.of(BOTH), "Single-query latency").reasons();
        assertEquals(
                "dataflow-001 works on all layers at once, at the pace of dense3 (PE 4, SIMD 15, 43 cycles, waiting to"
                        + " store output); its multipliers do 17.4 % of the MACs they could. DSP is its fullest resource:"
                        + " 170 of 220 (77.3 %; budget 80 %).",
                reasons.getFirst());
        assertTrue(
                reasons.get(1)
                        .startsWith("overlay-001 runs its layers one after another and spends 25.1 % waiting to store"),
                reasons.get(1));
    }

    @Test
    void saysWhatKeepsAFamilyOut() {
        Verdict verdict = Verdict.of(Explorations.overlayOnly(Explorations.network("net", 4)));
        assertEquals(
                "Dataflow has no feasible design here. The nearest design does not fit: BRAM 912 of 224 blocks (what would"
                        + " help: fewer weight bits).",
                verdict.headline().getFirst());
        assertEquals(
                "no feasible design",
                row(verdict, "Batch throughput").dataflow().text());
        assertEquals("overlay", row(verdict, "Batch throughput").winner());
    }

    @Test
    void holdsWithoutAnyDesign() {
        Verdict verdict = Verdict.of(Explorations.none(Explorations.network("net", 4)));
        assertEquals("none", row(verdict, "Single-query latency").winner());
        assertTrue(verdict.headline().getFirst().startsWith("Overlay has no feasible design here."));
    }

    @Test
    void callsEqualFiguresEven() {
        Exploration same = new Exploration(
                BOTH.network(),
                BOTH.target(),
                BOTH.settings(),
                List.of(),
                List.of(
                        new io.rooftile.dse.FrontDesign(
                                "overlay-001",
                                Explorations.estimate(Explorations.overlay(), BOTH.network(), 100, 1000)),
                        new io.rooftile.dse.FrontDesign(
                                "dataflow-001",
                                Explorations.estimate(Explorations.dataflow(), BOTH.network(), 100, 1000))),
                List.of(),
                BOTH.statistics());
        assertEquals("tie", row(Verdict.of(same), "Lowest power").winner());
    }
}
