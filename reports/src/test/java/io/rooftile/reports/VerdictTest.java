package io.rooftile.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.device.Basis;
import io.rooftile.dse.AccuracyMeasure;
import io.rooftile.dse.Exploration;
import io.rooftile.dse.FrontDesign;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
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
                        new FrontDesign(
                                "overlay-001",
                                Explorations.estimate(Explorations.overlay(), BOTH.network(), 100, 1000)),
                        new FrontDesign(
                                "dataflow-001",
                                Explorations.estimate(Explorations.dataflow(), BOTH.network(), 100, 1000))),
                List.of(),
                BOTH.statistics(),
                Optional.empty());
        assertEquals("tie", row(Verdict.of(same), "Lowest power").winner());
    }

    private static final Exploration ACCURATE = Explorations.accurate(Explorations.network("net", 4), 6);

    @Test
    void saysHowAccurateEachRecommendedDesignIs() {
        Verdict verdict = Verdict.of(ACCURATE);
        Verdict.Row latency = row(verdict, "Single-query latency");
        assertEquals(new Verdict.Cell("20.1 µs, accuracy 95 %", "overlay-001"), latency.overlay());
        assertEquals(new Verdict.Cell("840 ns, accuracy 87.5 %", "dataflow-001"), latency.dataflow());
        assertTrue(
                verdict.headline()
                        .contains("Dataflow answers one query 23.9 times sooner: 840 ns, accuracy 87.5 % (dataflow-001)"
                                + " against 20.1 µs, accuracy 95 % (overlay-001)."),
                verdict.headline().toString());
    }

    @Test
    void comparesAccuracyWithTheOtherFamilyAndWithRealNumbers() {
        Verdict verdict = Verdict.of(ACCURATE);
        Verdict.Row accuracy = row(verdict, "Accuracy");
        assertEquals("overlay", accuracy.winner());
        assertEquals(new Verdict.Cell("95 %", "overlay-001"), accuracy.overlay());
        assertEquals(new Verdict.Cell("87.5 %", "dataflow-001"), accuracy.dataflow());
        assertEquals("Top1 on 40 rows of a.csv. The network of real numbers has 97.5 %.", accuracy.answer());
        assertEquals(
                "Accuracy (top1 on 40 rows of a.csv): 95 % (overlay-001) against 87.5 % (dataflow-001). The network of"
                        + " real numbers has 97.5 %.",
                verdict.headline().getLast());
        assertTrue(verdict.headline().getFirst().contains("Overlay wins on lowest power, smallest design, accuracy,"));
    }

    /// Less than a point apart is even; decibels have a unit and no real network to be compared with.
    @Test
    void callsAlikeAccuraciesEven() {
        AccuracyWords fractions = words("fraction", 0.951, 0.942);
        assertEquals("tie", fractions.row(_ -> NONE).winner());
        assertEquals("overlay", words("fraction", 0.951, 0.940).row(_ -> NONE).winner());
        AccuracyWords decibels = words("dB", 30.25, -2);
        assertEquals("overlay", decibels.row(_ -> NONE).winner());
        assertEquals("Accuracy (a note): 30.3 dB (overlay-001) against -2 dB (dataflow-001).", decibels.sentence());
        assertEquals("tie", words("dB", 30, 29).row(_ -> NONE).winner());
        assertEquals(
                "none",
                new AccuracyWords(Explorations.TOP1, List.of()).row(_ -> NONE).winner());
    }

    private static final Verdict.Cell NONE = new Verdict.Cell("none", "");

    private static AccuracyWords words(String unit, double overlay, double dataflow) {
        return new AccuracyWords(
                new AccuracyMeasure("m", unit, Basis.ASSUMED, OptionalDouble.empty(), "a note"),
                List.of(
                        new FrontDesign(
                                "overlay-001",
                                Explorations.estimate(Explorations.overlay(), BOTH.network(), 100, 1000)
                                        .withAccuracy(overlay, Basis.ASSUMED)),
                        new FrontDesign(
                                "dataflow-001",
                                Explorations.estimate(Explorations.dataflow(), BOTH.network(), 100, 1000)
                                        .withAccuracy(dataflow, Basis.ASSUMED))));
    }
}
