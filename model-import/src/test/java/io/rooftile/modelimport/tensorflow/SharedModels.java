package io.rooftile.modelimport.tensorflow;

import static org.junit.jupiter.api.Assertions.fail;

import io.rooftile.modelimport.ImportOptions;
import io.rooftile.modelimport.ImportResult;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// Real models beside the checkout; tests that need them are skipped where they are absent.
final class SharedModels {
    private SharedModels() {}

    static Path path(String name) {
        String shared = System.getProperty("rooftile.shared", "");
        Path root = shared.isEmpty() || shared.startsWith("${")
                ? Path.of(System.getProperty("rooftile.root", "."), "..", "shared")
                : Path.of(shared);
        Path model = root.resolve("models").resolve(name);
        Assumptions.assumeTrue(Files.exists(model), "there is no " + model);
        return model;
    }

    static ImportResult.Imported imported(Path path) {
        return switch (new TensorFlowReader().read(path, ImportOptions.NONE)) {
            case ImportResult.Imported imported -> imported;
            case ImportResult.Refused refused -> fail(refused.toString());
        };
    }
}
