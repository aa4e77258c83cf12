package io.rooftile.calibration.published;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.rooftile.core.UserInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The folder that holds the published measurements, one YAML file for each kind of generator.
public final class TruthFolder {
    private static final String HINT = "give the folder of dpu.yaml, finn.yaml and hls4ml.yaml as --truth DIR";

    private final Path folder;

    private TruthFolder(Path folder) {
        this.folder = folder;
    }

    /// A folder of the user's.
    ///
    /// @throws UserInputException when there is no such folder
    public static TruthFolder of(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw UserInputException.of(folder.toString(), "", "there is no such folder", HINT);
        }
        return new TruthFolder(folder);
    }

    /// The root of a file, unless the folder has none of that name.
    ///
    /// @throws UserInputException when it is no YAML mapping
    Optional<TruthNode> file(String name) {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (var stream = Files.newInputStream(file)) {
            JsonNode root = new YAMLMapper().readTree(stream);
            if (root == null || !root.isObject()) {
                throw UserInputException.of(file.toString(), "", "this is no YAML mapping", HINT);
            }
            return Optional.of(new TruthNode(file.toString(), "", root));
        } catch (JsonProcessingException exception) {
            var place = exception.getLocation();
            throw UserInputException.of(
                    file.toString(),
                    place == null ? "" : "line " + place.getLineNr(),
                    "not valid YAML: " + exception.getOriginalMessage(),
                    "correct the file");
        } catch (IOException exception) {
            throw UserInputException.of(
                    file.toString(), "", "cannot be read (" + exception.getMessage() + ")", "check the file's rights");
        }
    }

    UserInputException empty() {
        return UserInputException.of(folder.toString(), "", "there are no measurements in this folder", HINT);
    }
}
