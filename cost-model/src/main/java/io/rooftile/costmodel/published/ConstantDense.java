package io.rooftile.costmodel.published;

import java.util.List;

/// Dense layers one after the other as hls4ml builds them with its latency strategy: every weight is a constant
/// in logic.
/// Only the multipliers of a design whose reuse limits them follow from counting; all else is fitted, and
/// depends on the
/// trained values more than a formula without them can say.
///
/// @param layers at least one
/// @param bits of weights and activations
/// @param fractionBits of them behind the point
/// @param reuse reuse factor
/// @param clockNanoseconds that was asked for
public record ConstantDense(List<Layer> layers, int bits, int fractionBits, int reuse, double clockNanoseconds) {
    /// From this many bits of weights and activations, products go to DSP blocks by themselves.
    private static final double DSP_BITS = 10;

    /// A DSP block's multiplier has two stages of registers of its own, which products of so many bits use.
    private static final double PIPELINED_BITS = 13;

    /// Mean size of a trained weight, for those that round to 0; assumed.
    private static final double WEIGHT_SCALE = 0.1;

    /// Reuse above which the multipliers are fewer than the products that want one.
    private static final int LIMITING_REUSE = 8;

    /// Size from which a weight wants a multiplier; assumed, near what DSP blocks of designs without reuse say.
    private static final double COSTLY_WEIGHT = 0.2;

    private static final double REFERENCE_NANOSECONDS = 5;

    /// A dense layer.
    ///
    /// @param zeros weights that are 0, for which nothing is built
    public record Layer(int inputs, int outputs, long zeros) {
        long products() {
            return (long) inputs * outputs - zeros;
        }

        /// Products that want a multiplier, for their weight is too large for a shift and an addition. Weights as
        /// they are initialised, of variance `2 / (inputs + outputs)` (Glorot and Bengio 2010), and Laplacian,
        /// exceed a size `t` with probability `exp(-t sqrt(inputs + outputs))`.
        double costlyProducts() {
            return (double) inputs * outputs * Math.exp(-COSTLY_WEIGHT * Math.sqrt((double) inputs + outputs));
        }
    }

    public ConstantDense {
        layers = List.copyOf(layers);
    }

    private double products() {
        return layers.stream().mapToLong(Layer::products).sum();
    }

    /// Products whose weight does not round to 0, where the zeros were not counted: weights are taken as Laplacian.
    private double likelyProducts() {
        boolean isCounted = layers.stream().anyMatch(layer -> layer.zeros() > 0);
        double smallest = Math.pow(2, -(fractionBits + 1));
        return isCounted ? products() : products() * Math.exp(-smallest / WEIGHT_SCALE);
    }

    private int outputs() {
        return layers.stream().mapToInt(Layer::outputs).sum();
    }

    private int lastOutputs() {
        return layers.getLast().outputs();
    }

    private boolean isLimited() {
        return reuse > LIMITING_REUSE;
    }

    private double slowness() {
        return REFERENCE_NANOSECONDS / clockNanoseconds;
    }

    /// Whether the count of DSP blocks follows from the reuse factor.
    public boolean hasDspRule() {
        return isLimited();
    }

    /// DSP blocks where the reuse limits them: what hls4ml allows each layer, and one of the softmax for each class.
    public long limitedDsp() {
        return layers.stream().mapToLong(this::multipliers).sum() + lastOutputs();
    }

    /// DSP blocks where nothing limits them.
    ///
    /// @param areBound whether narrow products were bound to DSP blocks by hand
    public Formula dsp(boolean areBound) {
        return of("constant", "dsp")
                .plus("per_wide_product", "blocks_per_product", products() * Math.max(0, 1 - DSP_BITS / bits))
                .plus("per_bound_output", "blocks_per_value", areBound && bits <= DSP_BITS ? outputs() : 0)
                .plus("per_class", "blocks_per_value", areBound ? lastOutputs() : 0);
    }

    /// LUTs as high-level synthesis guesses them.
    ///
    /// @param areSoft whether products were bound to LUTs by hand
    public Formula guessedLut(boolean areSoft) {
        return of("constant_csynth", "lut")
                .plus("per_product", "luts_per_product", products())
                .plus("per_soft_product", "luts_per_product", areSoft && !isLimited() ? products() : 0)
                .plus("per_output", "luts_per_value", outputs())
                .plus("per_class", "luts_per_value", lastOutputs());
    }

    /// Flip-flops as high-level synthesis guesses them; a faster clock needs more.
    public Formula guessedFf() {
        return of("constant_csynth", "ff")
                .plus("per_product", "ffs_per_product", products())
                .plus("per_unshared_product", "ffs_per_product", reuse == 1 ? products() : 0)
                .plus("per_fast_product", "ffs_per_product", products() * Math.max(0, slowness() - 1))
                .plus("per_output", "ffs_per_value", outputs());
    }

    /// Cycles with softmax: the levels of the adder trees, those of the layers and that of the softmax over its
    /// classes, one after the other; and where the reuse limits the multipliers, the rounds that share them.
    public Formula guessedLatency() {
        double ofLayers =
                layers.stream().mapToDouble(layer -> levels(layer.inputs())).sum();
        return of("constant_csynth", "latency_cycles")
                .plus("per_level", "cycles", ofLayers + levels(lastOutputs()))
                .plus("per_round", "cycles_per_cycle", isLimited() ? rounds() : 0);
    }

    private static double levels(int addends) {
        return Math.log(addends) / Math.log(2);
    }

    private double rounds() {
        return layers.stream()
                .mapToDouble(layer -> layer.costlyProducts() / Math.max(1, multipliers(layer)))
                .sum();
    }

    /// What hls4ml allows a layer: `ceil(products / reuse)`, less `zeros / reuse`.
    private long multipliers(Layer layer) {
        return Math.ceilDiv((long) layer.inputs() * layer.outputs(), reuse) - layer.zeros() / reuse;
    }

    /// Cycles between inputs.
    public Formula guessedInterval() {
        double longest = layers.stream()
                .mapToDouble(layer -> Math.min(reuse, layer.products()))
                .max()
                .orElseThrow();
        return of("constant_csynth", "ii")
                .plus("per_reuse", "cycles_per_cycle", isLimited() ? 0 : reuse)
                .plus("per_limited_reuse", "cycles_per_cycle", isLimited() ? longest : 0);
    }

    /// LUTs after routing.
    public Formula routedLut() {
        return of("constant_route", "lut")
                .plus("per_product", "luts_per_product", likelyProducts() * Math.min(1, bits / DSP_BITS))
                .plus("per_bit", "luts_per_bit", likelyProducts() * bits);
    }

    /// Flip-flops after routing: of sums, and of what DSP blocks hand on.
    public Formula routedFf() {
        return of("constant_route", "ff")
                .plus("per_bit", "ffs_per_bit", likelyProducts() * bits)
                .plus("per_wide_bit", "ffs_per_bit", products() * bits * Math.max(0, 1 - DSP_BITS / bits));
    }

    /// Cycles of layers without reuse, simulated: wider numbers need more registers, until DSP blocks have them
    /// inside.
    public Formula simulatedLatency() {
        return of("constant_route", "latency_cycles")
                .plus("per_layer", "cycles", layers.size() * Math.min(1, bits / PIPELINED_BITS));
    }

    /// The same with the resource strategy.
    public Formula simulatedResourceLatency() {
        return of("constant_route", "resource_latency_cycles")
                .plus("per_layer", "cycles", layers.size())
                .plus("per_bit", "cycles", layers.size() * Math.min(1, bits / DSP_BITS));
    }

    /// Cycles of layers of 16 bits without reuse, by the schedule of high-level synthesis.
    public Formula scheduledLatency() {
        return of("constant_csynth", "wide_latency_cycles").plus("per_layer", "cycles", layers.size());
    }

    /// Flip-flops of the same: registers of the layers' outputs.
    public Formula scheduledFf() {
        return of("constant_csynth", "wide_ff").plus("per_output_bit", "ffs_per_bit", (double) outputs() * bits);
    }

    private static Formula of(String section, String figure) {
        return Formula.of(ResourceDense.SET, section, figure);
    }
}
