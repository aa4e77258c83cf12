package io.rooftile.costmodel.overlay;

import io.rooftile.core.design.ArrayShape;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The array shapes of AMD's DPUCZDX8G. Source: AMD PG338, DPUCZDX8G product guide, table of the parallelism
/// of the convolution architectures; the number in the name is `2 * PP * ICP * OCP`, operations per cycle.
public final class OverlayPresets {
    public static final ArrayShape B512 = new ArrayShape(4, 8, 8);
    public static final ArrayShape B800 = new ArrayShape(4, 10, 10);
    public static final ArrayShape B1024 = new ArrayShape(8, 8, 8);
    public static final ArrayShape B1152 = new ArrayShape(4, 12, 12);
    public static final ArrayShape B1600 = new ArrayShape(8, 10, 10);
    public static final ArrayShape B2304 = new ArrayShape(8, 12, 12);
    public static final ArrayShape B3136 = new ArrayShape(8, 14, 14);
    public static final ArrayShape B4096 = new ArrayShape(8, 16, 16);

    private OverlayPresets() {}

    /// All of them by name, smallest first.
    public static Map<String, ArrayShape> all() {
        Map<String, ArrayShape> all = new LinkedHashMap<>();
        all.put("B512", B512);
        all.put("B800", B800);
        all.put("B1024", B1024);
        all.put("B1152", B1152);
        all.put("B1600", B1600);
        all.put("B2304", B2304);
        all.put("B3136", B3136);
        all.put("B4096", B4096);
        return Collections.unmodifiableMap(all);
    }
}
