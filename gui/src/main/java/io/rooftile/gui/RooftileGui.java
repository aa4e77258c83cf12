package io.rooftile.gui;

import io.rooftile.core.UserInputException;
import io.rooftile.gui.text.Texts;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.application.Application;

/// `rooftile gui`: starts the window.
public final class RooftileGui {
    private static final int DONE = 0;
    private static final int BAD_INPUT = 2;

    private RooftileGui() {}

    /// Opens the window on the runs named, and ends the program when it is closed.
    public static void main(String[] arguments) {
        // Figures are written alike everywhere, whatever the user's language.
        Locale.setDefault(Locale.ROOT);
        System.exit(run(List.of(arguments), System.getenv(), System.out, System.err));
    }

    static int run(List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            out.println(Texts.of("help"));
            return DONE;
        }
        Optional<UserInputException> obstacle = obstacle(arguments, environment);
        if (obstacle.isPresent()) {
            err.println("rooftile: " + obstacle.get().getMessage());
            return BAD_INPUT;
        }
        try {
            Application.launch(GuiApplication.class, arguments.toArray(String[]::new));
        } catch (UnsupportedOperationException noDisplay) {
            // What the toolkit throws for a display that is named but does not answer.
            err.println("rooftile: " + noDisplay("the display cannot be opened").getMessage());
            return BAD_INPUT;
        }
        return DONE;
    }

    /// What stands in the way of a window: checked before the toolkit, whose own words are a stack trace.
    private static Optional<UserInputException> obstacle(List<String> arguments, Map<String, String> environment) {
        Optional<String> unknown =
                arguments.stream().filter(one -> one.startsWith("-")).findFirst();
        if (unknown.isPresent()) {
            return Optional.of(
                    UserInputException.of("gui", "", "there is no option " + unknown.get(), "see rooftile gui --help"));
        }
        Optional<String> missing = arguments.stream()
                .filter(folder -> !Files.isDirectory(Path.of(folder)))
                .findFirst();
        if (missing.isPresent()) {
            return Optional.of(UserInputException.of(
                    missing.get(), "", "there is no such folder", "name a run folder, as rooftile explore leaves it"));
        }
        boolean isLinux = System.getProperty("os.name", "").startsWith("Linux");
        boolean hasDisplay = environment.getOrDefault("DISPLAY", "").length() > 0;
        boolean isHeadless = "Headless".equals(System.getProperty("glass.platform"));
        return isLinux && !hasDisplay && !isHeadless
                ? Optional.of(noDisplay("there is no display (DISPLAY is not set)"))
                : Optional.empty();
    }

    private static UserInputException noDisplay(String what) {
        return UserInputException.of(
                "gui", "", what, "start it on a desktop, or open the run folder's report.html in a browser");
    }

    static List<Path> folders(List<String> arguments) {
        return arguments.stream().map(Path::of).toList();
    }
}
