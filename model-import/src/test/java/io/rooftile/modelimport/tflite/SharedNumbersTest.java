package io.rooftile.modelimport.tflite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Convolution;
import io.rooftile.core.network.Dense;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Values;
import io.rooftile.modelimport.ImportOptions;
import io.rooftile.modelimport.ImportResult;
import io.rooftile.modelimport.SharedModels;
import io.rooftile.modelimport.formats.ModelImport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.Model;
import org.tensorflow.lite.schema.Operator;
import org.tensorflow.lite.schema.OperatorCode;
import org.tensorflow.lite.schema.QuantizationParameters;
import org.tensorflow.lite.schema.SubGraph;
import org.tensorflow.lite.schema.Tensor;

/// Every convolution and dense layer of published quantised networks has, behind the graph passes, the numbers that the
/// file's buffers hold: weights, biases, scales and zero points, read here a second time straight from the file.
final class SharedNumbersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "mlperftiny-ic-resnet8/pretrainedResnet_quant.tflite",
                "mlperftiny-kws-dscnn/kws_ref_model.tflite",
                "mlperftiny-ad-fc/ad01_int8.tflite",
                "tflm-hello-world/hello_world_int8.tflite",
                "tflm-micro-speech/micro_speech_quantized.tflite",
                "tflm-person-detect/person_detect.tflite",
                "tflm-seanet-conv-golden/conv0.tflite",
                "tflm-seanet-conv-golden/conv10.tflite",
                "tflm-seanet-conv-golden/conv21.tflite",
                "mobilenet-v1-025-128-quant/mobilenet_v1_0.25_128_quant.tflite",
                "mobilenet-v1-050-160-quant/mobilenet_v1_0.5_160_quant.tflite",
                "mobilenet-v2-035-160-int8/model_mobilenetv2_160_035.tflite",
                "deeplabv3-mnv2-dm05-quant/deeplabv3_mnv2_dm05_pascal_quant.tflite"
            })
    void learnedNumbersAreTheFiles(String file) throws IOException {
        Path path = SharedModels.file(file);
        Model model =
                Model.getRootAsModel(ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN));
        SubGraph graph = model.subgraphs(0);
        ImportResult result = ModelImport.read(path.toString(), ImportOptions.NONE);
        List<Layer> layers = ((ImportResult.Imported) result)
                .network().layers().stream()
                        .filter(layer -> layer instanceof Convolution || layer instanceof Dense)
                        .toList();
        List<Operator> operators = IntStream.range(0, graph.operatorsLength())
                .mapToObj(graph::operators)
                .filter(operator -> isLearned(code(model, operator)))
                .toList();
        assertEquals(operators.size(), layers.size());
        for (int i = 0; i < layers.size(); i++) {
            Operator operator = operators.get(i);
            Layer layer = layers.get(i);
            boolean depthwise = code(model, operator) == BuiltinOperator.DEPTHWISE_CONV_2D;
            assertNumbers(graph.tensors(operator.inputs(0)), layer.input());
            assertNumbers(graph.tensors(operator.outputs(0)), layer.output());
            assertStored(
                    model, graph.tensors(operator.inputs(1)), layer.constants().getFirst(), depthwise);
            if (operator.inputsLength() == 3 && operator.inputs(2) >= 0) {
                assertStored(
                        model,
                        graph.tensors(operator.inputs(2)),
                        layer.constants().get(1),
                        false);
            }
        }
    }

    private static int code(Model model, Operator operator) {
        OperatorCode code = model.operatorCodes((int) operator.opcodeIndex());
        return Math.max(code.builtinCode(), code.deprecatedBuiltinCode());
    }

    private static boolean isLearned(int code) {
        return code == BuiltinOperator.CONV_2D
                || code == BuiltinOperator.DEPTHWISE_CONV_2D
                || code == BuiltinOperator.FULLY_CONNECTED;
    }

    private static void assertNumbers(Tensor stored, io.rooftile.core.network.Tensor imported) {
        QuantizationParameters quantisation = stored.quantization();
        for (int i = 0; i < quantisation.scaleLength(); i++) {
            assertEquals(quantisation.scale(i), imported.quantisation().scales().get(i), 0);
            assertEquals(
                    quantisation.zeroPoint(i),
                    imported.quantisation().zeroPoints().get(i).longValue());
        }
        assertEquals(
                quantisation.scaleLength(), imported.quantisation().scales().size());
        assertEquals(0, imported.quantisation().axis());
    }

    /// Compares element by element; `[1, FY, FX, G*K]` of a depthwise convolution has become `[G*K, FY, FX, 1]`.
    private static void assertStored(Model model, Tensor stored, Constant imported, boolean depthwise) {
        assertNumbers(stored, imported.tensor());
        ByteBuffer bytes =
                model.buffers((int) stored.buffer()).dataAsByteBuffer().slice().order(ByteOrder.LITTLE_ENDIAN);
        int count = Math.toIntExact(imported.elements());
        int width = bytes.remaining() / count;
        int channels = depthwise ? stored.shape(3) : 1;
        long[] expected = new long[count];
        for (int i = 0; i < count; i++) {
            int source = depthwise ? i % (count / channels) * channels + i / (count / channels) : i;
            expected[i] = switch (width) {
                case 1 -> bytes.get(source);
                case 4 -> bytes.getInt(source * width);
                default -> bytes.getLong(source * width);
            };
        }
        assertArrayEquals(expected, numbers(imported.values()));
    }

    private static long[] numbers(Values values) {
        return switch (values) {
            case Values.Bytes v ->
                IntStream.range(0, v.data().length).mapToLong(i -> v.data()[i]).toArray();
            case Values.Ints v -> IntStream.of(v.data()).asLongStream().toArray();
            case Values.Longs v -> v.data();
            case Values.Floats _, Values.Absent _ -> throw new AssertionError("no integers");
        };
    }
}
