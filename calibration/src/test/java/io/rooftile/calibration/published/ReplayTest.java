package io.rooftile.calibration.published;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.calibration.published.Replay.LeftOut;
import io.rooftile.core.UserInputException;
import io.rooftile.core.device.Coefficients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/// Small files of measurements, written here.
final class ReplayTest {
    private static final Topologies NONE = (name, height, width) -> Optional.empty();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Replay replay(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
        return Replay.of(TruthFolder.of(folder), NONE);
    }

    private static String mistake(Executable action) {
        return String.valueOf(assertThrows(UserInputException.class, action).getMessage());
    }

    private static final String PAGES = """
            model_zoo_readme:
              versions:
                '1.4':
                  tables:
                  - board: ZCU104
                    config: with a 2 * B1600 @ 300MHz DPU configuration
                    columns: [latency, fps Single Thread, fps Multi Thread]
                    rows:
                    - [tf_alpha_imagenet_100_200_2G, 2.0, 5.0, 200.0, 390.0]
                    - [tf_beta_coco_300_200_6G, 6.0, 16.0, 62.0, 120.0]
                    - [tf_beta_coco_150_400_12G, 12.0, 32.0, 31.0, 61.0]
                    - [pt_gamma_mix, 3.0, 8.0, 125.0, 240.0]
                    suspect_rows: ['tf_beta_coco_150_400_12G: above the peak']
                  - board: VCK190
                    config: with 96 AIEs
                    columns: [fps Multi Thread]
                    rows:
                    - [tf_alpha_imagenet_100_200_2G, 2.0, 900.0]
                  - board: ZCU102
                    config: 3 * B4096 @ 281MHz
                    duplicate_of: release 1.2
                    columns: [latency, fps Single Thread]
                    rows:
                    - [tf_alpha_imagenet_100_200_2G, 2.0, 5.0, 200.0]
            """;

    @Test
    void rows_thatAreSuspectOrDuplicate_areLeftOutWithTheReason() throws IOException {
        Replay replay = replay("dpu.yaml", PAGES);
        assertEquals(
                List.of(
                        new LeftOut("dpu/model_zoo_readme 1.4", "tf_beta_coco_150_400_12G on zcu104", "above the peak"),
                        new LeftOut("dpu/model_zoo_readme 1.4", "ZCU102, 1 rows", "duplicate of release 1.2")),
                replay.leftOut());
    }

    @Test
    void rows_thatNothingPredicts_areNamedWithTheReason() throws IOException {
        List<String> reasons = replay("dpu.yaml", PAGES).unpredicted().stream()
                .map(row -> row.measurement().model() + " " + row.measurement().figure() + ": " + row.reason())
                .toList();
        assertEquals(
                List.of(
                        "pt_gamma_mix fps_1thread: several networks with inputs of their own: no single image size",
                        "pt_gamma_mix fps_mt: several networks with inputs of their own: no single image size",
                        "tf_alpha_imagenet_100_200_2G fps_mt: another engine than DPUCZDX8G: vck190"),
                reasons);
    }

    @Test
    void predict_withItsOwnFit_isNear_andHeldOutHasNoPartOfTheFamily() throws IOException {
        Replay replay = replay("dpu.yaml", PAGES);
        Map<String, Coefficients> sets = replay.fit();
        List<Replayed> rows = replay.predict(sets);
        assertEquals(4, rows.size());
        Replayed alpha = rows.getFirst();
        assertEquals("fps_1thread", alpha.measurement().figure());
        assertEquals(0, alpha.errorFraction(), 0.05);
        // Two families: the other alone gives the prediction.
        assertTrue(alpha.heldOut().isPresent());
        assertTrue(Math.abs(alpha.heldOut().getAsDouble() - alpha.predicted()) > 1e-6);
    }

    @Test
    void fit_ofTheSameFiles_hasTheSameBytes() throws IOException {
        Replay replay = replay("dpu.yaml", PAGES);
        String first = text(replay);
        String second = text(Replay.of(TruthFolder.of(folder), NONE));
        assertEquals(first, second);
        assertTrue(first.contains("one_thread_milliseconds_compute_stretch: {value: "), first);
    }

    private static String text(Replay replay) {
        return CoefficientText.of(Objects.requireNonNull(replay.fit().get("dpu")));
    }

    @Test
    void missingKey_isNamedWithItsPlace() {
        String text = """
                dpuczdx8g_architectures:
                  rows:
                  - {arch: B512, pixel_parallelism: 4, input_channel_parallelism: 8}
                """;
        String message = mistake(() -> replay("dpu.yaml", text));
        assertTrue(
                message.contains(
                        "dpu.yaml, dpuczdx8g_architectures.rows[0]: the key output_channel_parallelism is missing"),
                message);
    }

    @Test
    void wrongTypes_areNamedWithTheirPlace() {
        String text = """
                wa_hls4ml_sample:
                  rows_2layer:
                  - {dims: 80-24-120, weight_bits: eight, reuse_factor: 4}
                """;
        String message = mistake(() -> replay("hls4ml.yaml", text));
        assertTrue(message.contains("rows_2layer[0].weight_bits: this must be a number, but is 'eight'"), message);
    }

    @Test
    void folderWithoutFiles_orNoFolder_isTheUsersMistake() {
        assertTrue(mistake(() -> Replay.of(TruthFolder.of(folder), NONE))
                .contains("there are no measurements in this folder"));
        assertTrue(mistake(() -> TruthFolder.of(folder.resolve("none"))).contains("there is no such folder"));
    }

    @Test
    void brokenYaml_isNamedWithItsLine() {
        String message = mistake(() -> replay("finn.yaml", "a: 1\nb: [1,\n"));
        assertTrue(message.contains("finn.yaml, line 2: not valid YAML"), message);
    }

    @Test
    void unknownTables_areSaid() throws IOException {
        Replay replay = replay("finn.yaml", "novel_grid:\n  rows:\n  - {lut: 3}\n  - {lut: 4}\n");
        assertEquals(List.of(new LeftOut("finn/novel_grid", "2 rows", "no formula describes these")), replay.leftOut());
    }

    @Test
    void errorOfAPublishedZero_isTheDifference() {
        Measurement zero = new Measurement("s", "k", "f", "m", "", "dsp", 0);
        assertEquals(3, new Replayed(zero, true, 3, OptionalDouble.empty()).errorFraction());
        Measurement four = new Measurement("s", "k", "f", "m", "", "dsp", 4);
        assertEquals(-0.25, new Replayed(four, true, 3, OptionalDouble.empty()).errorFraction());
    }
}
