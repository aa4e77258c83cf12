package io.rooftile.rtl.overlay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/// What the model says of programs that are wrong.
final class EngineModelTest {
    private static final EngineShape SHAPE = new EngineShape(2, 4, 4, 8, 8, 64, 16, 16, 8, 16);
    private static final Instruction HEADER = new Instruction.Header(Instruction.HEADER_VALUE);

    private static EngineModel model(long... program) {
        ByteBuffer memory = ByteBuffer.allocate(Math.max(1024, program.length * Instruction.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (long instruction : program) {
            memory.putLong(instruction);
        }
        return new EngineModel(SHAPE, memory.array());
    }

    private static EngineModel model(Instruction... program) {
        long[] bits = new long[program.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = program[i].encoded();
        }
        return model(bits);
    }

    private static void assertFault(String part, EngineModel model) {
        EngineFault fault = assertThrows(EngineFault.class, () -> model.run(0));
        assertTrue(fault.toString().contains(part), fault.toString());
    }

    @Test
    void run_ofAnEmptyProgram_takesItsTwoInstructions() {
        assertEquals(2, model(HEADER, new Instruction.End()).run(0));
    }

    @Test
    void run_withoutHeader_isError1() {
        assertFault("error 1", model(new Instruction.End()));
        assertFault("error 1", model(new Instruction.Header(0x5254_0001), new Instruction.End()));
    }

    @Test
    void run_ofAnUnknownOpcode_isError2() {
        assertFault("error 2", model(HEADER.encoded(), 5L << 60));
    }

    @Test
    void run_thatWaitsForNobody_isADeadlock() {
        assertFault(
                "no unit can go on",
                model(HEADER, new Instruction.Run(Unit.COMPUTE, 1 << Token.L2C.waitBit()), new Instruction.End()));
    }

    @Test
    void run_thatStoresWhatNobodyComputed_isNamed() {
        assertFault(
                "output bank 0",
                model(
                        HEADER,
                        new Instruction.Set(StoreRegister.RUN_BEATS, 1),
                        new Instruction.Set(StoreRegister.RUN_COUNT, 1),
                        new Instruction.Set(StoreRegister.OUTER_COUNT, 1),
                        new Instruction.Set(StoreRegister.COLUMNS, 1),
                        new Instruction.Set(StoreRegister.SEGMENTS, 1),
                        new Instruction.Set(StoreRegister.ROWS, 1),
                        new Instruction.Set(StoreRegister.WORDS, 1),
                        new Instruction.Run(Unit.STORE, 0),
                        new Instruction.End()));
    }

    @Test
    void run_thatGivesTooManyTokens_isNamed() {
        Instruction[] program = new Instruction[Token.MOST_COUNTED + 10];
        program[0] = HEADER;
        // An empty load: weights, no words.
        program[1] = new Instruction.Set(LoadRegister.KIND, LoadKind.WEIGHTS.number());
        program[2] = new Instruction.Set(LoadRegister.RUN_COUNT, 0);
        for (int i = 3; i < program.length - 1; i++) {
            program[i] = new Instruction.Run(Unit.LOAD, 1 << Token.L2C.giveBit());
        }
        program[program.length - 1] = new Instruction.End();
        assertFault("more than 65535 tokens L2C", model(program));
    }
}
