package io.rooftile.modelimport.keras;

import io.rooftile.core.UserInputException;
import io.rooftile.core.network.NumberFormat;
import io.rooftile.core.network.Shape;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The weights of one layer, taken in the order in which Keras saves them. In a topology without weights each is
/// absent, but counted all the same.
final class LayerWeights {
    private final String file;
    private final String layer;
    private final @Nullable List<StoredWeight> stored;
    private int taken;
    private long elements;

    /// The weights of a layer.
    ///
    /// @param stored null when only the topology is known
    LayerWeights(String file, String layer, @Nullable List<StoredWeight> stored) {
        this.file = file;
        this.layer = layer;
        this.stored = stored;
    }

    /// The next array.
    ///
    /// @param what its role, for messages
    /// @param shape as Keras builds it from the layer's config
    /// @throws UserInputException when the file has no more, or one of another shape
    Taken take(String what, Shape shape) {
        if (Shapes.isTooLarge(shape)) {
            throw wrong(what + " of shape " + shape + " is too large");
        }
        elements = Math.addExact(elements, shape.elements());
        if (stored == null) {
            return new Taken(shape, Optional.empty(), NumberFormat.FLOAT32);
        }
        if (taken == stored.size()) {
            throw wrong(
                    stored.isEmpty()
                            ? "the weights file has nothing for this layer"
                            : "the weights file has " + stored.size() + " arrays for this layer, but no " + what);
        }
        StoredWeight next = stored.get(taken++);
        List<Long> expected = shape.dims().stream().map(Integer::longValue).toList();
        if (!next.dims().equals(expected)) {
            throw wrong(what + " (" + next.name() + ") has shape " + next.dims() + ", but the layer needs " + shape);
        }
        return new Taken(shape, Optional.of(next.values().get()), next.format());
    }

    /// Elements of all arrays taken, whether their values are known or not.
    long elements() {
        return elements;
    }

    /// Call when the layer is complete.
    ///
    /// @throws UserInputException when the file has arrays that were not taken
    void finish() {
        if (stored != null && taken < stored.size()) {
            throw wrong("the weights file has " + stored.size() + " arrays for this layer, but it needs " + taken);
        }
    }

    private UserInputException wrong(String what) {
        return UserInputException.of(file, "layer " + layer, what, "give the weights that belong to this topology");
    }

    /// One array.
    ///
    /// @param values empty when only the topology is known
    record Taken(Shape shape, Optional<float[]> values, NumberFormat format) {}
}
