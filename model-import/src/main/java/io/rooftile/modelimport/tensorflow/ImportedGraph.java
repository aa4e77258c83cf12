package io.rooftile.modelimport.tensorflow;

import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Tensor;
import io.rooftile.modelimport.ImportResult;
import io.rooftile.modelimport.Unsupported;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What reading a graph gave.
///
/// @param layers in topological order, each with the stored tensors it holds and their elements
record ImportedGraph(
        List<Tensor> inputs,
        List<Tensor> outputs,
        Map<Layer, Map<String, Long>> layers,
        List<Unsupported> unsupported) {
    /// The network of those layers that the outputs depend on, or the reasons why there is none.
    ImportResult toResult(String format, String name) {
        if (!unsupported.isEmpty()) {
            return new ImportResult.Refused(format, unsupported);
        }
        Set<String> needed = new HashSet<>();
        outputs.forEach(output -> needed.add(output.name()));
        List<Layer> kept = new ArrayList<>();
        Map<String, Long> stored = new TreeMap<>();
        List<Map.Entry<Layer, Map<String, Long>>> backwards = new ArrayList<>(layers.entrySet());
        Collections.reverse(backwards);
        for (var entry : backwards) {
            Layer layer = entry.getKey();
            if (needed.contains(layer.output().name())) {
                layer.inputs().forEach(input -> needed.add(input.name()));
                kept.addFirst(layer);
                stored.putAll(entry.getValue());
            }
        }
        long storedParameters =
                stored.values().stream().mapToLong(elements -> elements).sum();
        return new ImportResult.Imported(format, new Network(name, inputs, outputs, kept), storedParameters);
    }
}
