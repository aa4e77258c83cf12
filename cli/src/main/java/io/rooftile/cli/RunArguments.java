package io.rooftile.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rooftile.core.UserInputException;
import io.rooftile.core.network.Network;
import io.rooftile.costmodel.Target;
import io.rooftile.modelimport.ModelDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The arguments of every command that takes up a run of `explore`.
final class RunArguments {
    private static final String MANIFEST = "manifest.json";

    @Parameters(index = "0", paramLabel = "RUN", description = "A run folder that rooftile explore left.")
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description = "Where the run's model is now. Default: where it was, seen from the present folder.")
    private @Nullable String moved;

    /// A run that is taken up: what it was made from, read again.
    ///
    /// @param model as the user named it
    record Run(Path folder, String model, Network network, Target target, ExploreCommand explore) {}

    /// Reads the run's manifest, and its model and board anew.
    ///
    /// @throws UserInputException when the folder is no run, or the model is not there or not the same
    Run open() {
        Path file = folder.resolve(MANIFEST);
        JsonNode manifest = read(file);
        List<String> arguments = new ArrayList<>();
        manifest.path("command_line").forEach(argument -> arguments.add(argument.asText()));
        String model = manifest.path("model").asText();
        if (arguments.isEmpty() || model.isEmpty() || !arguments.contains(model)) {
            throw notARun(file, "it does not say how the run was started");
        }
        if (arguments.getFirst().equals("explore")) {
            arguments.removeFirst();
        }
        String present = moved == null ? model : moved;
        arguments.replaceAll(argument -> argument.equals(model) ? present : argument);
        if (!present.startsWith("zoo:") && !Files.exists(Path.of(present))) {
            throw UserInputException.of(
                    present,
                    "",
                    "the run's model is not here",
                    "go to the folder that explore was started in, or say where it is with --model");
        }
        if (!ModelDigest.of(present).equals(manifest.path("model_sha256").asText())) {
            throw UserInputException.of(
                    present, "", "this is not the model of the run, its SHA-256 differs", "explore it again");
        }
        ExploreCommand explore = new ExploreCommand();
        try {
            new CommandLine(explore)
                    .setCaseInsensitiveEnumValuesAllowed(true)
                    .parseArgs(arguments.toArray(String[]::new));
        } catch (CommandLine.ParameterException exception) {
            throw notARun(file, "its command line is none of rooftile explore (" + exception.getMessage() + ")");
        }
        return new Run(
                folder,
                present,
                explore.model().requireWeights(),
                explore.target().target(),
                explore);
    }

    private static JsonNode read(Path file) {
        try {
            return new ObjectMapper().readTree(Files.readString(file));
        } catch (JsonProcessingException exception) {
            throw notARun(file, "it is not JSON");
        } catch (IOException exception) {
            throw notARun(file, "it cannot be read");
        }
    }

    private static UserInputException notARun(Path file, String what) {
        return UserInputException.of(
                file.toString(), "", what, "give a run folder, as rooftile explore MODEL --board NAME leaves it");
    }
}
