package io.rooftile.modelimport.tensorflow;

import static org.junit.jupiter.api.Assertions.fail;

import io.rooftile.modelimport.ImportOptions;
import io.rooftile.modelimport.ImportResult;
import java.nio.file.Path;

/// Imports that must succeed, before graph passes.
final class Imports {
    private Imports() {}

    static ImportResult.Imported imported(Path path) {
        return switch (new TensorFlowReader().read(path, ImportOptions.NONE)) {
            case ImportResult.Imported imported -> imported;
            case ImportResult.Refused refused -> fail(refused.toString());
        };
    }
}
