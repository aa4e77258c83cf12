package io.rooftile.quantization.integer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rooftile.core.network.Network;
import io.rooftile.modelimport.ImportOptions;
import io.rooftile.modelimport.ImportResult;
import io.rooftile.modelimport.formats.ModelImport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/// What an oracle computed for one model, beside the project.
///
/// @param folder with `meta.json`, `input.bin`, `output.bin`, `layers.json`, `layers_crc32.csv`
record Golden(Path folder, JsonNode meta) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// @param crc32 of the output of each row
    record Step(int number, String operation, String tensor, List<Long> crc32) {}

    static Golden of(String name) throws IOException {
        Path folder = shared().resolve("golden").resolve(name);
        Assumptions.assumeTrue(Files.isDirectory(folder), folder + " is absent");
        return new Golden(folder, JSON.readTree(Files.readString(folder.resolve("meta.json"))));
    }

    static Path shared() {
        return Path.of(System.getProperty("rooftile.shared", "../../shared"));
    }

    Network network() {
        Path model = shared().resolve(meta.get("model_file").asText());
        return switch (ModelImport.read(model.toString(), ImportOptions.NONE)) {
            case ImportResult.Imported imported -> imported.network();
            case ImportResult.Refused refused -> throw new IllegalStateException(refused.toString());
        };
    }

    byte[] bytes(String file) throws IOException {
        return Files.readAllBytes(folder.resolve(file));
    }

    /// The operations in the order of execution, with the checksum of each row; none for models of one operation, whose
    /// output says all.
    List<Step> steps() throws IOException {
        if (!Files.exists(folder.resolve("layers.json"))) {
            return List.of();
        }
        JsonNode layers = JSON.readTree(Files.readString(folder.resolve("layers.json")));
        List<List<Long>> checksums = new ArrayList<>();
        layers.forEach(layer -> checksums.add(new ArrayList<>()));
        List<String> lines = Files.readAllLines(folder.resolve("layers_crc32.csv"));
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            for (int i = 0; i < checksums.size(); i++) {
                checksums.get(i).add(Long.parseLong(cells[i + 1], 16));
            }
        }
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            JsonNode layer = layers.get(i);
            steps.add(new Step(
                    layer.get("op").asInt(),
                    layer.get("builtin").asText(),
                    layer.get("tensor").get("name").asText(),
                    checksums.get(i)));
        }
        return steps;
    }
}
