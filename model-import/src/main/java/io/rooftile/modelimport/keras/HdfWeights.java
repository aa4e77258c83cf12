package io.rooftile.modelimport.keras;

import java.util.ArrayList;
import java.util.List;

/// Weights as Keras 1 and 2 save them in HDF5: a group per layer, whose attribute `weight_names` gives the
/// order. A model inside a model has one group, with the names of its layers in those of the weights.
final class HdfWeights implements WeightSource {
    private final HdfDocument document;
    private final String root;

    /// Weights under a group.
    ///
    /// @param root `model_weights` in a whole model, empty in a weights file
    HdfWeights(HdfDocument document, String root) {
        this.document = document;
        this.root = root;
    }

    /// Whether a file holds weights without a topology.
    static boolean isWeightsOnly(HdfDocument document) {
        return !document.hasAttribute("", "model_config")
                && !document.textList("", "layer_names").isEmpty();
    }

    @Override
    public List<StoredWeight> weights(LayerAddress layer) {
        String group = path(root, layer.names().getFirst());
        if (!document.hasGroup(group)) {
            return List.of();
        }
        List<StoredWeight> weights = new ArrayList<>();
        for (String name : document.textList(group, "weight_names")) {
            if (layer.names().size() == 1 || belongsTo(name, layer.name())) {
                weights.add(document.dataset(path(group, name)));
            }
        }
        return weights;
    }

    /// Whether the innermost scope of a weight, as in `outer/dense/kernel:0`, is the layer.
    private static boolean belongsTo(String weight, String layer) {
        int end = weight.lastIndexOf('/');
        return end > 0
                && (weight.substring(0, end).equals(layer)
                        || weight.substring(0, end).endsWith("/" + layer));
    }

    private static String path(String group, String name) {
        return group.isEmpty() ? name : group + "/" + name;
    }
}
