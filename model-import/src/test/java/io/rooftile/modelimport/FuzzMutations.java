package io.rooftile.modelimport;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// Damages a file's bytes in the ways that files get damaged, and in the ways that upset readers: flipped
/// bytes, cut ends, parts moved, doubled or taken from another file, integers replaced by extremes. Which
/// damage is done depends on the random generator alone.
public final class FuzzMutations {
    private static final int MOST_CHANGES = 4;
    private static final int LONGEST_PART = 256;
    private static final long[] EXTREMES = {
        0,
        1,
        -1,
        2,
        127,
        128,
        255,
        256,
        32767,
        32768,
        65535,
        65536,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        0xFFFFFFFFL,
        1L << 32,
        1L << 40,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };

    private final RandomGenerator random;
    private final List<byte[]> donors;

    /// @param donors files that parts are taken from; the file to damage may be among them
    public FuzzMutations(RandomGenerator random, List<byte[]> donors) {
        this.random = random;
        this.donors = List.copyOf(donors);
    }

    /// A damaged copy, with one to four changes.
    public byte[] mutate(byte[] original) {
        byte[] bytes = original.clone();
        int changes = 1 + random.nextInt(MOST_CHANGES);
        for (int i = 0; i < changes && bytes.length > 0; i++) {
            bytes = change(bytes);
        }
        return bytes;
    }

    private byte[] change(byte[] bytes) {
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> flipBit(bytes);
            case 3 -> replaceByte(bytes);
            case 4, 5, 6 -> replaceInteger(bytes);
            case 7 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 8 -> overwrite(bytes, bytes);
            default -> overwrite(bytes, donors.isEmpty() ? bytes : donors.get(random.nextInt(donors.size())));
        };
    }

    private byte[] flipBit(byte[] bytes) {
        bytes[position(bytes.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
        return bytes;
    }

    private byte[] replaceByte(byte[] bytes) {
        bytes[position(bytes.length)] = (byte) random.nextInt();
        return bytes;
    }

    /// An aligned integer of 1, 2, 4 or 8 bytes becomes an extreme or moves by little.
    private byte[] replaceInteger(byte[] bytes) {
        int size = 1 << random.nextInt(4);
        if (bytes.length < size) {
            return bytes;
        }
        int position = Math.min(position(bytes.length) / size * size, bytes.length - size);
        ByteOrder order = random.nextInt(4) == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(order);
        boolean extreme = random.nextBoolean();
        long value = extreme ? EXTREMES[random.nextInt(EXTREMES.length)] : random.nextInt(-8, 9);
        switch (size) {
            case 1 -> buffer.put(position, (byte) (extreme ? value : buffer.get(position) + value));
            case 2 -> buffer.putShort(position, (short) (extreme ? value : buffer.getShort(position) + value));
            case 4 -> buffer.putInt(position, (int) (extreme ? value : buffer.getInt(position) + value));
            default -> buffer.putLong(position, extreme ? value : buffer.getLong(position) + value);
        }
        return bytes;
    }

    /// A part of one file over a part of the other.
    private byte[] overwrite(byte[] bytes, byte[] donor) {
        int length = 1 + random.nextInt(Math.min(Math.min(bytes.length, donor.length), LONGEST_PART));
        System.arraycopy(
                donor, position(donor.length - length + 1), bytes, position(bytes.length - length + 1), length);
        return bytes;
    }

    /// A position, half of the time among the first or the last 2 KiB, where most formats keep their structure.
    private int position(int length) {
        int near = Math.min(length, 2048);
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(near);
            case 1 -> length - 1 - random.nextInt(near);
            default -> random.nextInt(length);
        };
    }
}
