package io.rooftile.calibration.published;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rooftile.core.UserInputException;
import io.rooftile.core.network.Network;
import io.rooftile.modelimport.zoo.Zoo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Predictions against the published measurements, where these are present. Every fitted figure is predicted by
/// coefficients that were fitted without its family.
final class PublishedReferenceTest {
    private static List<Replayed> rows = List.of();

    @BeforeAll
    static void replay() {
        Path truth =
                Path.of(System.getProperty("rooftile.shared", "../../shared")).resolve("truth");
        assumeTrue(Files.isDirectory(truth), "skipped: " + truth + " is absent");
        Replay replay = Replay.of(TruthFolder.of(truth), PublishedReferenceTest::topology);
        rows = replay.predict(replay.fit());
    }

    private static Optional<Network> topology(String name, int height, int width) {
        try {
            return Optional.of(Zoo.network(name + "@" + height + "x" + width));
        } catch (UserInputException _) {
            return Optional.empty();
        }
    }

    private static ErrorLine of(Predicate<Measurement> wanted) {
        List<Replayed> chosen =
                rows.stream().filter(row -> wanted.test(row.measurement())).toList();
        return ErrorLine.of(new ErrorLine.Key("", "", "", ""), chosen);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zcu102", "zcu104", "kv260"})
    void dpu_oneThread_isWithin12PercentAndInOrder(String board) {
        ErrorLine line = of(row -> row.source().startsWith("dpu/model_zoo")
                && row.board().equals(board)
                && row.figure().equals("fps_1thread"));
        assertTrue(line.figures() > 190, "only " + line.figures());
        assertTrue(
                line.heldOut().medianFraction() <= 0.12,
                "median " + line.heldOut().medianFraction());
        assertTrue(line.heldOut().rankCorrelation().orElseThrow() >= 0.98, "rank " + line.heldOut());
    }

    @Test
    void dpu_dsp_isExact() {
        List<Replayed> dsp = rows.stream()
                .filter(row -> row.measurement().source().startsWith("dpu/dpuczdx8g")
                        && row.measurement().figure().endsWith("dsp"))
                .toList();
        assertTrue(dsp.size() >= 18, "only " + dsp.size());
        dsp.forEach(row -> assertEquals(row.measurement().published(), row.predicted(), row.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lut", "ff", "depthwise_lut"})
    void dpu_resources_areWithin5Percent(String figure) {
        ErrorLine line = of(
                row -> row.source().startsWith("dpu/dpuczdx8g") && row.figure().equals(figure));
        assertTrue(line.heldOut().medianFraction() <= 0.05, line.toString());
        assertTrue(line.fitted().p95Fraction() <= 0.05, line.toString());
    }

    @Test
    void finn_cyclesAreWithin5Percent_andLutsWithin20() {
        ErrorLine cycles =
                of(row -> row.source().startsWith("finn/") && row.figure().equals("hls_lat"));
        assertTrue(cycles.figures() >= 100);
        assertTrue(cycles.fitted().medianFraction() <= 0.05);
        assertTrue(cycles.fitted().p95Fraction() <= 0.05);
        for (String figure : List.of("hls_lut", "rtl_lut")) {
            ErrorLine luts =
                    of(row -> row.source().startsWith("finn/") && row.figure().equals(figure));
            assertTrue(luts.figures() >= 100);
            assertTrue(luts.heldOut().medianFraction() <= 0.20, luts.toString());
        }
    }

    @Test
    void hls4ml_ofKnownReuse_isExact() {
        List<Replayed> exact = rows.stream()
                .filter(row -> row.measurement().source().equals("hls4ml/wa_hls4ml_sample") && row.isCounted())
                .toList();
        assertTrue(exact.size() >= 2 * 61);
        exact.forEach(row -> assertEquals(row.measurement().published(), row.predicted(), row.toString()));
        List<Replayed> limited = rows.stream()
                .filter(row -> row.measurement().source().equals("hls4ml/mlp_estimator_set")
                        && row.measurement().figure().equals("dsp")
                        && row.isCounted())
                .toList();
        assertTrue(limited.size() >= 10);
        limited.forEach(row -> assertEquals(row.measurement().published(), row.predicted(), row.toString()));
    }

    @Test
    void hls4ml_latencyIsWithin10Percent() {
        ErrorLine line = of(row -> row.source().startsWith("hls4ml/")
                && row.figure().startsWith("latency")
                && row.figure().contains("cycles"));
        assertTrue(line.figures() >= 100, line.toString());
        assertTrue(line.heldOut().medianFraction() <= 0.10, line.toString());
    }

    /// Each weight a constant: no row of a network tells of the others of that network.
    @Test
    void hls4ml_latencyOfTheLatencyStrategyByItself_isWithin10Percent() {
        ErrorLine line = of(row -> row.source().startsWith("hls4ml/")
                && row.kind().equals("csynth")
                && row.figure().equals("latency_cycles"));
        assertTrue(line.figures() >= 25, line.toString());
        assertTrue(line.heldOut().medianFraction() <= 0.10, line.toString());
        assertTrue(line.heldOut().p95Fraction() <= 0.25, line.toString());
    }
}
