package io.rooftile.rtl.overlay;

import io.rooftile.rtl.WordPacker;
import io.rooftile.rtl.overlay.EngineBuffers.Bank;
import java.util.Arrays;

/// One job of the store unit.
///
/// @param registers by number
@SuppressWarnings("ArrayRecordComponent") // The model's state, never compared.
record ModelStore(EngineShape shape, EngineBuffers buffers, byte[] memory, int[] registers) {
    /// What bytes hold that the store unit writes but that belong to no word.
    private static final byte ANYTHING = (byte) 0xA5;

    private int get(StoreRegister register) {
        return registers[register.number()];
    }

    void run() {
        StoreKind kind = Numbered.of(StoreKind.values(), get(StoreRegister.KIND))
                .orElseThrow(() -> new EngineFault("there is no kind of store " + get(StoreRegister.KIND)));
        switch (kind) {
            case MEMORY -> toMemory();
            case BANKS -> toBanks();
        }
    }

    /// The number of words of all rows and segments, one after the other, each handed on with its place.
    private void forWords(WordTaker taker) {
        int columns = get(StoreRegister.COLUMNS);
        int segments = get(StoreRegister.SEGMENTS);
        int words = get(StoreRegister.WORDS);
        int rowBank = 0;
        int rowWord = get(StoreRegister.SOURCE);
        for (int row = 0; row < get(StoreRegister.ROWS); row++) {
            for (int segment = 0; segment < segments; segment++) {
                for (int column = 0; column < columns; column++) {
                    int pixel = rowBank + column;
                    Bank bank = buffers.outputs(pixel % shape.pp());
                    int from = bank.reading(rowWord + (pixel >> shape.pixelBits()) * words + segment);
                    taker.take(row, segment, column, bank, from);
                }
            }
            rowBank += get(StoreRegister.ROW_REMAINDER);
            rowWord += get(StoreRegister.ROW_ADVANCE);
            if (rowBank >= shape.pp()) {
                rowBank -= shape.pp();
                rowWord += words;
            }
        }
    }

    @FunctionalInterface
    private interface WordTaker {
        void take(int row, int segment, int column, Bank bank, int from);
    }

    private void toMemory() {
        int segments = get(StoreRegister.SEGMENTS);
        int segmentBytes = shape.beats(get(StoreRegister.COLUMNS)) * shape.beatBytes();
        byte[] bytes = new byte[get(StoreRegister.ROWS) * segments * segmentBytes];
        Arrays.fill(bytes, ANYTHING);
        forWords((row, segment, column, bank, from) -> {
            WordPacker packer = new WordPacker(shape.wordBytes() * Byte.SIZE);
            for (int lane = 0; lane < shape.icp(); lane++) {
                packer.add(bank.numbers()[from + lane], shape.dataBits());
            }
            int at = (row * segments + segment) * segmentBytes + column * shape.wordBytes();
            Arrays.fill(bytes, at, at + shape.wordBytes(), (byte) 0);
            packer.put(bytes, at);
        });
        new MemoryRuns(
                        shape,
                        memory,
                        get(StoreRegister.ADDRESS),
                        get(StoreRegister.RUN_BEATS),
                        get(StoreRegister.RUN_COUNT),
                        get(StoreRegister.RUN_PITCH),
                        get(StoreRegister.OUTER_COUNT),
                        get(StoreRegister.OUTER_PITCH))
                .write(bytes);
    }

    private void toBanks() {
        BankOrder order = new BankOrder(
                shape,
                get(StoreRegister.PHASES),
                get(StoreRegister.PHASE_STEP),
                get(StoreRegister.ROTATION),
                get(StoreRegister.ROW_ROTATION),
                get(StoreRegister.ROTATION_ROWS),
                get(StoreRegister.ROW_PHASE));
        forWords((row, segment, column, bank, from) -> {
            Bank to = buffers.features(order.bank(row, column));
            int word = get(StoreRegister.TARGET)
                    + segment * get(StoreRegister.SEGMENT_STEP)
                    + row * get(StoreRegister.ROW_STEP)
                    + order.offset(column);
            System.arraycopy(bank.numbers(), from, to.numbers(), to.writing(word), shape.icp());
        });
    }
}
