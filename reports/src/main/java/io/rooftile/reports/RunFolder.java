package io.rooftile.reports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rooftile.core.UserInputException;
import io.rooftile.dse.Exploration;
import io.rooftile.dse.FrontDesign;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The folder a run leaves behind. It is written beside its final name and moved there when whole, so that a run that
/// is interrupted or fails leaves either the former folder or the new one, never half of one.
public final class RunFolder {
    private static final String MANIFEST = "manifest.json";
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private RunFolder() {}

    /// Makes sure, before any long work, that a run can be written to a folder.
    ///
    /// @throws UserInputException when it holds something that is not a run, or cannot be written
    public static void check(Path folder) {
        if (Files.exists(folder) && !isReplaceable(folder)) {
            throw UserInputException.of(
                    folder.toString(),
                    "",
                    "this is not a run folder and not empty, so it will not be overwritten",
                    "give another --out");
        }
        Path parent = folder.toAbsolutePath().normalize().getParent();
        if (parent == null) {
            throw UserInputException.of(folder.toString(), "", "this cannot be a run folder", "give another --out");
        }
        try {
            Files.createDirectories(parent);
            Files.delete(Files.createTempDirectory(parent, ".rooftile-"));
        } catch (IOException exception) {
            throw UserInputException.of(
                    folder.toString(), "", "it cannot be written (" + reason(exception) + ")", "give another --out");
        }
    }

    /// Writes a run, in place of a former one of that name.
    ///
    /// @throws UserInputException when it cannot be written, for instance because the disk is full
    public static void write(Path folder, Exploration exploration, RunManifest manifest) {
        check(folder);
        Path target = folder.toAbsolutePath().normalize();
        Path parent = target.getParent();
        Path privateFolder = null;
        try {
            // Within the private folder one made by the user's own rules: others may read what their umask allows.
            privateFolder = Files.createTempDirectory(parent, ".rooftile-");
            Path fresh = Files.createDirectory(privateFolder.resolve("fresh"));
            fill(fresh, exploration, manifest);
            Path former = privateFolder.resolve("former");
            if (Files.exists(target)) {
                Files.move(target, former);
            }
            try {
                Files.move(fresh, target);
            } catch (IOException exception) {
                if (Files.exists(former)) {
                    Files.move(former, target);
                }
                throw exception;
            }
            delete(privateFolder);
        } catch (IOException exception) {
            if (privateFolder != null) {
                delete(privateFolder);
            }
            throw UserInputException.of(
                    folder.toString(),
                    "",
                    "the run could not be written (" + reason(exception) + ")",
                    "make room or give another --out");
        }
    }

    /// What `result.json` holds.
    public static String json(Exploration exploration) {
        try {
            return MAPPER.writeValueAsString(ResultJson.of(exploration));
        } catch (JsonProcessingException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    private static void fill(Path folder, Exploration exploration, RunManifest manifest) throws IOException {
        Files.writeString(folder.resolve("front.csv"), FrontCsv.text(exploration));
        Files.writeString(folder.resolve("result.json"), json(exploration) + "\n");
        Path designs = Files.createDirectory(folder.resolve("designs"));
        for (FrontDesign design : exploration.familyFronts()) {
            Files.writeString(
                    designs.resolve(design.id() + ".yaml"),
                    DesignYaml.text(design.estimate().design()));
        }
        Files.writeString(folder.resolve("report.html"), HtmlReport.text(exploration, manifest));
        Files.writeString(folder.resolve(MANIFEST), MAPPER.writeValueAsString(manifest(exploration, manifest)) + "\n");
    }

    private static ObjectNode manifest(Exploration exploration, RunManifest manifest) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("version", manifest.version());
        ArrayNode arguments = node.putArray("command_line");
        manifest.commandLine().forEach(arguments::add);
        node.put("seed", exploration.settings().seed());
        node.put("model", manifest.model());
        node.put("model_format", manifest.modelFormat());
        node.put("model_sha256", manifest.modelSha256());
        node.put("board", exploration.target().board().name());
        node.put("part", exploration.target().board().part().name());
        node.put("coefficient_set", exploration.target().coefficients().id());
        node.putObject("tools").put("java", Runtime.version().toString());
        node.put("start", manifest.start().toString());
        node.put("end", manifest.end().toString());
        return node;
    }

    private static boolean isReplaceable(Path folder) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return Files.exists(folder.resolve(MANIFEST)) || entries.findAny().isEmpty();
        } catch (IOException exception) {
            throw UserInputException.of(
                    folder.toString(), "", "it cannot be read (" + reason(exception) + ")", "give another --out");
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> tree = Files.walk(folder)) {
            List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /// What a user understands of an I/O failure: the class name carries the meaning where the message is only a path.
    static String reason(IOException exception) {
        String kind = exception.getClass().getSimpleName().replace("Exception", "");
        return switch (kind) {
            case "AccessDenied" -> "permission denied";
            case "NoSuchFile" -> "a folder on the way does not exist";
            case "FileAlreadyExists", "NotDirectory" -> "a file is in the way";
            case "FileSystem", "IO" -> String.valueOf(exception.getMessage());
            default -> kind + ": " + exception.getMessage();
        };
    }
}
