package io.rooftile.modelimport.tflite;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.UserInputException;
import io.rooftile.modelimport.ImportOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.TensorType;

/// Files that are broken in known ways: one message each, that says where.
final class DamagedFileTest {
    @TempDir
    private Path folder;

    private void assertMessage(byte[] bytes, String part) throws IOException {
        Path file = folder.resolve("broken.tflite");
        Files.write(file, bytes);
        String message = String.valueOf(
                assertThrows(UserInputException.class, () -> new TfLiteReader().read(file, ImportOptions.NONE))
                        .getMessage());
        assertTrue(message.startsWith(file.toString()), message);
        assertTrue(message.contains(part), message);
        assertFalse(message.contains("\n"), message);
    }

    @Test
    void emptyAndShortFiles() throws IOException {
        assertMessage(new byte[0], "empty");
        assertMessage(new byte[7], "cut off after 7 bytes");
    }

    @Test
    void otherFormats() throws IOException {
        assertMessage("a text that is no model at all".getBytes(java.nio.charset.StandardCharsets.UTF_8), "TFL3");
        assertMessage(new byte[64], "TFL3");
    }

    @Test
    void filesCutAtAnyPlace() throws IOException {
        byte[] whole = TestModels.small().bytes();
        for (int length = 8; length < whole.length; length += 13) {
            assertMessage(Arrays.copyOf(whole, length), "");
        }
    }

    @Test
    void rootBeyondTheEnd() throws IOException {
        byte[] bytes = TestModels.small().bytes();
        Arrays.fill(bytes, 0, 4, (byte) 0x7f);

        assertMessage(bytes, "root table");
    }

    @Test
    void fieldTablesOfAnOddLength() throws IOException {
        byte[] whole = TestModels.small().bytes();
        ByteBuffer buffer = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN);
        int root = buffer.getInt(0);
        int fields = root - buffer.getInt(root);
        whole[fields]++;

        assertMessage(whole, "root table: the last field of its field table");
    }

    @Test
    void tensorOfATrillionElements() throws IOException {
        ModelWriter model = new ModelWriter();
        int in = model.real("in", 1 << 20, 1 << 20);
        int out = model.real("out", 1 << 20, 1 << 20);
        model.operator(BuiltinOperator.RELU, new int[] {in}, out).inputs(in).outputs(out);

        assertMessage(model.bytes(), "tensor 0 (in): the shape [1048576, 1048576] has more than");
    }

    @Test
    void weightsOfATrillionElements() throws IOException {
        ModelWriter model = TestModels.small();
        model.tensors.get(8).setShape(new int[] {1 << 20, 1 << 20});

        assertMessage(model.bytes(), "tensor 8 (dense kernel)");
    }

    @Test
    void bufferOfAnotherSizeThanTheShape() throws IOException {
        ModelWriter model = TestModels.small();
        model.tensors.get(8).setShape(new int[] {6, 81});

        assertMessage(model.bytes(), "its buffer has 1920 bytes, but 1944 are needed");
    }

    @Test
    void indicesThatDoNotExist() throws IOException {
        ModelWriter tensor = TestModels.small();
        tensor.operators.get(2).setInputs(new int[] {99});
        assertMessage(tensor.bytes(), "operator 2 (MAX_POOL_2D): it refers to tensor 99");

        ModelWriter buffer = TestModels.small();
        buffer.tensors.get(1).setBuffer(77);
        assertMessage(buffer.bytes(), "buffer 77");

        ModelWriter code = TestModels.small();
        code.operators.get(3).setOpcodeIndex(4000000000L);
        assertMessage(code.bytes(), "operator 3");

        ModelWriter input = TestModels.small().inputs(-5);
        assertMessage(input.bytes(), "tensor -5");
    }

    @Test
    void operationsOutOfOrder() throws IOException {
        ModelWriter model = TestModels.small();
        model.operators.add(model.operators.removeFirst());

        assertMessage(model.bytes(), "reads the tensor convolved, which nothing before it makes");
    }

    @Test
    void tensorMadeTwice() throws IOException {
        ModelWriter model = TestModels.small();
        model.operators.get(3).setOutputs(new int[] {7});

        assertMessage(model.bytes(), "makes the tensor pooled a second time");
    }

    @Test
    void shapesThatDoNotFit() throws IOException {
        ModelWriter model = TestModels.small();
        model.tensors.get(3).setShape(new int[] {1, 6, 7, 4});

        assertMessage(model.bytes(), "operator 0 (CONV_2D)");
    }

    @Test
    void scalesThatDoNotFit() throws IOException {
        ModelWriter count = TestModels.small();
        count.quantise(1, 0, new float[] {1, 2, 3}, 0, 0, 0);
        assertMessage(count.bytes(), "tensor 1 (kernel): 3 scales do not fit dimension 0");

        ModelWriter negative = TestModels.small();
        negative.quantise(1, 0, new float[] {-0.5f}, 0);
        assertMessage(negative.bytes(), "scale 0 is -0.5");

        ModelWriter zero = TestModels.small();
        zero.quantise(1, 0, new float[] {0.5f}, 300);
        assertMessage(zero.bytes(), "zero point 300 is not a value of int8");
    }

    @Test
    void buffersSharedOutOfProportion() throws IOException {
        // Each operation wants a transposed copy of the same 64 KiB.
        ModelWriter model = new ModelWriter();
        int in = model.tensor("in", TensorType.INT8, 1, 1, 1, 1 << 16);
        int kernel = model.stored("kernel", TensorType.INT8, new byte[1 << 16], 1, 1, 1, 1 << 16);
        int last = in;
        for (int i = 0; i < 100; i++) {
            int next = model.tensor("out" + i, TensorType.INT8, 1, 1, 1, 1 << 16);
            model.operator(
                    BuiltinOperator.DEPTHWISE_CONV_2D,
                    org.tensorflow.lite.schema.BuiltinOptions.DepthwiseConv2DOptions,
                    TestModels.depthwise(org.tensorflow.lite.schema.Padding.VALID, 1, 1, (byte) 0),
                    new int[] {last, kernel},
                    next);
            last = next;
        }
        model.inputs(in).outputs(last);

        assertMessage(model.bytes(), "do not fit memory");
    }
}
