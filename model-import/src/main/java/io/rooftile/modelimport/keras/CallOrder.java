package io.rooftile.modelimport.keras;

import io.rooftile.core.UserInputException;
import io.rooftile.modelimport.keras.KerasModel.KerasLayer;
import io.rooftile.modelimport.keras.KerasModel.Reference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/// The uses of layers in an order in which each comes behind what feeds it; the file's order wherever that is
/// one.
final class CallOrder {
    private final String file;
    private final Map<String, KerasLayer> byName = new HashMap<>();
    private final List<Call> calls = new ArrayList<>();

    /// One use of a layer.
    ///
    /// @param index of the use
    /// @param inputs resolved
    record Call(KerasLayer layer, int index, List<Reference> inputs) {}

    /// @throws UserInputException when a reference leads nowhere or layers feed each other in a circle
    CallOrder(String file, KerasModel model) {
        this.file = file;
        for (KerasLayer layer : model.layers()) {
            if (byName.put(layer.name(), layer) != null) {
                throw wrong(layer.name(), "two layers have this name");
            }
        }
        List<Call> all = new ArrayList<>();
        for (KerasLayer layer : model.layers()) {
            for (int index = 0; index < layer.calls().size(); index++) {
                List<Reference> inputs =
                        layer.calls().get(index).stream().map(this::resolved).toList();
                all.add(new Call(layer, index, inputs));
            }
        }
        sort(all);
    }

    private void sort(List<Call> all) {
        Map<Reference, Integer> positions = new HashMap<>();
        for (int i = 0; i < all.size(); i++) {
            positions.put(new Reference(all.get(i).layer().name(), all.get(i).index(), 0), i);
        }
        int[] missing = new int[all.size()];
        List<List<Integer>> fed = new ArrayList<>();
        all.forEach(_ -> fed.add(new ArrayList<>()));
        PriorityQueue<Integer> ready = new PriorityQueue<>();
        for (int i = 0; i < all.size(); i++) {
            for (Reference input : all.get(i).inputs()) {
                int source = positions.getOrDefault(new Reference(input.layer(), input.call(), 0), -1);
                fed.get(source).add(i);
                missing[i]++;
            }
            if (missing[i] == 0) {
                ready.add(i);
            }
        }
        while (!ready.isEmpty()) {
            int next = ready.remove();
            calls.add(all.get(next));
            for (int reader : fed.get(next)) {
                if (--missing[reader] == 0) {
                    ready.add(reader);
                }
            }
        }
        if (calls.size() < all.size()) {
            int stuck = 0;
            while (missing[stuck] == 0) {
                stuck++;
            }
            throw wrong(all.get(stuck).layer().name(), "it feeds itself through other layers");
        }
    }

    /// In order.
    List<Call> calls() {
        return calls;
    }

    /// The layer that a reference names.
    KerasLayer layer(Reference reference) {
        KerasLayer layer = byName.get(reference.layer());
        if (layer == null) {
            throw wrong(reference.layer(), "something reads it, but there is no such layer");
        }
        return layer;
    }

    /// The reference with uses counted from 0. A model inside a model was made with a use of its own that the
    /// file leaves out, so that its uses count from 1.
    Reference resolved(Reference reference) {
        KerasLayer layer = layer(reference);
        int uses = layer.calls().size();
        int index = layer.inner() != null && uses == 1 ? 0 : reference.call();
        if (index < 0 || index >= uses || reference.result() < 0) {
            throw wrong(reference.layer(), "something reads " + reference + ", but the layer has " + uses + " uses");
        }
        return new Reference(reference.layer(), index, reference.result());
    }

    private UserInputException wrong(String layer, String what) {
        return UserInputException.of(file, "layer " + layer, what, "save the model again with Keras");
    }
}
