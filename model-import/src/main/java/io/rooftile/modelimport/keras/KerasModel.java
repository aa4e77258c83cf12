package io.rooftile.modelimport.keras;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A model as its config has it: layers and who feeds whom.
///
/// @param layers in the file's order, input layers among them
/// @param inputs which results are fed from outside, in the file's order
/// @param outputs which results leave
record KerasModel(String name, List<KerasLayer> layers, List<Reference> inputs, List<Reference> outputs) {
    KerasModel {
        layers = List.copyOf(layers);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /// One layer.
    ///
    /// @param key what the Keras 3 archive calls it
    /// @param calls what feeds each use of the layer, in the order of uses
    /// @param inner set when the layer is a model itself
    record KerasLayer(
            String name,
            String className,
            String key,
            KerasConfig config,
            List<List<Reference>> calls,
            @Nullable KerasModel inner) {
        KerasLayer {
            calls = calls.stream().map(List::copyOf).toList();
        }

        boolean isInput() {
            return className.equals("InputLayer");
        }
    }

    /// A result: of which layer, of which use of it, which one of several.
    record Reference(String layer, int call, int result) {
        @Override
        public String toString() {
            return layer + "[" + call + "][" + result + "]";
        }
    }
}
