package io.rooftile.quantization.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.UserInputException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Arrays written byte by byte as NumPy's format says.
final class NumpyArrayTest {
    private static final Path FILE = Path.of("rows.npy");

    private static ByteBuffer array(int version, String type, String order, String shape) {
        String header = "{'descr': '" + type + "', 'fortran_order': " + order + ", 'shape': (" + shape + "), }\n";
        ByteBuffer buffer = ByteBuffer.allocate(1000).order(ByteOrder.LITTLE_ENDIAN);
        buffer.put((byte) 0x93)
                .put("NUMPY".getBytes(StandardCharsets.US_ASCII))
                .put((byte) version)
                .put((byte) 0);
        if (version == 1) {
            buffer.putShort((short) header.length());
        } else {
            buffer.putInt(header.length());
        }
        return buffer.put(header.getBytes(StandardCharsets.US_ASCII));
    }

    private static NumpyArray parse(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.position()];
        buffer.get(0, bytes);
        return NumpyArray.parse(FILE, bytes);
    }

    private static void assertRefused(ByteBuffer buffer, String what) {
        String message = String.valueOf(
                assertThrows(UserInputException.class, () -> parse(buffer)).getMessage());
        assertTrue(message.contains(what), message);
        assertTrue(message.startsWith("rows.npy"), message);
    }

    @Test
    void everyType_isReadAsItsNumber() {
        assertValues(array(1, "<f4", "False", "2,").putFloat(1.5f).putFloat(-2), 1.5f, -2);
        assertValues(array(2, "<f8", "False", "2,").putDouble(1.5).putDouble(-2), 1.5f, -2);
        assertValues(array(1, "<f2", "False", "1,").putShort(Float.floatToFloat16(-2)), -2);
        assertValues(array(1, "|u1", "False", "2, 1").put((byte) -1).put((byte) 1), 255, 1);
        assertValues(array(1, "|i1", "False", "2, 1").put((byte) -1).put((byte) 1), -1, 1);
        assertValues(array(1, "<u2", "False", "1,").putShort((short) -2), 65534);
        assertValues(array(1, "<i4", "False", "1,").putInt(-2), -2);
        assertValues(array(3, "<i8", "False", "1,").putLong(-3), -3);
        assertValues(array(1, ">i2", "False", "1,").put((byte) 1).put((byte) 2), 258);
    }

    private static void assertValues(ByteBuffer buffer, float... values) {
        assertArrayEquals(values, parse(buffer).values());
    }

    @Test
    void rows_areTheFirstDimension() {
        NumpyArray array = parse(array(1, "|u1", "False", "2, 3, 1").put(new byte[] {1, 2, 3, 4, 5, 6}));

        assertEquals(2, array.rows());
        assertEquals(
                2.5f,
                array.samples(3, new SampleFormat(SampleFormat.LabelColumn.FIRST, 0.5, 1))
                        .value(0, 2));
        assertThrows(UserInputException.class, () -> array.samples(2, SampleFormat.PLAIN));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<f4 | True  | 1, 1          | not a row-major array",
                "<c8 | False | 1,            | not a row-major array",
                "'|O' | False | 1,            | not a row-major array",
                "<f1 | False | 4,            | floats of 1 bytes are not known",
                "<f4 | False | ''            | not a row-major array",
                "<f4 | False | 2,            | its 4 bytes do not fit the shape",
                "<f8 | False | 1,            | its 4 bytes do not fit the shape",
                "<i2 | False | 1,            | its 4 bytes do not fit the shape",
                "<f4 | False | '0, 1'        | its 4 bytes do not fit the shape",
                "<f4 | False | '999999999, 999999999, 999999999' | do not fit the shape",
                "<f4 | False | 99999999999999999999, | not a row-major array",
            })
    void arraysThatAreNotRows_areRefused(String type, String order, String shape, String what) {
        assertRefused(array(1, type, order, shape).putInt(0), what);
    }

    @Test
    void whatIsNoArray_isRefused() {
        assertRefused(ByteBuffer.allocate(50).put(new byte[40]), "does not begin as a NumPy array");
        assertRefused(ByteBuffer.allocate(50), "does not begin as a NumPy array");
        ByteBuffer cut = array(1, "<f4", "False", "1,");
        assertRefused(cut.position(cut.position() - 1), "its header is cut off");
    }
}
