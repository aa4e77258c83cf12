package io.rooftile.cli;

import io.rooftile.core.UserInputException;
import io.rooftile.modelimport.ImportOptions;
import io.rooftile.modelimport.ImportResult;
import io.rooftile.modelimport.Unsupported;
import io.rooftile.modelimport.formats.ModelImport;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The arguments of every command that reads a model.
final class ModelArguments {
    @Parameters(
            index = "0",
            paramLabel = "MODEL",
            description = {
                "A .tflite, .h5, .keras, Keras .json, frozen .pb or .pbtxt, a SavedModel folder,",
                "or zoo:NAME[@HEIGHTxWIDTH] for a built-in topology (zoo:resnet50, zoo:mobilenet_v1_0.5@160)."
            })
    @SuppressWarnings("NullAway.Init")
    private String model;

    @Option(
            names = "--weights",
            paramLabel = "FILE",
            description = "The weights-only .h5 of a model that is only a topology (.json).")
    private @Nullable Path weights;

    @Option(
            names = "--host-fallback",
            description = "Leave operations that no accelerator has to the host, where their shapes are known.")
    private boolean hostFallback;

    String model() {
        return model;
    }

    ImportResult read() {
        return ModelImport.read(model, new ImportOptions(weights, hostFallback));
    }

    /// The imported model.
    ///
    /// @throws UserInputException with every obstacle, when the model is refused
    ImportResult.Imported require() {
        return require(read(), model);
    }

    /// As [#require()], of a model that another argument names.
    static ImportResult.Imported require(String model, ImportOptions options) {
        return require(ModelImport.read(model, options), model);
    }

    private static ImportResult.Imported require(ImportResult result, String model) {
        return switch (result) {
            case ImportResult.Imported imported -> imported;
            case ImportResult.Refused refused -> throw refusal(model, refused);
        };
    }

    static UserInputException refusal(String model, ImportResult.Refused refused) {
        int count = refused.unsupported().size();
        return UserInputException.withDetails(
                model,
                "",
                count == 1 ? "1 operation cannot be imported" : count + " operations cannot be imported",
                "each is named below with what to do",
                refused.unsupported().stream().map(ModelArguments::line).toList());
    }

    private static String line(Unsupported unsupported) {
        return unsupported.node() + " (" + unsupported.op() + "): " + unsupported.reason() + "; " + unsupported.hint();
    }
}
