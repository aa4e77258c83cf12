package io.rooftile.calibration.overlay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rooftile.calibration.overlay.EngineMeasurement.Finding;
import io.rooftile.calibration.overlay.EngineMeasurement.Subject;
import io.rooftile.calibration.synthesis.SynthesisTarget.Hierarchy;
import io.rooftile.calibration.tool.RealTools;
import io.rooftile.calibration.tool.Tool;
import io.rooftile.rtl.overlay.EngineShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Engines as the cost model says and as Yosys counts: DSP and BRAM are the same.
///
/// The usual run takes the smallest engines; `scripts/measure-overlay` takes all and writes the page.
@Timeout(value = 12, unit = TimeUnit.HOURS)
final class EngineResourceTest {
    private static final String PAGE = "rooftile.overlay.page";
    private static final String XC7 = "pynq-z2";
    private static final String XCUP = "zcu102";
    private static final String ECP5 = "ulx3s-85f";
    private static final String ICE40 = "icebreaker";

    static Stream<Subject> sample() {
        return Stream.of(
                new Subject("1x2x2", XC7, new EngineShape(1, 2, 2, 8, 8, 32, 256, 256, 64, 128)),
                new Subject("2x3x2", XC7, new EngineShape(2, 3, 2, 8, 8, 32, 256, 256, 64, 128).packed()),
                new Subject("2x2x3", XCUP, new EngineShape(2, 2, 3, 8, 9, 32, 256, 256, 64, 128).packed()),
                new Subject("4x2x6", ECP5, new EngineShape(4, 2, 6, 7, 9, 32, 1536, 1024, 256, 256)),
                new Subject("1x3x2", ECP5, new EngineShape(1, 3, 2, 6, 5, 32, 1024, 512, 128, 256)),
                new Subject(
                        "small 1x4x1", ICE40, new EngineShape(1, 4, 1, 8, 8, 32, 512, 512, 128, 256, 4, true, false)));
    }

    /// All of `PP`, `ICP`, `OCP` differ in most; depths that are no powers of two; narrow and wide numbers and ports.
    private static Stream<Subject> all() {
        return Stream.concat(
                sample(),
                Stream.of(
                        new Subject(
                                "small 1x2x3",
                                ICE40,
                                new EngineShape(1, 2, 3, 8, 8, 32, 1024, 512, 128, 1024, 4, true, false)),
                        new Subject("1x10x5", XC7, new EngineShape(1, 10, 5, 8, 9, 32, 512, 256, 128, 256)),
                        new Subject("4x3x6", XC7, new EngineShape(4, 3, 6, 8, 8, 128, 3072, 768, 64, 512)),
                        new Subject("2x6x4", XCUP, new EngineShape(2, 6, 4, 8, 8, 64, 1024, 2048, 256, 64)),
                        new Subject("1x12x8", XCUP, new EngineShape(1, 12, 8, 5, 3, 256, 4096, 1024, 128, 1024)),
                        new Subject("2x4x4", ECP5, new EngineShape(2, 4, 4, 8, 8, 64, 256, 512, 64, 128)),
                        dpu("B512", XC7, 4, Hierarchy.KEPT),
                        dpu("B512", XCUP, 4, Hierarchy.KEPT),
                        dpu("B1024", XC7, 8, Hierarchy.KEPT),
                        dpu("B1024", XCUP, 8, Hierarchy.KEPT),
                        packed("B512", XC7, 4),
                        packed("B512", XCUP, 4),
                        packed("B1024", XC7, 8),
                        packed("B1024", XCUP, 8),
                        dpu("B512", XC7, 4, Hierarchy.FLAT)));
    }

    /// The array of a DPUCZDX8G, 8 input and 8 output channels, with buffers such as the search chooses for it.
    private static Subject dpu(String name, String board, int pp, Hierarchy hierarchy) {
        return new Subject(name, board, new EngineShape(pp, 8, 8, 8, 8, 128, 2048, 2048, 512, 512), hierarchy);
    }

    /// The same with one multiplier for two pixels.
    private static Subject packed(String name, String board, int pp) {
        Subject plain = dpu(name, board, pp, Hierarchy.KEPT);
        return new Subject(name, board, plain.shape().packed(), Hierarchy.KEPT);
    }

    @BeforeEach
    void needTools() {
        RealTools.need(Tool.YOSYS);
    }

    @ParameterizedTest
    @MethodSource("sample")
    void dspAndBram_areWhatYosysMakes(Subject subject, @TempDir Path folder) throws IOException {
        requireEqual(EngineMeasurement.of(subject, folder));
    }

    @Test
    @EnabledIfSystemProperty(named = PAGE, matches = ".+")
    void allEngines_asATable(@TempDir Path folder) throws IOException {
        List<Finding> findings = new ArrayList<>();
        for (Subject subject : all().toList()) {
            Path own = Files.createDirectory(folder.resolve(Integer.toString(findings.size())));
            Finding finding = EngineMeasurement.of(subject, own);
            findings.add(finding);
            System.out.println(EnginePage.row(finding));
        }
        Path page = Path.of(System.getProperty(PAGE));
        Path made = Files.writeString(folder.resolve("page.md"), EnginePage.of(findings));
        Files.move(made, page, StandardCopyOption.REPLACE_EXISTING);
        findings.forEach(EngineResourceTest::requireEqual);
    }

    private static void requireEqual(Finding finding) {
        assertEquals(finding.measured().dsp(), finding.dsp(), "DSP of " + finding.subject());
        assertEquals(finding.measured().bram(), finding.bram(), "BRAM of " + finding.subject());
    }
}
