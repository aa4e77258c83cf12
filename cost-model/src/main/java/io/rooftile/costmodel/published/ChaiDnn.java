package io.rooftile.costmodel.published;

import io.rooftile.core.network.Convolution;
import io.rooftile.core.network.Dense;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Network;

/// CHaiDNN v2, an overlay whose multipliers run at twice the clock and pack two products of six bits.
///
/// @param computeDsp DSP blocks that multiply
/// @param doubledClockHertz their clock
public record ChaiDnn(int computeDsp, double doubledClockHertz) {
    private static final String SECTION = "chaidnn";
    private static final int PACKED_BITS = 6;
    private static final double MILLISECONDS = 1000;
    private static final double MEGA = 1e6;
    private static final double BYTE_BITS = 8;

    /// Milliseconds of an inference: products, bytes of maps and weights, layers; and dense layers where the processor
    /// computes them.
    ///
    /// @param bits of weights and activations
    /// @param hasDense whether the dense layers are counted
    public Formula milliseconds(Network network, int bits, boolean hasDense) {
        double products = 0;
        double bytes = 0;
        double denseProducts = 0;
        int layers = 0;
        for (Layer layer : network.layers()) {
            if (layer instanceof Convolution) {
                products += layer.macs();
                bytes += layer.input().shape().elements()
                        + layer.output().shape().elements()
                        + layer.parameters();
                layers++;
            } else if (layer instanceof Dense) {
                denseProducts += layer.macs();
            }
        }
        double perCycle = computeDsp * (bits <= PACKED_BITS ? 2.0 : 1.0);
        return Formula.of(DpuResources.SET, SECTION, "milliseconds")
                .plus("compute_stretch", "fraction", MILLISECONDS * products / (perCycle * doubledClockHertz))
                .plus("per_megabyte", "milliseconds_per_megabyte", bytes * bits / BYTE_BITS / MEGA)
                .plus("per_layer", "milliseconds", layers)
                .plus("per_host_product", "milliseconds_per_mega_product", hasDense ? denseProducts / MEGA : 0);
    }

    /// Blocks of one kind: `lut`, `ff` or `dsp`.
    public Formula blocks(String resource) {
        return Formula.of(DpuResources.SET, SECTION, resource)
                .plus("per_design", resource + "s", 1)
                .plus("per_compute_dsp", resource + "s_per_dsp", computeDsp);
    }
}
