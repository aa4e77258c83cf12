package io.rooftile.core.network;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a convolution or a dense layer stores.
///
/// @param weights `[G*K, FY, FX, C]` of a convolution, `[K, C]` of a dense layer; quantisation along axis 0
/// @param bias `[G*K]`, or null for none
public record Parameters(Constant weights, @Nullable Constant bias) {
    public Parameters {
        if (bias != null && bias.elements() != weights.shape().dim(0)) {
            throw new IllegalArgumentException("bias " + bias.tensor().name() + " has " + bias.elements()
                    + " elements for " + weights.shape().dim(0) + " output channels");
        }
    }

    public List<Constant> constants() {
        return bias == null ? List.of(weights) : List.of(weights, bias);
    }
}
