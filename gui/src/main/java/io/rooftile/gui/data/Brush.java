package io.rooftile.gui.data;

import io.rooftile.dse.Objective;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;

/// Which points are looked at: those within the ranges of all brushed figures.
///
/// @param ranges by the figure's word
public record Brush(Map<String, Range> ranges) {
    /// Keeps every point.
    public static final Brush ALL = new Brush(Map.of());

    public Brush {
        ranges = Map.copyOf(ranges);
    }

    public Brush with(Objective figure, Range range) {
        Map<String, Range> more = new LinkedHashMap<>(ranges);
        more.put(figure.word(), range);
        return new Brush(more);
    }

    public Brush without(Objective figure) {
        Map<String, Range> fewer = new LinkedHashMap<>(ranges);
        fewer.remove(figure.word());
        return new Brush(fewer);
    }

    public boolean isEmpty() {
        return ranges.isEmpty();
    }

    /// The rows that are kept.
    public BitSet inside(Points points) {
        BitSet inside = new BitSet(points.size());
        inside.set(0, points.size());
        for (int figure = 0; figure < points.figures().size(); figure++) {
            Range range = ranges.get(points.figures().get(figure).word());
            if (range != null) {
                keep(points.column(figure), range, inside);
            }
        }
        return inside;
    }

    private static void keep(double[] values, Range range, BitSet inside) {
        for (int row = 0; row < values.length; row++) {
            if (!range.contains(values[row])) {
                inside.clear(row);
            }
        }
    }
}
