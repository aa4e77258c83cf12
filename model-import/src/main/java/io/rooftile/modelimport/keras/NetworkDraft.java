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
    private static final long MOST_MADE = 1L << 22;

    private final String file;
    private final List<Tensor> inputs = new ArrayList<>();
    private final List<Layer> layers = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private long made;

    NetworkDraft(String file) {
        this.file = file;
    }

    Tensor addInput(Tensor input) {
        claim(input);
        inputs.add(input);
        return input;
    }

    /// Adds a layer that is named as its output.
    Tensor add(Layer layer) {
        claim(layer.output());
        layers.add(layer);
        return layer.output();
    }

    private void claim(Tensor tensor) {
        String place = "layer " + tensor.name();
        if (!names.add(tensor.name())) {
            throw UserInputException.of(file, place, "the name is used twice", "give layers unique names");
        }
        if (Shapes.isTooLarge(tensor.shape())) {
            throw UserInputException.of(
                    file, place, "a tensor of shape " + tensor.shape() + " is too large", "check the input shape");
        }
    }

    /// Counts elements of operands that the reader makes up, which a small file could ask for without end.
    void claimMade(String name, long elements) {
        made += elements;
        if (made > MOST_MADE) {
            throw UserInputException.of(
                    file, "layer " + name, "more than " + MOST_MADE + " numbers would be made", "check the shapes");
        }
    }

    List<Tensor> inputs() {
        return inputs;
    }

    List<Layer> layers() {
        return layers;
    }
}
