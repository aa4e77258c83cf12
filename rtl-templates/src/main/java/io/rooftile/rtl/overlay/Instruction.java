package io.rooftile.rtl.overlay;

/// One instruction of the engine. In 64 bits: opcode 63:60, unit 59:58, register 57:52, value 31:0; other bits are 0.
public sealed interface Instruction {
    /// What [Header] must say: "RT", version 1.
    int HEADER_VALUE = 0x5254_0003;

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
                        (long) set.register().unit().number() << UNIT_BIT
                                | (long) set.register().number() << REGISTER_BIT
                                | (set.value() & VALUE_MASK);
                    case Run run -> (long) run.unit().number() << UNIT_BIT | (run.value() & VALUE_MASK);
                    case Header header -> header.value() & VALUE_MASK;
                };
        return (long) opcode().number() << OPCODE_BIT | fields;
    }

    /// The instruction that 64 bits stand for.
    ///
    /// @throws IllegalArgumentException when they stand for none
    static Instruction decoded(long bits) {
        int number = (int) (bits >>> OPCODE_BIT);
        Opcode opcode = Numbered.of(Opcode.values(), number)
                .orElseThrow(() -> new IllegalArgumentException("there is no opcode " + number));
        int value = (int) bits;
        Instruction instruction =
                switch (opcode) {
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
        int number = (int) (bits >>> UNIT_BIT) & 3;
        return Numbered.of(Unit.values(), number)
                .orElseThrow(() -> new IllegalArgumentException("there is no unit " + number));
    }

    private static Register register(long bits) {
        Unit unit = unit(bits);
        int number = (int) (bits >>> REGISTER_BIT) & (Register.MOST - 1);
        return Numbered.of(unit.registers().toArray(Register[]::new), number)
                .orElseThrow(() -> new IllegalArgumentException("unit " + unit + " has no register " + number));
    }
}
