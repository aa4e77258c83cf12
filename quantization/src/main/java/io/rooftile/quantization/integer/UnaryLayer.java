package io.rooftile.quantization.integer;

import io.rooftile.core.network.Layer;
import io.rooftile.quantization.numerics.OutputRange;
import io.rooftile.quantization.numerics.Requantiser;
import java.util.List;

/// The same function of each element.
public record UnaryLayer(Layer layer, Function function) implements IntegerLayer {
    /// A function of one stored number.
    public sealed interface Function {
        /// The stored output.
        int of(int stored);
    }

    /// `clamp(zy + requantise(x - zx))`: another scale, and any activation that is a clamp.
    public record Rescale(int inputZeroPoint, Requantiser requantiser, OutputRange range) implements Function {
        @Override
        public int of(int stored) {
            return range.store(requantiser.narrow(stored - inputZeroPoint));
        }
    }

    /// Different factors below and above the zero point.
    ///
    /// @param below factor below it
    /// @param above factor from it on
    public record TwoSlopes(int inputZeroPoint, Requantiser below, Requantiser above, OutputRange range)
            implements Function {
        @Override
        public int of(int stored) {
            int value = stored - inputZeroPoint;
            return range.store((value < 0 ? below : above).narrow(value));
        }
    }

    /// A look-up.
    ///
    /// @param least stored input of the first entry
    /// @param entries stored outputs
    @SuppressWarnings("ArrayRecordComponent") // Read in inner loops, never compared.
    public record Table(int least, int[] entries) implements Function {
        @Override
        public int of(int stored) {
            return entries[stored - least];
        }
    }

    @Override
    public void run(List<int[][]> inputs, int[][] output, int lanes) {
        int[][] input = inputs.getFirst();
        for (int element = 0; element < output.length; element++) {
            int[] in = input[element];
            int[] out = output[element];
            for (int lane = 0; lane < lanes; lane++) {
                out[lane] = function.of(in[lane]);
            }
        }
    }
}
