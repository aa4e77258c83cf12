package io.rooftile.rtl.overlay;

/// One instruction of the engine. In 64 bits: opcode 63:60, unit 59:58, register 57:52, value 31:0; other bits are 0.
public sealed interface Instruction {
    /// What [Header] must say: "RT", version 1.
    int HEADER_VALUE = 0x5254_0001;

    /// Bytes of one.
    int BYTES = Long.BYTES;

    /// Lowest bits of the fields.
    int OPCODE_BIT = 60;

    int UNIT_BIT = 58;
    int REGISTER_BIT = 52;

    long VALUE_MASK = 0xFFFF_FFFFL;

    /// See [Opcode#END].
    record End() implements Instruction {}

    /// See [Opcode#SET].
    record Set(Register register, int value) implements Instruction {}

    /// See [Opcode#RUN].
    ///
    /// @param value tokens waited for and given, see [Token]
    record Run(Unit unit, int value) implements Instruction {}

    /// See [Opcode#HEADER].
    record Header(int value) implements Instruction {}

    default Opcode opcode() {
        return switch (this) {
            case End _ -> Opcode.END;
            case Set _ -> Opcode.SET;
            case Run _ -> Opcode.RUN;
            case Header _ -> Opcode.HEADER;
        };
    }

    /// The instruction in 64 bits.
    default long encoded() {
        long fields =
                switch (this) {
                    case End _ -> 0;
                    case Set set ->
                        (long) set.register().unit().ordinal() << UNIT_BIT
                                | (long) set.register().index() << REGISTER_BIT
                                | set.value() & VALUE_MASK;
                    case Run run -> (long) run.unit().ordinal() << UNIT_BIT | run.value() & VALUE_MASK;
                    case Header header -> header.value() & VALUE_MASK;
                };
        return (long) opcode().ordinal() << OPCODE_BIT | fields;
    }

    /// The instruction that 64 bits stand for.
    ///
    /// @throws IllegalArgumentException when they stand for none
    static Instruction decoded(long bits) {
        int opcode = (int) (bits >>> OPCODE_BIT);
        if (opcode >= Opcode.values().length) {
            throw new IllegalArgumentException("there is no opcode " + opcode);
        }
        int value = (int) bits;
        Instruction instruction =
                switch (Opcode.values()[opcode]) {
                    case END -> new End();
                    case SET -> new Set(register(bits), value);
                    case RUN -> new Run(unit(bits), value);
                    case HEADER -> new Header(value);
                };
        if (instruction.encoded() != bits) {
            throw new IllegalArgumentException("instruction %016x has bits where none may be".formatted(bits));
        }
        return instruction;
    }

    private static Unit unit(long bits) {
        return Unit.of((int) (bits >>> UNIT_BIT) & 3);
    }

    private static Register register(long bits) {
        Unit unit = unit(bits);
        int index = (int) (bits >>> REGISTER_BIT) & (Register.MOST - 1);
        if (index >= unit.registers().size()) {
            throw new IllegalArgumentException("unit " + unit + " has no register " + index);
        }
        return unit.registers().get(index);
    }
}
