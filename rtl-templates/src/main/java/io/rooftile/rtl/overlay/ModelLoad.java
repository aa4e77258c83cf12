package io.rooftile.rtl.overlay;

import io.rooftile.rtl.overlay.EngineBuffers.Bank;
import java.util.List;

/// One job of the load unit.
///
/// @param registers by number
@SuppressWarnings("ArrayRecordComponent") // The model's state, never compared.
record ModelLoad(EngineShape shape, EngineBuffers buffers, byte[] memory, int[] registers) {
    /// Bits of a channel's bias, multiplier, shift to the left and to the right.
    private static final List<Integer> PARAMETER_BITS = List.of(32, 32, 8, 8);

    private int get(LoadRegister register) {
        return registers[register.number()];
    }

    void run() {
        LoadKind kind = Numbered.of(LoadKind.values(), get(LoadRegister.KIND))
                .orElseThrow(() -> new EngineFault("there is no kind of load " + get(LoadRegister.KIND)));
        byte[] read = new MemoryRuns(
                        shape,
                        memory,
                        get(LoadRegister.ADDRESS),
                        get(LoadRegister.RUN_BEATS),
                        get(LoadRegister.RUN_COUNT),
                        get(LoadRegister.RUN_PITCH),
                        get(LoadRegister.OUTER_COUNT),
                        get(LoadRegister.OUTER_PITCH))
                .read();
        switch (kind) {
            case FEATURES -> features(read);
            case WEIGHTS -> weights(read);
            case PARAMETERS -> parameters(read);
        }
    }

    private void features(byte[] read) {
        int columns = get(LoadRegister.COLUMNS);
        int skip = get(LoadRegister.SKIP);
        int segments = get(LoadRegister.SEGMENTS);
        int rows = get(LoadRegister.ROWS);
        if (skip >= shape.wordsPerBeat()) {
            throw new EngineFault("a load skips " + skip + " words, but a beat has " + shape.wordsPerBeat());
        }
        int times = 1 << get(LoadRegister.DOUBLINGS);
        int segmentBytes = shape.beats(skip + columns / times) * shape.beatBytes();
        requireBytes(read, rows * segments * segmentBytes);
        BankOrder order = new BankOrder(
                shape,
                get(LoadRegister.PHASES),
                get(LoadRegister.PHASE_STEP),
                get(LoadRegister.ROTATION),
                get(LoadRegister.ROW_ROTATION),
                get(LoadRegister.ROTATION_ROWS),
                0);
        for (int row = 0; row < rows; row++) {
            for (int segment = 0; segment < segments; segment++) {
                int base = get(LoadRegister.TARGET)
                        + segment * get(LoadRegister.SEGMENT_STEP)
                        + row * get(LoadRegister.ROW_STEP);
                int first = (row * segments + segment) * segmentBytes;
                for (int column = 0; column < columns; column++) {
                    Bank bank = buffers.features(order.bank(row, column));
                    int to = bank.writing(base + order.offset(column));
                    int at = first + (skip + column / times) * shape.wordBytes();
                    for (int lane = 0; lane < shape.icp(); lane++) {
                        bank.numbers()[to + lane] =
                                MemoryBytes.signed(read, at, lane * shape.dataBits(), shape.dataBits());
                    }
                }
            }
        }
    }

    private void weights(byte[] read) {
        int words = get(LoadRegister.COLUMNS);
        requireBytes(read, shape.beats(words, shape.weightWordBytes()) * shape.beatBytes());
        Bank bank = buffers.weights();
        int bits = shape.weightBits();
        for (int word = 0; word < words; word++) {
            int to = bank.writing(get(LoadRegister.TARGET) + word);
            for (int i = 0; i < shape.ocp() * shape.icp(); i++) {
                bank.numbers()[to + i] = MemoryBytes.signed(read, word * shape.weightWordBytes(), i * bits, bits);
            }
        }
    }

    private void parameters(byte[] read) {
        int words = get(LoadRegister.COLUMNS);
        requireBytes(read, shape.beats(words, shape.parameterWordBytes()) * shape.beatBytes());
        Bank bank = buffers.parameters();
        for (int word = 0; word < words; word++) {
            int to = bank.writing(get(LoadRegister.TARGET) + word);
            int bit = 0;
            for (int channel = 0; channel < shape.drainChannels(); channel++) {
                for (int bits : PARAMETER_BITS) {
                    bank.numbers()[to++] = MemoryBytes.signed(read, word * shape.parameterWordBytes(), bit, bits);
                    bit += bits;
                }
            }
        }
    }

    private static void requireBytes(byte[] read, int needed) {
        if (read.length != needed) {
            throw new EngineFault("a load reads " + read.length + " bytes but takes " + needed);
        }
    }
}
