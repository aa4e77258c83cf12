package io.rooftile.rtl.overlay;

import java.util.Locale;

/// The instruction set as the hardware and the reader of the documentation see it.
public final class InstructionSetText {
    /// The file that the engine's modules include.
    public static final String HEADER_FILE = "overlay_isa.svh";

    private InstructionSetText() {}

    /// The numbers of the instruction set as constants of SystemVerilog, to be included inside a module.
    public static String header() {
        StringBuilder text = new StringBuilder("""
                // The instruction set of the overlay engine. Included inside modules.
                /* verilator lint_off UNUSEDPARAM */
                """);
        text.append("localparam logic [31:0] HEADER_VALUE = 32'h%08x;\n".formatted(Instruction.HEADER_VALUE));
        for (Opcode opcode : Opcode.values()) {
            constant(text, "OP_" + opcode, opcode.number());
        }
        for (Unit unit : Unit.values()) {
            constant(text, "UNIT_" + unit, unit.number());
        }
        for (Mode mode : Mode.values()) {
            constant(text, "MODE_" + mode, mode.number());
        }
        for (LoadKind kind : LoadKind.values()) {
            constant(text, "LOAD_KIND_" + kind, kind.number());
        }
        for (StoreKind kind : StoreKind.values()) {
            constant(text, "STORE_KIND_" + kind, kind.number());
        }
        for (Token token : Token.values()) {
            constant(text, "GIVE_" + token, token.giveBit());
            constant(text, "WAIT_" + token, token.waitBit());
        }
        constant(text, "WAIT_BITS", Token.WAIT_BITS);
        for (EngineError error : EngineError.values()) {
            constant(text, "ERROR_" + error, error.number());
        }
        for (Unit unit : Unit.values()) {
            for (Register register : unit.registers()) {
                constant(text, register.fullName(), register.number());
            }
            constant(text, unit + "_REGISTERS", unit.registers().size());
        }
        return text.append("/* verilator lint_on UNUSEDPARAM */\n").toString();
    }

    private static void constant(StringBuilder text, String name, int value) {
        text.append("localparam int ").append(name).append(" = ").append(value).append(";\n");
    }

    /// The page of the documentation.
    public static String page() {
        StringBuilder page = new StringBuilder("""
                # The overlay's instructions

                Made from the enumerations of `io.rooftile.rtl.overlay`. An instruction is 64 bits: opcode 63:60, unit 59:58, register
                57:52, value 31:0; all other bits are 0. Memory holds them one after the other, bytes in little-endian order.

                | opcode | name | what |
                |---:|---|---|
                """);
        for (Opcode opcode : Opcode.values()) {
            row(page, opcode.number(), "`" + opcode + "`", opcode.description());
        }
        page.append("\nThe value of `HEADER` is `0x%08x`.\n".formatted(Instruction.HEADER_VALUE));
        page.append("""

                ## Tokens

                The value of `RUN` says which tokens the job waits for, how many of each (%d bits), and which it gives when done.

                | token | given by | bit | awaited by | bits | given when |
                |---|---|---:|---|---:|---|
                """.formatted(Token.WAIT_BITS));
        for (Token token : Token.values()) {
            row(
                    page,
                    "`" + token + "`",
                    lower(token.producer()),
                    token.giveBit(),
                    lower(token.consumer()),
                    (token.waitBit() + Token.WAIT_BITS - 1) + ":" + token.waitBit(),
                    token.description());
        }
        page.append("\n## Modes of a compute job\n\n| number | name | what |\n|---:|---|---|\n");
        for (Mode mode : Mode.values()) {
            row(page, mode.number(), "`" + mode + "`", mode.description());
        }
        for (Unit unit : Unit.values()) {
            page.append("\n## Registers of the %s unit (%d)\n\n".formatted(lower(unit), unit.number()));
            page.append("| index | name | signed | what |\n|---:|---|---|---|\n");
            for (Register register : unit.registers()) {
                row(
                        page,
                        register.number(),
                        "`" + register.name() + "`",
                        register.isSigned() ? "yes" : "",
                        register.description());
            }
        }
        page.append("""

                ## Errors

                After an error nothing new is begun. What memory knows of is brought to its end, writes without strobes; then the engine is
                done and can be started again. How long a job takes is what its registers say, whatever that is: a host that does
                not wait so long says stop.

                | number | name | what |
                |---:|---|---|
                """);
        for (EngineError error : EngineError.values()) {
            row(page, error.number(), "`" + error + "`", error.description());
        }
        return page.toString();
    }

    private static String lower(Unit unit) {
        return unit.name().toLowerCase(Locale.ROOT);
    }

    private static void row(StringBuilder page, Object... cells) {
        page.append('|');
        for (Object cell : cells) {
            page.append(' ').append(cell).append(" |");
        }
        page.append('\n');
    }
}
