package io.rooftile.rtl.overlay;

import io.rooftile.rtl.overlay.OverlayProgram.Note;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Jobs as instructions: registers are only set where they change, or are to be renewed.
///
/// @param instructions the program
/// @param notes what the jobs do
record ProgramWriter(List<Instruction> instructions, List<Note> notes) {
    static ProgramWriter of(List<Job> jobs) {
        List<Instruction> instructions = new ArrayList<>();
        List<Note> notes = new ArrayList<>();
        Map<Register, Integer> held = new HashMap<>();
        instructions.add(new Instruction.Header(Instruction.HEADER_VALUE));
        for (Job job : jobs) {
            job.registers().forEach((register, value) -> {
                boolean isChanged = !Objects.equals(held.put(register, value), value);
                if (isChanged || job.isRenewed(register)) {
                    instructions.add(new Instruction.Set(register, value));
                }
            });
            notes.add(new Note(instructions.size(), job.comment()));
            instructions.add(new Instruction.Run(job.unit(), job.run()));
        }
        instructions.add(new Instruction.End());
        return new ProgramWriter(instructions, notes);
    }

    /// The instructions in memory.
    byte[] bytes() {
        ByteBuffer bytes =
                ByteBuffer.allocate(instructions.size() * Instruction.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        instructions.forEach(instruction -> bytes.putLong(instruction.encoded()));
        return bytes.array();
    }
}
