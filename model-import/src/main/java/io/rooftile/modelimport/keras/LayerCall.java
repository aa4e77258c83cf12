package io.rooftile.modelimport.keras;

import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Tensor;
import java.util.List;

/// What an importer has: one layer of the file, applied once.
///
/// @param name unique in the network
/// @param className as the file has it
/// @param inputs at least one
/// @param draft takes the layers
/// @param dialect the version that wrote the file
record LayerCall(
        String name,
        String className,
        KerasConfig config,
        List<Tensor> inputs,
        LayerWeights weights,
        NetworkDraft draft,
        Dialect dialect) {
    /// The only input.
    Tensor input() {
        if (inputs.size() != 1) {
            throw config.wrong("a " + className + " takes one input, but has " + inputs.size());
        }
        return inputs.getFirst();
    }

    /// The only input, for a layer that works along the file's last dimension.
    ///
    /// @throws RefusedLayerException when that is not the channels
    Tensor inputAlongChannels() throws RefusedLayerException {
        Tensor input = input();
        if (dialect.layout().turns(input.shape().rank())) {
            throw new RefusedLayerException(
                    "it works along the last dimension, but the model has its channels first",
                    "build the model with channels_last");
        }
        return input;
    }

    /// The only input, of a given number of dimensions with the batch.
    Tensor input(int rank) {
        Tensor input = input();
        if (input.shape().rank() != rank) {
            throw config.wrong("a " + className + " takes an input of " + rank + " dimensions with the batch, but gets "
                    + input.shape());
        }
        return input;
    }

    /// A tensor of real numbers that this layer makes and that has its name.
    Tensor output(Shape shape) {
        return Tensor.real(name, shape);
    }

    /// The same with the last dimension changed.
    Tensor outputWithChannels(Shape positions, int channels) {
        return output(Shapes.withChannels(positions, channels));
    }
}
