package io.rooftile.rtl.overlay;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A map that may stay in the feature banks: the one task that reads it comes next and has all of it in the banks at
/// once, so that the store unit can put it there and it need not go through memory.
///
/// @param reader a tile of that task; all of its tiles read the same
/// @param lastReader number of the last one
record ResidentMap(Tile reader, int lastReader) {
    /// Those of a network, by map.
    ///
    /// @param tiles of all tasks, in order
    /// @param outputs maps that the host reads
    static Map<FeatureMap, ResidentMap> of(List<Tile> tiles, Set<FeatureMap> outputs) {
        List<FeatureMap> operands = tiles.stream()
                .map(Tile::task)
                .distinct()
                .flatMap(task -> task.inputs().stream())
                .toList();
        Map<FeatureMap, ResidentMap> residents = new HashMap<>();
        int maker = 0;
        for (int first = end(tiles, 0); first < tiles.size(); first = end(tiles, first)) {
            Tile reader = tiles.get(first);
            FeatureMap map = tiles.get(maker).task().output();
            boolean isPassedOn = reader.task().inputs().equals(List.of(map))
                    && Collections.frequency(operands, map) == 1
                    && !outputs.contains(map);
            if (isPassedOn
                    && isWhole(tiles.subList(first, end(tiles, first)))
                    && areWide(tiles.subList(maker, first))) {
                residents.put(map, new ResidentMap(reader, end(tiles, first) - 1));
            }
            maker = first;
        }
        return residents;
    }

    /// One behind the last tile of the task that a tile is the first of.
    private static int end(List<Tile> tiles, int first) {
        int end = first;
        while (end < tiles.size()
                && tiles.get(end).task().equals(tiles.get(first).task())) {
            end++;
        }
        return end;
    }

    /// Whether all tiles of a task read all of a map.
    private static boolean isWhole(List<Tile> tiles) {
        StoredPart part = StoredPart.of(tiles.getFirst());
        MapLayout map = tiles.getFirst().task().input().layout();
        return part.repetition().equals(Task.Repetition.NONE)
                && part.rows() == map.height()
                && part.columns() == map.width()
                && part.words() == map.groups()
                && tiles.stream().allMatch(tile -> StoredPart.of(tile).equals(part));
    }

    /// Whether tiles make whole rows.
    private static boolean areWide(List<Tile> tiles) {
        return tiles.stream()
                .allMatch(
                        tile -> tile.columns() == tile.task().output().layout().width());
    }

    /// Describes the store of a tile of it.
    ///
    /// @param first word of the map in the feature banks
    void describe(Job job, Tile tile, int first) {
        StoredPart part = StoredPart.of(reader);
        int turns = tile.row() / part.sy() * part.turn();
        job.set(StoreRegister.TARGET, first + tile.row() * reader.rowWords() + tile.firstWord() * reader.planeWords())
                .set(StoreRegister.SEGMENT_STEP, reader.planeWords())
                .set(StoreRegister.ROW_STEP, reader.rowWords())
                .set(StoreRegister.PHASES, part.sx())
                .set(StoreRegister.PHASE_STEP, reader.phaseWords())
                .set(StoreRegister.ROTATION, turns % tile.task().shape().pp())
                .set(
                        StoreRegister.ROW_ROTATION,
                        part.turn() % tile.task().shape().pp())
                .set(StoreRegister.ROTATION_ROWS, part.sy())
                .set(StoreRegister.ROW_PHASE, tile.row() % part.sy());
    }
}
