package io.rooftile.costmodel.overlay;

import io.rooftile.costmodel.overlay.Workload.StoredArea;
import java.util.List;

/// Where feature maps lie in memory, as the compiler places them: each takes the lowest room that is free from the task
/// that makes it to the last one that reads it. Mutable and reused.
final class MapAreas {
    private final List<StoredArea> maps;
    private final int tasks;
    private final int[] live;
    private final long[] addresses;
    private final long[] sizes;
    private final long[] addressOf;
    private int count;
    private long end;

    MapAreas(Workload workload) {
        maps = workload.maps();
        tasks = workload.tasks().size();
        live = new int[maps.size()];
        addresses = new long[live.length];
        sizes = new long[live.length];
        addressOf = new long[live.length];
    }

    /// Bytes from the first to the last that any map takes.
    long bytes(Engine engine) {
        count = 0;
        end = 0;
        for (int task = Workload.NONE; task < tasks; task++) {
            for (int map = 0; map < maps.size(); map++) {
                if (maps.get(map).made() == task) {
                    place(map, maps.get(map).bytes(engine));
                }
            }
            release(task);
        }
        return end;
    }

    /// Where a map lies after [#bytes], counted from the first of all.
    long address(int map) {
        return addressOf[map];
    }

    private void place(int map, long bytes) {
        long address = 0;
        int at = 0;
        while (at < count && addresses[at] - address < bytes) {
            address = addresses[at] + sizes[at];
            at++;
        }
        for (int i = count; i > at; i--) {
            live[i] = live[i - 1];
            addresses[i] = addresses[i - 1];
            sizes[i] = sizes[i - 1];
        }
        live[at] = map;
        addresses[at] = address;
        sizes[at] = bytes;
        addressOf[map] = address;
        count++;
        end = Math.max(end, address + bytes);
    }

    private void release(int task) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            boolean isRead = maps.get(live[i]).read() == task && task != Workload.NONE;
            if (!isRead) {
                live[kept] = live[i];
                addresses[kept] = addresses[i];
                sizes[kept] = sizes[i];
                kept++;
            }
        }
        count = kept;
    }
}
