package io.rooftile.quantization.layout;

import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/// Which buffer holds which tensor while a network runs: a buffer is free again behind the last layer that reads it.
///
/// @param bufferOf by tensor name
/// @param elements size of each buffer
public record BufferPlan(Map<String, Integer> bufferOf, List<Integer> elements) {
    public BufferPlan {
        bufferOf = Map.copyOf(bufferOf);
        elements = List.copyOf(elements);
    }

    /// A plan for the network's own order of layers; inputs are held from the start, outputs to the end.
    public static BufferPlan of(Network network) {
        Map<String, Integer> lastUse = new HashMap<>();
        int end = network.layers().size();
        for (int i = 0; i < end; i++) {
            Layer layer = network.layers().get(i);
            lastUse.put(layer.output().name(), i);
            for (Tensor input : layer.inputs()) {
                lastUse.put(input.name(), i);
            }
        }
        network.outputs().forEach(output -> lastUse.put(output.name(), end));
        Allocation allocation = new Allocation();
        network.inputs().forEach(allocation::place);
        for (int i = 0; i < end; i++) {
            Layer layer = network.layers().get(i);
            allocation.place(layer.output());
            BiConsumer<String, Integer> free = freeing(allocation, i);
            lastUse.forEach(free);
        }
        return new BufferPlan(allocation.bufferOf, allocation.elements);
    }

    private static BiConsumer<String, Integer> freeing(Allocation allocation, int layer) {
        return (tensor, last) -> {
            if (last == layer) {
                allocation.free(tensor);
            }
        };
    }

    /// The buffers of one worker, seen by each tensor as its own elements.
    ///
    /// @param network the one the plan is of
    /// @param buffer makes a buffer of so many elements
    /// @return by tensor name
    public <T> Map<String, T[]> allocate(Network network, IntFunction<T[]> buffer) {
        List<T[]> buffers = elements.stream().map(buffer::apply).toList();
        Map<String, T[]> allocated = new HashMap<>();
        Stream<Tensor> made = network.layers().stream().map(Layer::output);
        Stream.concat(network.inputs().stream(), made).forEach(tensor -> {
            T[] own = buffers.get(Objects.requireNonNull(bufferOf.get(tensor.name())));
            int count = Math.toIntExact(tensor.shape().elements());
            allocated.put(tensor.name(), Arrays.copyOf(own, count));
        });
        return allocated;
    }

    /// Elements of all buffers together.
    public long totalElements() {
        return elements.stream().mapToLong(Integer::longValue).sum();
    }

    private static final class Allocation {
        final Map<String, Integer> bufferOf = new HashMap<>();
        final List<Integer> elements = new ArrayList<>();
        private final SortedSet<Integer> free = new TreeSet<>();

        /// Takes the free buffer that wastes or grows least.
        void place(Tensor tensor) {
            int needed = Math.toIntExact(tensor.shape().elements());
            Integer best = null;
            for (Integer candidate : free) {
                if (best == null || distance(candidate, needed) < distance(best, needed)) {
                    best = candidate;
                }
            }
            if (best == null) {
                best = elements.size();
                elements.add(needed);
            } else {
                free.remove(best);
                elements.set(best, Math.max(elements.get(best), needed));
            }
            bufferOf.put(tensor.name(), best);
        }

        private int distance(int buffer, int needed) {
            return Math.abs(elements.get(buffer) - needed);
        }

        void free(String tensor) {
            Integer buffer = bufferOf.get(tensor);
            if (buffer != null) {
                free.add(buffer);
            }
        }
    }
}
