package io.rooftile.quantization.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.UserInputException;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.NumberFormat;
import io.rooftile.core.network.Quantisation;
import io.rooftile.core.network.Reshape;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Tensor;
import io.rooftile.quantization.accuracy.Samples;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Files of rows of three inputs for a network of three outputs.
final class SampleReaderTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static SampleReader reader(NumberFormat numbers, SampleFormat format) {
        Quantisation quantisation = numbers.isFloat() ? Quantisation.NONE : Quantisation.perTensor(0.5, 3);
        Tensor in = new Tensor("x", Shape.of(1, 3), numbers, quantisation);
        Tensor out = in.withName("y").withShape(Shape.of(1, 1, 3));
        return new SampleReader(
                new Network("net", List.of(in), List.of(out), List.of(new Reshape("r", in, out))), format);
    }

    private Path file(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static byte[] text(String lines) {
        return lines.replace('/', '\n').getBytes(StandardCharsets.UTF_8);
    }

    private Samples csv(String lines, SampleFormat format) throws IOException {
        return reader(NumberFormat.FLOAT32, format).read(file("rows.csv", text(lines)), null);
    }

    private static SampleFormat labels(SampleFormat.LabelColumn column) {
        return new SampleFormat(column, 1, 0);
    }

    @Test
    void csv_holdsLabelsFirstLastOrNone() throws IOException {
        for (Samples samples : List.of(
                csv("label,a,b,c/1,2, 3 ,4\r//0,5,6,-7e-1/", SampleFormat.PLAIN),
                csv("2,3,4,1/5,6,-7e-1,0", labels(SampleFormat.LabelColumn.LAST)))) {
            assertEquals(2, samples.rows());
            assertArrayEquals(new float[] {2, 3, 4, 5, 6, -0.7f}, samples.values());
            assertEquals(1, samples.label(0));
            assertEquals(0, samples.label(1));
        }
        assertFalse(csv("2,3,4", SampleFormat.PLAIN).hasLabels());
        assertFalse(csv("2,3,4", labels(SampleFormat.LabelColumn.NONE)).hasLabels());
    }

    @Test
    void headingOfWordsAndFigures_isNoRow() throws IOException {
        assertEquals(
                1,
                csv("150,4,setosa,versicolor,virginica/2,3,4,1", labels(SampleFormat.LabelColumn.LAST))
                        .rows());
    }

    @Test
    void numbers_areScaledButLabelsAreNot() throws IOException {
        Samples samples = csv("2,0,4,255", new SampleFormat(SampleFormat.LabelColumn.FIRST, 0.5, -1));

        assertArrayEquals(new float[] {-1, 1, 126.5f}, samples.values());
        assertEquals(2, samples.label(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                       | it holds no rows",
                "label,a,b,c              | it holds no rows",
                "1,2,3,4//1,2,3           | line 3: it has 3 columns, the lines before 4",
                "1,2                      | line 1: it has 2 columns, but the network reads 3 numbers and a label",
                "1,2,3,4,5                | line 1: it has 5 columns",
                "1,2,x,4                  | line 1: 'x' in column 3 is not a number",
                "//1,2,3,4//1,2,NaN,4     | line 5: 'NaN' in column 3",
                "1,2,3,4/1,,3,4           | line 2: '' in column 2",
                "1,2,3,abcdefghijklmnopqrstuvwxyz | 'abcdefghijklmnopqrst...'",
                "0.5,2,3,4                | line 1: the label 0.5 is not a class",
                "-1,2,3,4                 | the label -1.0 is not a class",
                "1e10,2,3,4               | the label 1.0E10 is not a class",
                "1,2,3,4/3,2,3,4          | row 2: the label is 3, but the network has 3 outputs",
                "1,2,1e39,4               | row 1: number 2 is Infinity",
            })
    void badCsv_isNamedWithItsPlace(String lines, String what) {
        assertRefused(() -> csv(lines, SampleFormat.PLAIN), what);
    }

    private static void assertRefused(Executable reading, String what) {
        String message =
                String.valueOf(assertThrows(UserInputException.class, reading).getMessage());
        assertTrue(message.contains(what), message);
    }

    @Test
    void labels_comeFromTheLastColumnOfAFileOfTheirOwn() throws IOException {
        Path data = file("rows.csv", text("1,2,3/4,5,6"));
        Path labels = file("labels.csv", text("file,classes,label/a.bin,3,2/b.bin,3,0"));

        Samples samples = reader(NumberFormat.FLOAT32, SampleFormat.PLAIN).read(data, labels);

        assertEquals(2, samples.label(0));
        assertEquals(0, samples.label(1));
        Path plain = file("labels.txt", text("1/2"));
        assertEquals(
                1,
                reader(NumberFormat.FLOAT32, SampleFormat.PLAIN)
                        .read(data, plain)
                        .label(0));
    }

    @Test
    void labels_comeFromAnArrayToo() throws IOException {
        SampleReader reader = reader(NumberFormat.FLOAT32, SampleFormat.PLAIN);
        Path data = file("rows.csv", text("1,2,3/4,5,6"));

        Samples samples = reader.read(data, array("2, 1", (byte) 2, (byte) 0));

        assertEquals(2, samples.label(0));
        assertEquals(0, samples.label(1));
        Path one = array("1,", (byte) 1);
        assertRefused(() -> reader.read(data, one), "labels.npy: there are 1 labels for 2 rows");
        Path negative = array("2,", (byte) 1, (byte) -1);
        assertRefused(() -> reader.read(data, negative), "labels.npy, row 2: the label -1.0 is not a class");
        Path beyond = array("2,", (byte) 1, (byte) 3);
        assertRefused(() -> reader.read(data, beyond), "labels.npy, row 2: the label is 3, but the network has 3");
        Path oneHot = array("2, 3", (byte) 0, (byte) 0, (byte) 1, (byte) 1, (byte) 0, (byte) 0);
        assertRefused(() -> reader.read(data, oneHot), "its rows have 3 numbers, but a label is one");
    }

    /// An array of int8 in a file of its own.
    private Path array(String shape, byte... values) throws IOException {
        String header = "{'descr': '|i1', 'fortran_order': False, 'shape': (" + shape + "), }";
        ByteBuffer buffer = ByteBuffer.allocate(10 + header.length() + values.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 0x93)
                .put("NUMPY".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 1)
                .put((byte) 0)
                .putShort((short) header.length())
                .put(header.getBytes(StandardCharsets.US_ASCII))
                .put(values);
        return Files.write(Files.createTempDirectory(folder, "array").resolve("labels.npy"), buffer.array());
    }

    @Test
    void labelsOfSeveralInferencesAtOnce_areRefused() throws IOException {
        Tensor in = Tensor.real("x", Shape.of(2, 3));
        Tensor out = Tensor.real("y", Shape.of(2, 3));
        Network two = new Network("net", List.of(in), List.of(out), List.of(new Reshape("r", in, out)));
        Path data = file("rows.csv", text("1,2,3,4,5,6"));
        Path labels = file("labels.txt", text("1"));
        assertRefused(
                () -> new SampleReader(two, SampleFormat.PLAIN).read(data, labels), "the network makes 2 at once");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1          | there are 1 labels for 2 rows",
                "1/2/0      | there are 3 labels for 2 rows",
                "1/7        | labels.csv, row 2: the label is 7",
                "1/x        | labels.csv, line 2: 'x'",
            })
    void labelsThatDoNotFit_areRefused(String labels, String what) throws IOException {
        Path data = file("rows.csv", text("1,2,3/4,5,6"));
        Path file = file("labels.csv", text(labels));
        assertRefused(() -> reader(NumberFormat.FLOAT32, SampleFormat.PLAIN).read(data, file), what);
    }

    @Test
    void absentFile_isRefused() {
        SampleReader reader = reader(NumberFormat.FLOAT32, SampleFormat.PLAIN);
        assertRefused(() -> reader.read(folder.resolve("absent.csv"), null), "there is no such file");
        assertRefused(() -> reader.read(folder, null), "it cannot be read");
    }

    @Test
    void raw_isReadInTheInputsOwnFormat() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        assertRaw(NumberFormat.FLOAT32, buffer.putFloat(1).putFloat(-0.5f).putFloat(8), 1, -0.5f, 8);
        assertRaw(
                new NumberFormat(NumberFormat.Kind.FLOAT, 64),
                buffer.clear().putDouble(1).putDouble(-0.5).putDouble(8),
                1,
                -0.5f,
                8);
        short half = Float.floatToFloat16(-0.5f);
        assertRaw(
                NumberFormat.FLOAT16,
                buffer.clear().putShort(half).putShort(half).putShort(half),
                -0.5f,
                -0.5f,
                -0.5f);
        // 0.5 (stored - 3).
        assertRaw(NumberFormat.INT8, buffer.clear().put((byte) -1).put((byte) 3).put((byte) 127), -2, 0, 62);
        assertRaw(
                NumberFormat.UINT8, buffer.clear().put((byte) -1).put((byte) 3).put((byte) 127), 126, 0, 62);
        assertRaw(
                NumberFormat.INT16,
                buffer.clear().putShort((short) -1).putShort((short) 3).putShort((short) 1003),
                -2,
                0,
                500);
    }

    private void assertRaw(NumberFormat format, ByteBuffer filled, float... expected) throws IOException {
        byte[] bytes = new byte[filled.position()];
        filled.get(0, bytes);
        Samples samples = reader(format, SampleFormat.PLAIN).read(file("rows.bin", bytes), null);
        assertArrayEquals(expected, samples.values(), format.typeName());
    }

    @Test
    void rawOfPartOfARow_isRefused() throws IOException {
        SampleReader reader = reader(NumberFormat.FLOAT32, SampleFormat.PLAIN);
        Path part = file("rows.bin", new byte[13]);
        assertRefused(() -> reader.read(part, null), "its 13 bytes are not whole rows of 12");
        Path empty = file("empty.bin", new byte[0]);
        assertRefused(() -> reader.read(empty, null), "its 0 bytes are not whole rows of 12");
    }
}
