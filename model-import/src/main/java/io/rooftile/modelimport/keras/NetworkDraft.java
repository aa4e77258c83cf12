package io.rooftile.modelimport.keras;

import io.rooftile.core.UserInputException;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Tensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Layers as they come.
final class NetworkDraft {
    private final String file;
    private final List<Tensor> inputs = new ArrayList<>();
    private final List<Layer> layers = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    NetworkDraft(String file) {
        this.file = file;
    }

    Tensor addInput(Tensor input) {
        claim(input.name());
        inputs.add(input);
        return input;
    }

    /// Adds a layer that is named as its output.
    Tensor add(Layer layer) {
        claim(layer.output().name());
        layers.add(layer);
        return layer.output();
    }

    private void claim(String name) {
        if (!names.add(name)) {
            throw UserInputException.of(file, "layer " + name, "the name is used twice", "give layers unique names");
        }
    }

    List<Tensor> inputs() {
        return inputs;
    }

    List<Layer> layers() {
        return layers;
    }
}
