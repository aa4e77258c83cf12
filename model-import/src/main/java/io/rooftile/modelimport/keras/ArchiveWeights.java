package io.rooftile.modelimport.keras;

import java.util.ArrayList;
import java.util.List;

/// Weights as Keras 3 saves them: `layers/dense_1/vars/0`, with a model inside a model as
/// `layers/functional/layers/...`. Groups are named by class and running number, not by the layer's name.
/// Source: Keras, saving/saving_lib.py, `_save_container_state`.
final class ArchiveWeights implements WeightSource {
    /// Where layers are: today, and in the first versions of the format.
    private static final List<String> CONTAINERS = List.of("layers", "_layer_checkpoint_dependencies");

    private final HdfDocument document;

    ArchiveWeights(HdfDocument document) {
        this.document = document;
    }

    @Override
    public List<StoredWeight> weights(LayerAddress layer) {
        String group = "";
        for (String key : layer.keys()) {
            String parent = group;
            group = CONTAINERS.stream()
                    .map(container -> parent + container + "/" + key + "/")
                    .filter(document::hasGroup)
                    .findFirst()
                    .orElse("");
            if (group.isEmpty()) {
                return List.of();
            }
        }
        List<StoredWeight> weights = new ArrayList<>();
        for (int i = 0; document.hasDataset(group + "vars/" + i); i++) {
            weights.add(document.dataset(group + "vars/" + i));
        }
        return weights;
    }
}
