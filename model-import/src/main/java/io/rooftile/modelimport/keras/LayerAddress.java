package io.rooftile.modelimport.keras;

import java.util.ArrayList;
import java.util.List;

/// Where a layer is in a model that may hold other models.
///
/// @param names of the models inside the outermost one, then of the layer
/// @param keys what the Keras 3 archive calls the same: class names in snake case with a running number
record LayerAddress(List<String> names, List<String> keys) {
    static final LayerAddress ROOT = new LayerAddress(List.of(), List.of());

    LayerAddress {
        names = List.copyOf(names);
        keys = List.copyOf(keys);
    }

    LayerAddress child(String name, String key) {
        return new LayerAddress(append(names, name), append(keys, key));
    }

    private static List<String> append(List<String> list, String last) {
        List<String> longer = new ArrayList<>(list);
        longer.add(last);
        return longer;
    }

    /// The layer's own name.
    String name() {
        return names.getLast();
    }

    /// A name that is unique in the whole network.
    String path() {
        return String.join("/", names);
    }
}
