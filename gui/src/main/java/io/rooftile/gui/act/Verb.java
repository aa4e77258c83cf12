package io.rooftile.gui.act;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What can be done with a design: a command of `rooftile`.
public enum Verb {
    GENERATE,
    SIMULATE,
    SYNTHESIZE,
    VALIDATE;

    /// The name of the command.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The arguments that do it with a design of a run.
    List<String> arguments(Path run, String design) {
        List<String> arguments = new ArrayList<>(List.of(word(), run.toString(), "--design", design));
        switch (this) {
            case SIMULATE, SYNTHESIZE, VALIDATE -> arguments.add("--json");
            case GENERATE -> {}
        }
        return arguments;
    }
}
