package io.rooftile.quantization.data;

import io.rooftile.core.UserInputException;
import io.rooftile.quantization.accuracy.Samples;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An array as `numpy.save` writes it, row-major. Source: NumPy Enhancement Proposal 1, `npy` format.
///
/// @param file for messages
/// @param values all elements
/// @param rows size of the first dimension
@SuppressWarnings("ArrayRecordComponent") // The bulk of the file, never compared.
record NumpyArray(Path file, float[] values, int rows) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final Pattern DESCRIPTION = Pattern.compile("'descr':\\s*'([<>|=]?)([fiu])([1248])'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order':\\s*False");
    private static final Pattern SHAPE = Pattern.compile("'shape':\\s*\\(([0-9]{1,9}(?:, *[0-9]{1,9})*),?\\s*\\)");

    static NumpyArray parse(Path file, byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < 12 || !Arrays.equals(Arrays.copyOf(bytes, MAGIC.length), MAGIC)) {
            throw broken(file, "it does not begin as a NumPy array");
        }
        boolean isShort = bytes[MAGIC.length] == 1;
        int start = isShort ? 10 : 12;
        long length = isShort ? Short.toUnsignedInt(buffer.getShort(8)) : Integer.toUnsignedLong(buffer.getInt(8));
        if (start + length > bytes.length) {
            throw broken(file, "its header is cut off");
        }
        String header = new String(bytes, start, (int) length, StandardCharsets.ISO_8859_1);
        Matcher description = DESCRIPTION.matcher(header);
        Matcher shape = SHAPE.matcher(header);
        if (!description.find() || !shape.find() || !ORDER.matcher(header).find()) {
            throw broken(file, "it is not a row-major array of plain numbers, but " + header.strip());
        }
        int size = Integer.parseInt(description.group(3));
        buffer.order(description.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        buffer.position((int) (start + length));
        int rows = Integer.parseInt(shape.group(1).split(",", -1)[0].strip());
        long elements = elements(shape.group(1));
        if (elements < 1 || elements != buffer.remaining() / (double) size) {
            throw broken(
                    file,
                    "its " + buffer.remaining() + " bytes do not fit the shape (" + shape.group(1) + ") of numbers of "
                            + size + " bytes");
        }
        float[] values = new float[(int) elements];
        for (int i = 0; i < elements; i++) {
            values[i] = element(file, buffer, description.group(2).charAt(0), size);
        }
        return new NumpyArray(file, values, rows);
    }

    /// 0 where there are more than a file can hold.
    private static long elements(String shape) {
        long product = 1;
        for (String size : shape.split(",", -1)) {
            product *= Long.parseLong(size.strip());
            if (product > Integer.MAX_VALUE) {
                return 0;
            }
        }
        return product;
    }

    private static float element(Path file, ByteBuffer buffer, char kind, int size) {
        boolean isUnsigned = kind == 'u';
        if (kind == 'f') {
            return switch (size) {
                case 2 -> Float.float16ToFloat(buffer.getShort());
                case 4 -> buffer.getFloat();
                case 8 -> (float) buffer.getDouble();
                default -> throw broken(file, "floats of " + size + " bytes are not known");
            };
        }
        return switch (size) {
            case 1 -> isUnsigned ? Byte.toUnsignedInt(buffer.get()) : buffer.get();
            case 2 -> isUnsigned ? Short.toUnsignedInt(buffer.getShort()) : buffer.getShort();
            case 4 -> isUnsigned ? Integer.toUnsignedLong(buffer.getInt()) : buffer.getInt();
            default -> buffer.getLong();
        };
    }

    Samples samples(int length, SampleFormat format) {
        if (values.length / rows != length) {
            throw UserInputException.of(
                    file.toString(),
                    "",
                    "its rows have " + values.length / rows + " numbers, but the network reads " + length,
                    "give an array whose first dimension is the rows");
        }
        float[] scaled = new float[values.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = (float) (format.factor() * values[i] + format.offset());
        }
        return new Samples(scaled, rows);
    }

    /// One class for each row.
    int[] labels() {
        if (values.length != rows) {
            throw UserInputException.of(
                    file.toString(),
                    "",
                    "its rows have " + values.length / rows + " numbers, but a label is one",
                    "give an array of one class for each row");
        }
        int[] labels = new int[rows];
        for (int row = 0; row < rows; row++) {
            labels[row] = (int) values[row];
            if (labels[row] != values[row] || labels[row] < 0) {
                throw UserInputException.of(
                        file.toString(),
                        "row " + (row + 1),
                        "the label " + values[row] + " is not a class",
                        "give whole numbers from 0 on");
            }
        }
        return labels;
    }

    private static UserInputException broken(Path file, String what) {
        return UserInputException.of(file.toString(), "", what, "save it with numpy.save, row-major");
    }
}
