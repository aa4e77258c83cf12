package io.rooftile.rtl.overlay;

import io.rooftile.rtl.overlay.OverlayProgram.Note;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A program as a person reads it: an instruction a line, with the number of each, and what each job does.
public final class Listing {
    private Listing() {}

    /// The listing of a program.
    public static String of(OverlayProgram program) {
        return of(program.instructions(), program.notes());
    }

    /// The listing of instructions, with notes behind some of them.
    public static String of(List<Instruction> instructions, List<Note> notes) {
        Map<Integer, String> texts = new HashMap<>();
        notes.forEach(note -> texts.put(note.instruction(), note.text()));
        StringBuilder listing = new StringBuilder();
        for (int i = 0; i < instructions.size(); i++) {
            String note = texts.get(i);
            String line = "%6d  %016x  %s".formatted(i, instructions.get(i).encoded(), text(instructions.get(i)));
            listing.append(note == null ? line : "%-72s ; %s".formatted(line, note))
                    .append('\n');
        }
        return listing.toString();
    }

    private static String text(Instruction instruction) {
        return switch (instruction) {
            case Instruction.End _ -> "end";
            case Instruction.Header header -> "header 0x%08x".formatted(header.value());
            case Instruction.Set set ->
                "  set %s.%s %s"
                        .formatted(
                                lower(set.register().unit().name()),
                                lower(set.register().name()),
                                set.register().isSigned()
                                        ? Integer.toString(set.value())
                                        : Integer.toUnsignedString(set.value()));
            case Instruction.Run run -> "run " + lower(run.unit().name()) + tokens(run);
        };
    }

    private static String tokens(Instruction.Run run) {
        StringBuilder text = new StringBuilder();
        for (Token token : Token.takenBy(run.unit())) {
            int waits = token.waits(run.value());
            if (waits > 0) {
                text.append(" wait ").append(waits == 1 ? "" : waits + " ").append(token);
            }
        }
        for (Token token : Token.givenBy(run.unit())) {
            if (token.isGiven(run.value())) {
                text.append(" give ").append(token);
            }
        }
        return text.toString();
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
