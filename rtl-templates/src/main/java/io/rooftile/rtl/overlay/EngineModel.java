package io.rooftile.rtl.overlay;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The engine without time: jobs are done one by one, whole, in an order that their tokens allow. It knows nothing but
/// the instructions and the memory.
///
/// Whether a program is right must not depend on the order; where several units could go on, the first of a given order
/// of preference does.
public final class EngineModel {
    /// Instructions that wait in front of a unit at most.
    private static final int QUEUE_DEPTH = 64;

    private final byte[] memory;
    private final List<Unit> preference;
    private final Map<Unit, UnitState> units = new EnumMap<>(Unit.class);
    private final Map<Token, Integer> tokens = new EnumMap<>(Token.class);
    private final EngineBuffers buffers;
    private final EngineShape shape;

    /// @param memory from address 0 on; read and written
    /// @param preference all units, the one that goes on first where it can first
    public EngineModel(EngineShape shape, byte[] memory, List<Unit> preference) {
        this.shape = shape;
        this.memory = memory;
        this.preference = List.copyOf(preference);
        this.buffers = new EngineBuffers(shape);
        for (Unit unit : Unit.values()) {
            units.put(unit, new UnitState(new ArrayDeque<>(), new int[Register.MOST]));
        }
        for (Token token : Token.values()) {
            tokens.put(token, 0);
        }
    }

    /// As [#EngineModel(EngineShape, byte[], List)] where the order does not matter.
    public EngineModel(EngineShape shape, byte[] memory) {
        this(shape, memory, List.of(Unit.values()));
    }

    @SuppressWarnings("ArrayRecordComponent") // Registers, never compared.
    private record UnitState(Deque<Instruction> queue, int[] registers) {}

    private UnitState state(Unit unit) {
        return Objects.requireNonNull(units.get(unit));
    }

    /// Runs the program that begins at an address, to its end.
    ///
    /// @return how many instructions it took
    /// @throws EngineFault when it cannot go on, or a job reads what nobody wrote
    public int run(int programAddress) {
        ByteBuffer program = ByteBuffer.wrap(memory).order(ByteOrder.LITTLE_ENDIAN);
        int address = programAddress;
        Instruction next = decoded(program, address);
        if (!(next instanceof Instruction.Header header) || header.value() != Instruction.HEADER_VALUE) {
            throw new EngineFault("error 1: the program does not begin with the header of this version");
        }
        boolean hasEnded = false;
        while (true) {
            while (!hasEnded && isDispatched(next)) {
                hasEnded = next instanceof Instruction.End;
                address += Instruction.BYTES;
                if (!hasEnded) {
                    next = decoded(program, address);
                }
            }
            if (!step()) {
                if (!hasEnded
                        || units.values().stream()
                                .anyMatch(unit -> !unit.queue().isEmpty())) {
                    throw new EngineFault("no unit can go on: " + tokens + ", waiting " + waiting());
                }
                return (address - programAddress) / Instruction.BYTES;
            }
        }
    }

    private static Instruction decoded(ByteBuffer program, int address) {
        try {
            return Instruction.decoded(program.getLong(address));
        } catch (IllegalArgumentException unknown) {
            throw new EngineFault("error 2 at address " + address + ": " + unknown.getMessage());
        }
    }

    /// Gives an instruction to its unit, if that has room.
    private boolean isDispatched(Instruction instruction) {
        return switch (instruction) {
            case Instruction.End _, Instruction.Header _ -> true;
            case Instruction.Set set -> isQueued(set.register().unit(), set);
            case Instruction.Run run -> isQueued(run.unit(), run);
        };
    }

    private boolean isQueued(Unit unit, Instruction instruction) {
        Deque<Instruction> queue = state(unit).queue();
        return queue.size() < QUEUE_DEPTH && queue.add(instruction);
    }

    /// Lets one unit do one thing.
    private boolean step() {
        for (Unit unit : preference) {
            Deque<Instruction> queue = state(unit).queue();
            Instruction head = queue.peek();
            if (head instanceof Instruction.Set set) {
                state(unit).registers()[set.register().number()] = set.value();
                queue.remove();
                return true;
            }
            if (head instanceof Instruction.Run run && hasTokens(run)) {
                queue.remove();
                run(run);
                return true;
            }
        }
        return false;
    }

    private int count(Token token) {
        return Objects.requireNonNull(tokens.get(token));
    }

    private boolean hasTokens(Instruction.Run run) {
        return Token.takenBy(run.unit()).stream().allMatch(token -> count(token) >= token.waits(run.value()));
    }

    private void run(Instruction.Run run) {
        for (Token token : Token.takenBy(run.unit())) {
            tokens.put(token, count(token) - token.waits(run.value()));
        }
        int[] registers = state(run.unit()).registers();
        switch (run.unit()) {
            case LOAD -> new ModelLoad(shape, buffers, memory, registers).run();
            case COMPUTE -> new ModelCompute(shape, buffers, registers).run();
            case STORE -> new ModelStore(shape, buffers, memory, registers).run();
        }
        for (Token token : Token.givenBy(run.unit())) {
            if (token.isGiven(run.value())) {
                if (count(token) == Token.MOST_COUNTED) {
                    throw new EngineFault("more than " + Token.MOST_COUNTED + " tokens " + token + " are given");
                }
                tokens.put(token, count(token) + 1);
            }
        }
    }

    private String waiting() {
        StringBuilder text = new StringBuilder();
        for (Unit unit : Unit.values()) {
            text.append(unit).append(' ').append(state(unit).queue().peek()).append(' ');
        }
        return text.toString().strip();
    }
}
