package io.rooftile.calibration.overlay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.rooftile.core.design.ArrayShape;
import io.rooftile.core.design.OverlayBuffers;
import io.rooftile.core.design.OverlayDesign;
import io.rooftile.core.design.OverlayNumbers;
import io.rooftile.core.design.Requantisation;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Tensor;
import io.rooftile.modelimport.ImportOptions;
import io.rooftile.modelimport.ImportResult;
import io.rooftile.modelimport.formats.ModelImport;
import io.rooftile.quantization.integer.IntegerExecutor;
import io.rooftile.quantization.integer.IntegerNetwork;
import io.rooftile.quantization.integer.StoredFormat;
import io.rooftile.rtl.overlay.CompilerOptions;
import io.rooftile.rtl.overlay.ModelRun;
import io.rooftile.rtl.overlay.OverlayCompiler;
import io.rooftile.rtl.overlay.OverlayProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Trained networks on three engines each: what the model of the engine gives is what the integer reference does.
final class NamedNetOverlayTest {
    private static final List<OverlayDesign> DESIGNS = List.of(
            design(new ArrayShape(8, 8, 8), new OverlayBuffers(1024, 512, 256), 64),
            design(new ArrayShape(4, 10, 6), new OverlayBuffers(512, 1024, 512), 32),
            design(new ArrayShape(16, 16, 16), new OverlayBuffers(512, 1024, 512), 256));

    private static OverlayDesign design(ArrayShape array, OverlayBuffers buffers, int portBits) {
        return new OverlayDesign(
                100_000_000,
                array,
                buffers,
                new OverlayNumbers(8, 8, Requantisation.EXACT, false),
                portBits,
                1,
                List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mlperftiny-kws-dscnn/kws_ref_model.tflite",
                "mlperftiny-ic-resnet8/pretrainedResnet_quant.tflite",
                "mlperftiny-ad-fc/ad01_int8.tflite",
                "tflm-person-detect/person_detect.tflite",
                "mobilenet-v2-035-160-int8/model_mobilenetv2_160_035.tflite",
                "mobilenet-v1-025-128-quant/mobilenet_v1_0.25_128_quant.tflite"
            })
    void outputs_ofTrainedNets_areTheReferences(String model) {
        Path models = Path.of(System.getProperty("rooftile.shared", "../../shared"), "models");
        Assumptions.assumeTrue(Files.isDirectory(models), models + " is absent");
        Network network =
                switch (ModelImport.read(models.resolve(model).toString(), new ImportOptions(null, false))) {
                    case ImportResult.Imported imported -> imported.network();
                    case ImportResult.Refused refused -> throw new IllegalStateException(refused.toString());
                };
        IntegerNetwork integers = IntegerNetwork.of(network, Requantisation.EXACT);
        Map<String, int[]> reference = reference(integers);
        for (OverlayDesign design : DESIGNS) {
            OverlayProgram program = OverlayCompiler.compile(integers, design, CompilerOptions.USUAL);
            Map<String, int[]> outputs = ModelRun.of(program).outputs(reference);
            assertFalse(outputs.isEmpty());
            outputs.forEach((tensor, numbers) ->
                    assertArrayEquals(reference.get(tensor), numbers, tensor + " on " + design.array()));
        }
    }

    /// Stored numbers by tensor, of a row by chance.
    private static Map<String, int[]> reference(IntegerNetwork integers) {
        IntegerExecutor executor = new IntegerExecutor(integers);
        byte[] row = new byte[executor.rowBytesIn()];
        RandomGeneratorFactory.of("L64X128MixRandom").create(9).nextBytes(row);
        Map<String, int[]> numbers = new HashMap<>();
        int at = 0;
        for (Tensor input : integers.network().inputs()) {
            numbers.put(input.name(), numbers(input, row, at));
            at += StoredFormat.of(input).rowBytes();
        }
        executor.run(row, 1, (_, tensor, _, _, bytes) -> numbers.put(tensor.name(), numbers(tensor, bytes, 0)));
        return numbers;
    }

    private static int[] numbers(Tensor tensor, byte[] bytes, int first) {
        StoredFormat format = StoredFormat.of(tensor);
        int[] numbers = new int[format.elements()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = format.get(bytes, first + i * format.bytes());
        }
        return numbers;
    }
}
