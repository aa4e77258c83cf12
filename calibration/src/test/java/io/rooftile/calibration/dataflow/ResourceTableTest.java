package io.rooftile.calibration.dataflow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rooftile.calibration.dataflow.ResourceMeasurement.Finding;
import io.rooftile.calibration.dataflow.ResourceMeasurement.Subject;
import io.rooftile.calibration.tool.RealTools;
import io.rooftile.calibration.tool.Tool;
import io.rooftile.core.design.Requantisation;
import io.rooftile.core.device.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Resources as the cost model says and as Yosys counts: DSP and BRAM are the same.
///
/// The usual run takes a sample of small designs; `scripts/measure-resources` takes all and writes the page.
@Timeout(value = 5, unit = TimeUnit.HOURS)
final class ResourceTableTest {
    private static final String PAGE = "rooftile.resources.page";

    /// A network, and the cycles that its stages may take in the designs for a board.
    private record Net(String name, String model, @Nullable String weights, int bits, Requantisation requantisation) {
        Stream<Subject> on(String board, long... mostCycles) {
            List<Subject> subjects = new ArrayList<>();
            for (long cycles : mostCycles) {
                int seed = (int) cycles + board.length();
                subjects.add(new Subject(name, model, weights, board, bits, requantisation, cycles, seed));
            }
            return subjects.stream();
        }
    }

    private static final Net GESTURES = own("gestures");
    private static final Net DIGITS = own("digits");
    private static final Net HELLO = given("hello_world", "tflm-hello-world/hello_world_int8.tflite");
    private static final Net AD = given("AD", "mlperftiny-ad-fc/ad01_int8.tflite");
    private static final Net DS_CNN = given("DS-CNN", "mlperftiny-kws-dscnn/kws_ref_model.tflite");
    private static final Net RESNET = given("ResNet-8", "mlperftiny-ic-resnet8/pretrainedResnet_quant.tflite");
    private static final Net JETS = keras("KERAS_3layer", "hls4ml-keras-3layer/KERAS_3layer", 8, Requantisation.EXACT);
    private static final Net JETS_6 =
            keras("KERAS_3layer", "hls4ml-keras-3layer/KERAS_3layer", 6, Requantisation.POWER_OF_TWO);
    private static final Net JETS_16 =
            keras("KERAS_3layer", "hls4ml-keras-3layer/KERAS_3layer", 16, Requantisation.EXACT);
    private static final Net QKERAS =
            keras("qkeras_3layer", "hls4ml-qkeras-3layer/qkeras_3layer", 8, Requantisation.EXACT);
    private static final Net QKERAS_CNN =
            keras("qkeras_mnist_cnn", "hls4ml-qkeras-mnist-cnn/qkeras_mnist_cnn", 8, Requantisation.EXACT);

    private static Net own(String name) {
        return new Net(name, MeasuredNets.EXAMPLES + name + "/frozen.pb", null, 8, Requantisation.EXACT);
    }

    private static Net given(String name, String model) {
        return new Net(name, model, null, 8, Requantisation.EXACT);
    }

    private static Net keras(String name, String model, int bits, Requantisation requantisation) {
        return new Net(name, model + ".json", model + "_weights.h5", bits, requantisation);
    }

    static Stream<Subject> sample() {
        return Stream.of(
                        GESTURES.on("pynq-z2", 512),
                        GESTURES.on("ulx3s-85f", 1_024),
                        GESTURES.on("zcu102", 1_024),
                        GESTURES.on("icebreaker", 4_096))
                .flatMap(subjects -> subjects);
    }

    private static Stream<Subject> all() {
        return Stream.of(
                        sample(),
                        HELLO.on("pynq-z2", 16, 64, 256),
                        HELLO.on("zcu102", 32, 128, 256),
                        HELLO.on("ulx3s-85f", 64, 128, 256),
                        HELLO.on("icebreaker", 256),
                        GESTURES.on("pynq-z2", 256, 4_096),
                        GESTURES.on("zcu102", 128, 512),
                        GESTURES.on("ulx3s-85f", 512, 4_096),
                        QKERAS.on("pynq-z2", 512, 2_048),
                        QKERAS.on("zcu102", 1_024, 2_048),
                        QKERAS.on("ulx3s-85f", 512, 1_024),
                        JETS.on("pynq-z2", 512, 2_048),
                        JETS.on("zcu102", 256, 1_024),
                        JETS.on("ulx3s-85f", 512, 2_048),
                        JETS_6.on("pynq-z2", 512),
                        JETS_6.on("zcu102", 512),
                        JETS_6.on("ulx3s-85f", 512),
                        JETS_16.on("zcu102", 512),
                        JETS_16.on("ulx3s-85f", 1_024),
                        DIGITS.on("pynq-z2", 40_000),
                        DIGITS.on("zcu102", 8_000),
                        DIGITS.on("ulx3s-85f", 40_000),
                        AD.on("pynq-z2", 16_384),
                        AD.on("zcu102", 16_384),
                        QKERAS_CNN.on("zcu102", 60_000),
                        DS_CNN.on("pynq-z2", 600_000),
                        DS_CNN.on("ulx3s-85f", 600_000),
                        RESNET.on("zcu102", 2_000_000))
                .flatMap(subjects -> subjects);
    }

    @BeforeEach
    void needTools() {
        RealTools.need(Tool.YOSYS);
    }

    @ParameterizedTest
    @MethodSource("sample")
    void dspAndBram_areWhatYosysMakes(Subject subject, @TempDir Path folder) throws IOException {
        Finding finding = ResourceMeasurement.of(subject, folder);
        assertEquals(finding.measured().dsp(), finding.predicted().dsp(), "DSP");
        assertEquals(finding.measured().bram(), finding.predicted().bram(), "BRAM");
    }

    @Test
    @EnabledIfSystemProperty(named = PAGE, matches = ".+")
    void allDesigns_asATable(@TempDir Path folder) throws IOException {
        List<Finding> findings = new ArrayList<>();
        List<Subject> subjects = all().toList();
        for (Subject subject : subjects) {
            Path own = Files.createDirectory(folder.resolve(Integer.toString(findings.size())));
            Finding finding = ResourceMeasurement.of(subject, own);
            findings.add(finding);
            System.out.println(ResourcePage.row(finding));
        }
        Path page = Path.of(System.getProperty(PAGE));
        Path made = Files.writeString(folder.resolve("page.md"), ResourcePage.of(findings, ConstantForm.of(8, folder)));
        Files.move(made, page, StandardCopyOption.REPLACE_EXISTING);
        for (Resource resource : List.of(Resource.DSP, Resource.BRAM)) {
            for (Finding finding : findings) {
                assertEquals(
                        finding.measured().get(resource),
                        finding.predicted().get(resource),
                        resource + " of " + finding.subject());
            }
        }
    }
}
