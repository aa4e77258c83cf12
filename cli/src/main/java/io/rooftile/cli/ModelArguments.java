package io.rooftile.cli;

import io.rooftile.core.UserInputException;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Shape;
import io.rooftile.modelimport.GivenShapes;
import io.rooftile.modelimport.ImportOptions;
import io.rooftile.modelimport.ImportResult;
import io.rooftile.modelimport.ModelDigest;
import io.rooftile.modelimport.Unsupported;
import io.rooftile.modelimport.formats.ModelImport;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The arguments of every command that reads a model.
final class ModelArguments {
    private static final Pattern SIZES = Pattern.compile("[1-9][0-9]{0,7}(x[1-9][0-9]{0,7}){0,7}");

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

    @Option(
            names = "--input-shape",
            paramLabel = "[NAME=]1xROWSx...",
            description = {
                "The shape of an input whose sizes the file leaves open, batch first,",
                "in the file's order; once for each such input."
            })
    private List<String> inputShapes = List.of();

    String model() {
        return model;
    }

    /// What the imported network depends on, in words: digests of its files and how they are read.
    String dependencies() {
        return "model " + ModelDigest.of(model)
                + (weights == null ? "" : ", weights " + ModelDigest.of(weights.toString()))
                + (hostFallback ? ", host fallback" : "")
                + ", input shapes " + inputShapes;
    }

    ImportResult read() {
        return ModelImport.read(model, new ImportOptions(weights, hostFallback, shapes(inputShapes)));
    }

    /// The imported model.
    ///
    /// @throws UserInputException with every obstacle, when the model is refused
    ImportResult.Imported require() {
        return require(read(), model);
    }

    /// The imported model with its weights.
    ///
    /// @throws UserInputException when the model is refused or is a topology only
    Network requireWeights() {
        Network network = require().network();
        if (!network.hasWeights()) {
            throw UserInputException.of(
                    model,
                    "",
                    "it is a topology only, without weights there is nothing to compute",
                    "give --weights or a file that holds them");
        }
        return network;
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

    private static GivenShapes shapes(List<String> texts) {
        Map<String, Shape> shapes = new HashMap<>();
        for (String text : texts) {
            int equals = text.lastIndexOf('=');
            String sizes = text.substring(equals + 1);
            if (!SIZES.matcher(sizes).matches()) {
                throw UserInputException.of(
                        "--input-shape",
                        "",
                        "'" + text + "' is no shape",
                        "give sizes with x between them, as in 1x224x224x3 or NAME=1x224x224x3");
            }
            Shape shape = new Shape(
                    Stream.of(sizes.split("x", -1)).map(Integer::valueOf).toList());
            if (shapes.put(text.substring(0, Math.max(0, equals)), shape) != null) {
                throw UserInputException.of(
                        "--input-shape",
                        "",
                        "'" + text + "' is for an input that has a shape already",
                        "give each once");
            }
        }
        return new GivenShapes(shapes);
    }
}
