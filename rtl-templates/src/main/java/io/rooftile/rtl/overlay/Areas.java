package io.rooftile.rtl.overlay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Places areas of memory one by one, where those that were given back leave room.
final class Areas {
    private final EngineShape shape;
    private final long first;
    private final List<Area> live = new ArrayList<>();
    private final Map<FeatureMap, Area> all = new LinkedHashMap<>();
    private long end;

    /// @param first address that may be used
    Areas(EngineShape shape, long first) {
        this.shape = shape;
        this.first = shape.aligned(first);
        this.end = this.first;
    }

    private record Area(long address, long bytes) {
        long end() {
            return address + bytes;
        }
    }

    /// Gives a map the lowest place that is free.
    void place(FeatureMap map) {
        long bytes = shape.aligned(map.layout().bytes());
        long at = first;
        for (Area area : live) {
            if (area.address() - at >= bytes) {
                break;
            }
            at = area.end();
        }
        Area area = new Area(at, bytes);
        live.add(area);
        live.sort(Comparator.comparingLong(Area::address));
        all.put(map, area);
        end = Math.max(end, area.end());
    }

    void giveBack(FeatureMap map) {
        live.remove(area(map));
    }

    private Area area(FeatureMap map) {
        return Objects.requireNonNull(all.get(map), map.name());
    }

    /// Whether a map has a place.
    boolean has(FeatureMap map) {
        return all.containsKey(map);
    }

    /// Where a map begins.
    long address(FeatureMap map) {
        return area(map).address();
    }

    /// One behind the last byte that is used.
    long end() {
        return end;
    }
}
