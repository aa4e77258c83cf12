package io.rooftile.costmodel.fabric;

import java.util.Locale;

/// The kinds of circuits that stages are made of. What synthesis makes of each, over what its formula says, is
/// a pair of
/// coefficients: `window_luts_factor`, `window_ffs_factor`.
public enum Circuit {
    /// Line buffer and window of a convolution or pool.
    WINDOW,
    /// Multipliers in LUTs and the adder trees behind them.
    LUT_PRODUCT,
    /// Adder trees behind multiplier blocks.
    BLOCK_PRODUCT,
    /// Constant weights as shifts and additions.
    CONSTANT_PRODUCT,
    /// Running sums, one per PE.
    ACCUMULATOR,
    /// Tables of weights and biases.
    WEIGHTS,
    /// Counters that address them, valid bits.
    FOLD_CONTROL,
    /// Requantisers whose products are in LUTs, by factors of a table.
    LUT_REQUANTISER,
    /// Requantisers whose products are in multiplier blocks.
    BLOCK_REQUANTISER,
    /// Requantisers by one constant.
    CONSTANT_REQUANTISER,
    /// Requantisers by powers of two.
    SHIFT_REQUANTISER,
    /// Pools, sums and all other stages without weights.
    STREAM,
    /// FIFOs, changes of width and joins.
    PORT;

    /// Name of the coefficient of its LUTs.
    public String lutsFactor() {
        return name().toLowerCase(Locale.ROOT) + "_luts_factor";
    }

    /// Name of the coefficient of its flip-flops.
    public String ffsFactor() {
        return name().toLowerCase(Locale.ROOT) + "_ffs_factor";
    }
}
