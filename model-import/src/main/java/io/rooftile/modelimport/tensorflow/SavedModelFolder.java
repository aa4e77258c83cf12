package io.rooftile.modelimport.tensorflow;

import io.rooftile.core.UserInputException;
import io.rooftile.modelimport.ImportOptions;
import io.rooftile.modelimport.ImportResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;

/// A SavedModel folder: its graph for serving, from the inputs to the outputs of one signature.
final class SavedModelFolder {
    static final List<String> FILES = List.of("saved_model.pb", "saved_model.pbtxt");

    private static final String SERVE_TAG = "serve";
    private static final String DEFAULT_SIGNATURE = "serving_default";
    private static final String INIT_SIGNATURE = "__saved_model_init_op";

    private SavedModelFolder() {}

    static ImportResult read(Path folder, ImportOptions options) {
        Path path = FILES.stream()
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> UserInputException.of(
                        folder.toString(),
                        "",
                        "this folder is no SavedModel: it has no saved_model.pb",
                        "give the folder that holds saved_model.pb and variables/"));
        SavedModel.Builder builder = SavedModel.newBuilder();
        GraphFile.read(path, builder, "SavedModel");
        String file = path.toString();
        MetaGraphDef meta = metaGraph(file, builder.getMetaGraphsList());
        SignatureDef signature = signature(file, meta);
        try {
            return read(folder, file, meta, signature, options);
        } catch (Refusal refusal) {
            throw UserInputException.of(file, "", refusal.reason(), refusal.hint());
        }
    }

    private static ImportResult read(
            Path folder, String file, MetaGraphDef meta, SignatureDef signature, ImportOptions options) throws Refusal {
        FlatGraph graph = new FlatGraph(meta.getGraphDef());
        List<Feed> feeds = new ArrayList<>();
        Set<Ref> fed = new HashSet<>();
        for (TensorInfo info : byName(signature.getInputsMap())) {
            Feed feed = new Feed(
                    graph.resolve(FlatGraph.topLevelRef(info.getName())),
                    info.getDtype(),
                    info.hasTensorShape() ? Optional.of(info.getTensorShape()) : Optional.empty());
            if (fed.add(feed.ref())) {
                feeds.add(feed);
            }
        }
        List<Ref> outputs = new ArrayList<>();
        for (TensorInfo info : byName(signature.getOutputsMap())) {
            outputs.add(FlatGraph.topLevelRef(info.getName()));
        }
        if (feeds.isEmpty() || outputs.isEmpty()) {
            throw UserInputException.of(
                    file, "signature", "it has no inputs or no outputs", "export the model with a serving signature");
        }
        Walk walk = Walk.from(file, graph, outputs, fed);
        Checkpoint checkpoint = new Checkpoint(folder, file, graph, meta.getSaverDef());
        Path name = folder.toAbsolutePath().normalize().getFileName();
        return new GraphImport(file, walk, options)
                .run(feeds, checkpoint)
                .toResult("SavedModel", name == null ? "saved_model" : name.toString());
    }

    /// The entries in the order of their names; a map of the file has no order of its own.
    private static List<TensorInfo> byName(Map<String, TensorInfo> entries) {
        return List.copyOf(new TreeMap<>(entries).values());
    }

    private static MetaGraphDef metaGraph(String file, List<MetaGraphDef> metaGraphs) {
        if (metaGraphs.size() == 1) {
            return metaGraphs.getFirst();
        }
        return metaGraphs.stream()
                .filter(meta -> meta.getMetaInfoDef().getTagsList().contains(SERVE_TAG))
                .findFirst()
                .orElseThrow(() -> UserInputException.of(
                        file, "", "it has no graph with the tag 'serve'", "export the model for serving"));
    }

    private static SignatureDef signature(String file, MetaGraphDef meta) {
        Map<String, SignatureDef> signatures = new TreeMap<>(meta.getSignatureDefMap());
        signatures.remove(INIT_SIGNATURE);
        SignatureDef signature = signatures.get(DEFAULT_SIGNATURE);
        if (signature != null) {
            return signature;
        }
        if (signatures.size() == 1) {
            return signatures.values().iterator().next();
        }
        throw UserInputException.of(
                file,
                "",
                signatures.isEmpty()
                        ? "it has no signature that says what goes in and out"
                        : "it has the signatures " + String.join(", ", signatures.keySet())
                                + " and none is the default",
                "export the model with a signature named " + DEFAULT_SIGNATURE);
    }
}
