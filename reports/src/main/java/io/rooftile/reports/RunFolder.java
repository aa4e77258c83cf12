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

/// The folder a run leaves behind. It is written beside its final name and moved there when whole, so that a run that
/// is interrupted or fails leaves either the former folder or the new one, never half of one.
public final class RunFolder {
    /// The file by which a folder is known as a run.
    public static final String MANIFEST = "manifest.json";

    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private RunFolder() {}

    /// Makes sure, before any long work, that a run can be written to a folder.
    ///
    /// @throws UserInputException when it holds something that is not a run, or cannot be written
    public static void check(Path folder) {
        at(folder).close();
    }

    private static WholePath at(Path folder) {
        return WholePath.folder(folder, MANIFEST, "--out");
    }

    /// Writes a run, in place of a former one of that name.
    ///
    /// @throws UserInputException when it cannot be written, for instance because the disk is full
    public static void write(Path folder, Exploration exploration, RunManifest manifest) {
        try (WholePath whole = at(folder)) {
            try {
                // Made by the user's own rules: others may read what their umask allows.
                fill(Files.createDirectory(whole.fresh()), exploration, manifest);
            } catch (IOException exception) {
                throw whole.failure(exception);
            }
            whole.complete();
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
        ResultJson.accuracy(node, exploration);
        node.putObject("tools").put("java", Runtime.version().toString());
        node.put("start", manifest.start().toString());
        node.put("end", manifest.end().toString());
        return node;
    }
}
