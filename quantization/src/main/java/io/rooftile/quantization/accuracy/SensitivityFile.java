package io.rooftile.quantization.accuracy;

import io.rooftile.core.Sha256;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A table of sensitivity in a file: a title, a key that says what it depends on, the table, and the SHA-256 of all
/// that. Numbers are big-endian.
public final class SensitivityFile {
    private static final String TITLE = "rooftile sensitivity 1";

    private SensitivityFile() {}

    /// Writes a table.
    ///
    /// @param key of what it depends on
    public static void write(Path file, String key, SensitivityTable table) throws IOException {
        MessageDigest digest = Sha256.digest();
        try (OutputStream raw = new BufferedOutputStream(Files.newOutputStream(file))) {
            DataOutputStream out = new DataOutputStream(new DigestOutputStream(raw, digest));
            out.writeUTF(TITLE);
            out.writeUTF(key);
            write(out, table.widths());
            write(out, table.reference());
            write(out, table.narrowest());
            out.writeInt(table.outputs().size());
            for (List<Outputs> ofPlace : table.outputs()) {
                for (Outputs outputs : ofPlace) {
                    write(out, outputs);
                }
            }
            out.writeInt(table.mixes().size());
            for (SensitivityTable.Mix mix : table.mixes()) {
                write(out, mix.bits());
                out.writeDouble(mix.accuracy());
            }
            out.flush();
            raw.write(digest.digest());
        }
    }

    private static void write(DataOutputStream out, List<Integer> numbers) throws IOException {
        out.writeInt(numbers.size());
        for (int number : numbers) {
            out.writeInt(number);
        }
    }

    private static void write(DataOutputStream out, Outputs outputs) throws IOException {
        float[] values = outputs.values();
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES));
        bytes.asFloatBuffer().put(values);
        out.writeInt(values.length);
        out.write(bytes.array());
        out.writeInt(outputs.grids().size());
        for (OutputGrid grid : outputs.grids()) {
            out.writeInt(grid.elements());
            out.writeDouble(grid.scale());
            out.writeInt(grid.zeroPoint());
            out.writeInt(grid.least());
            out.writeInt(grid.most());
        }
    }

    /// Reads a table, or nothing when the file is damaged, of another kind, or has another key.
    public static Optional<SensitivityTable> read(Path file, String key) throws IOException {
        if (!isWhole(file)) {
            return Optional.empty();
        }
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            return in.readUTF().equals(TITLE) && in.readUTF().equals(key) ? Optional.of(table(in)) : Optional.empty();
        }
    }

    /// Whether the file ends with the digest of all before it, so that every length in it can be trusted.
    private static boolean isWhole(Path file) throws IOException {
        MessageDigest digest = Sha256.digest();
        long before = Files.size(file) - digest.getDigestLength();
        if (before <= 0) {
            return false;
        }
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file))) {
            byte[] chunk = new byte[1 << 16];
            for (long left = before; left > 0; ) {
                int count = raw.read(chunk, 0, (int) Math.min(left, chunk.length));
                if (count < 0) {
                    return false;
                }
                digest.update(chunk, 0, count);
                left -= count;
            }
            return MessageDigest.isEqual(digest.digest(), raw.readAllBytes());
        }
    }

    private static SensitivityTable table(DataInputStream in) throws IOException {
        List<Integer> widths = numbers(in);
        Outputs reference = outputs(in);
        Outputs narrowest = outputs(in);
        List<List<Outputs>> places = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            List<Outputs> ofPlace = new ArrayList<>();
            for (int width = 0; width < widths.size(); width++) {
                ofPlace.add(outputs(in));
            }
            places.add(ofPlace);
        }
        List<SensitivityTable.Mix> mixes = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            mixes.add(new SensitivityTable.Mix(numbers(in), in.readDouble()));
        }
        return new SensitivityTable(widths, reference, narrowest, places, mixes);
    }

    private static List<Integer> numbers(DataInputStream in) throws IOException {
        List<Integer> numbers = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            numbers.add(in.readInt());
        }
        return numbers;
    }

    private static Outputs outputs(DataInputStream in) throws IOException {
        float[] values = new float[in.readInt()];
        byte[] bytes = new byte[Math.multiplyExact(values.length, Float.BYTES)];
        in.readFully(bytes);
        ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
        List<OutputGrid> grids = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            grids.add(new OutputGrid(in.readInt(), in.readDouble(), in.readInt(), in.readInt(), in.readInt()));
        }
        return new Outputs(values, grids);
    }
}
