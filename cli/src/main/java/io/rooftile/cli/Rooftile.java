package io.rooftile.cli;

import io.rooftile.calibration.tool.ToolFailure;
import io.rooftile.calibration.tool.WorkFolder;
import io.rooftile.core.UserInputException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/// The command `rooftile`.
@Command(
        name = "rooftile",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Tells which FPGA accelerator to build for a TensorFlow model, with evidence.",
        subcommands = {
            ExploreCommand.class,
            ImportCommand.class,
            EstimateCommand.class,
            GenerateCommand.class,
            SimulateCommand.class,
            SynthesizeCommand.class,
            ValidateCommand.class,
            AccuracyCommand.class,
            InferCommand.class,
            ReplayCommand.class,
            CalibrateCommand.class,
            PartsCommand.class,
            DoctorCommand.class,
            BenchCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 done, 1 failed or nothing feasible, 2 bad usage or bad input.",
            "Start with: rooftile explore examples/digits/frozen.pb --board ulx3s-85f"
        })
public final class Rooftile implements Callable<Integer> {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int BAD_INPUT = 2;
    private static final int HELP_WIDTH = 110;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /// Runs one command and exits with its code.
    public static void main(String[] arguments) {
        // Figures are written alike everywhere, whatever the user's language.
        Locale.setDefault(Locale.ROOT);
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Rooftile())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(HELP_WIDTH)
                .setParameterExceptionHandler(Rooftile::badUsage)
                .setExecutionExceptionHandler(Rooftile::failed);
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return BAD_INPUT;
    }

    private static int badUsage(ParameterException exception, String[] arguments) {
        CommandLine command = exception.getCommandLine();
        String help = command.getCommandSpec().qualifiedName() + " --help";
        command.getErr().println("rooftile: " + exception.getMessage() + "; " + suggestion(exception) + "see " + help);
        return BAD_INPUT;
    }

    /// The nearest words there are, for a word that there is not.
    private static String suggestion(ParameterException exception) {
        return exception instanceof UnmatchedArgumentException unmatched
                        && !unmatched.getSuggestions().isEmpty()
                ? "did you mean " + String.join(" or ", unmatched.getSuggestions()) + "? "
                : "";
    }

    private static int failed(Exception exception, CommandLine command, CommandLine.ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (WorkFolder.isJvmEnding()) {
            err.println("rooftile: interrupted; what was unfinished is deleted");
            return FAILED;
        }
        if (exception instanceof UserInputException wrong) {
            err.println("rooftile: " + wrong.getMessage());
            wrong.details().forEach(detail -> err.println("  " + detail));
            return BAD_INPUT;
        }
        if (exception instanceof ToolFailure failure) {
            err.println("rooftile: " + failure.getMessage());
            failure.details().forEach(detail -> err.println("  " + detail));
            return FAILED;
        }
        err.println("rooftile: this is a defect of Rooftile, not of your input; please report it with the lines below");
        exception.printStackTrace(err);
        return FAILED;
    }
}
