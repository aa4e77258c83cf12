package io.rooftile.rtl.overlay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/// Instructions in bits, the committed page and the header of the hardware.
final class InstructionTest {
    private static final Path PAGE = Path.of(System.getProperty("rooftile.root", "."), "docs", "isa.md");

    @Test
    void encoded_ofKnownInstructions_isTheContracts() {
        assertEquals(0L, new Instruction.End().encoded());
        assertEquals(0x3000_0000_5254_0003L, new Instruction.Header(Instruction.HEADER_VALUE).encoded());
        // Opcode 1, unit 1, register 13 at bit 52: 1<<60 | 1<<58 | 13<<52.
        assertEquals(0x14D0_0000_FFFF_FFFFL, new Instruction.Set(ComputeRegister.X_START, -1).encoded());
        assertEquals(0x2800_0000_0700_0001L, new Instruction.Run(Unit.STORE, 0x0700_0001).encoded());
    }

    @Test
    void decoded_ofEncoded_isTheInstruction() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        Set<Long> codes = new HashSet<>();
        int count = 0;
        for (Unit unit : Unit.values()) {
            for (int i = 0; i < unit.registers().size(); i++) {
                Register register = unit.registers().get(i);
                assertEquals(i, register.number());
                count += check(new Instruction.Set(register, random.nextInt()), codes);
            }
            count += check(new Instruction.Run(unit, random.nextInt()), codes);
        }
        count += check(new Instruction.Header(random.nextInt()), codes);
        count += check(new Instruction.End(), codes);
        assertEquals(count, codes.size());
    }

    private static int check(Instruction instruction, Set<Long> codes) {
        assertEquals(instruction, Instruction.decoded(instruction.encoded()));
        codes.add(instruction.encoded());
        return 1;
    }

    @Test
    void decoded_ofOtherBits_isRefused() {
        // No opcode 4, no unit 3, no load register 20, a bit where none may be.
        for (long bits : new long[] {4L << 60, 1L << 60 | 3L << 58, 1L << 60 | 20L << 52, 1L << 40}) {
            assertThrows(IllegalArgumentException.class, () -> Instruction.decoded(bits));
        }
    }

    @Test
    void tokens_ofAUnit_haveBitsOfTheirOwn() {
        for (Unit unit : Unit.values()) {
            int used = 0;
            for (Token token : Token.takenBy(unit)) {
                used = take(used, Token.MOST << token.waitBit());
            }
            for (Token token : Token.givenBy(unit)) {
                used = take(used, 1 << token.giveBit());
            }
        }
    }

    private static int take(int used, int bits) {
        assertEquals(0, used & bits);
        return used | bits;
    }

    @Test
    void listing_namesTokensAndJobs() {
        int wait = 2 << Token.C2L.waitBit() | 1 << Token.S2L.waitBit() | 1 << Token.L2C.giveBit();
        String listing = Listing.of(
                List.of(
                        new Instruction.Header(Instruction.HEADER_VALUE),
                        new Instruction.Set(ComputeRegister.Y_START, -3),
                        new Instruction.Run(Unit.LOAD, wait),
                        new Instruction.End()),
                List.of(new OverlayProgram.Note(2, "conv, rows 0 to 3: features")));
        List<String> lines = listing.lines().toList();
        assertTrue(lines.get(1).endsWith("  set compute.y_start -3"), lines.get(1));
        assertTrue(lines.get(2).contains("run load wait 2 C2L wait S2L give L2C"), lines.get(2));
        assertTrue(lines.get(2).endsWith("; conv, rows 0 to 3: features"), lines.get(2));
    }

    @Test
    void header_hasEveryRegisterOnce() {
        List<String> lines = InstructionSetText.header().lines().toList();
        assertTrue(lines.contains("localparam int LOAD_ADDRESS = 1;"));
        assertTrue(lines.contains("localparam int COMPUTE_SHIFT_B = 53;"));
        assertTrue(lines.contains("localparam int STORE_ROW_PHASE = 22;"));
        assertEquals(lines.size(), new HashSet<>(lines).size());
    }

    @Test
    void theCommittedPageIsUpToDate() throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, InstructionSetText.page());
        }
        assertEquals(
                Files.readString(PAGE),
                InstructionSetText.page(),
                "docs/isa.md is out of date: run this test with -Dgolden.update=true");
    }
}
