package io.rooftile.gui.act;

import io.rooftile.core.UserInputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// Runs `rooftile` as a process of its own. What is told to end does so with all that it started: the command line ends
/// its tools itself when it is asked to. None outlives [#close()].
public final class CommandLine implements AutoCloseable {
    private final Path launcher;
    private final Set<Process> running = ConcurrentHashMap.newKeySet();

    /// What a command came to.
    ///
    /// @param exitCode 0 done, 1 failed or not as predicted, 2 bad input
    /// @param output standard output
    /// @param lastWord last line of standard error: where there is no answer, what is wrong and what to do
    record Result(int exitCode, String output, String lastWord) {}

    /// A command that runs, or is about to.
    static final class Handle {
        private Process process;
        private boolean isCancelled;

        @SuppressWarnings("NullAway.Init")
        Handle() {}

        /// Asks the command to end; one that has not begun never does.
        synchronized void cancel() {
            isCancelled = true;
            if (process != null) {
                end(process);
            }
        }

        synchronized boolean isCancelled() {
            return isCancelled;
        }

        private synchronized Process start(ProcessBuilder builder) throws IOException {
            process = builder.start();
            if (isCancelled) {
                end(process);
            }
            return process;
        }
    }

    /// @param launcher the script `rooftile`
    public CommandLine(Path launcher) {
        this.launcher = launcher;
    }

    /// Runs a command to its end.
    ///
    /// @param log hears each line of its standard error as it comes, on another thread
    /// @throws UserInputException when it cannot be started
    Result run(List<String> arguments, Handle handle, Consumer<String> log) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(arguments);
        Process process;
        try {
            process = handle.start(new ProcessBuilder(command));
        } catch (IOException exception) {
            throw UserInputException.of(
                    launcher.toString(),
                    "",
                    "it cannot be started (" + exception.getMessage() + ")",
                    "start the window with the rooftile script of the project");
        }
        running.add(process);
        try {
            AtomicReference<String> lastWord = new AtomicReference<>("");
            Thread errors = Thread.ofVirtual()
                    .start(() -> forward(process, line -> {
                        lastWord.set(line);
                        log.accept(line);
                    }));
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exitCode = process.waitFor();
            errors.join();
            return new Result(exitCode, output, lastWord.get());
        } catch (IOException exception) {
            throw UserInputException.of(
                    launcher.toString(), "", "its output broke off (" + exception.getMessage() + ")", "try again");
        } finally {
            end(process);
            running.remove(process);
        }
    }

    private static void forward(Process process, Consumer<String> log) {
        try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                log.accept(line);
            }
        } catch (IOException ended) {
            log.accept(String.valueOf(ended.getMessage()));
        }
    }

    /// Asks all that still run to end.
    @Override
    public void close() {
        running.forEach(CommandLine::end);
    }

    /// By its handle: the process itself would close its output, and who reads that would take it for broken off.
    private static void end(Process process) {
        process.toHandle().destroy();
    }
}
