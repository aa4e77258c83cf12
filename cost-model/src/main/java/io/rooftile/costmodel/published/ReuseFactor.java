package io.rooftile.costmodel.published;

/// The reuse factors that hls4ml's resource strategy can build: those that divide the products of a layer, and either
/// are whole rounds over its inputs, or leave whole rounds over its outputs. Another one that is asked for is
/// replaced by
/// the nearest, the smaller of two (hls4ml, FPGABackend.get_closest_reuse_factor).
public final class ReuseFactor {
    private ReuseFactor() {}

    /// The factor that is built.
    ///
    /// @param inputs of a dense layer, from 1
    /// @param outputs of a dense layer, from 1
    /// @param requested from 1
    public static long closest(int inputs, int outputs, long requested) {
        long products = (long) inputs * outputs;
        long best = 1;
        for (long factor = 1; factor <= products; factor++) {
            if (isValid(inputs, outputs, factor) && Math.abs(factor - requested) < Math.abs(best - requested)) {
                best = factor;
            }
        }
        return best;
    }

    private static boolean isValid(int inputs, int outputs, long factor) {
        long products = (long) inputs * outputs;
        if (products % factor != 0) {
            return false;
        }
        return factor < inputs ? Math.ceilDiv(products, factor) % outputs == 0 : factor % inputs == 0;
    }
}
