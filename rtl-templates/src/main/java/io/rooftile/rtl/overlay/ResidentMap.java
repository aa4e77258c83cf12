package io.rooftile.rtl.overlay;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A map that may stay in the feature banks: the next task reads it and nothing else, and half of the banks has room
/// for all of it, so that the store unit can put it there. It goes to memory only if others read it, too.
///
/// @param first number of the reader's first tile
/// @param end one behind its last
/// @param reader its first tile, as it reads the map in the banks
/// @param isReadAgain whether a later task, or the host, reads it
record ResidentMap(int first, int end, Tile reader, boolean isReadAgain) {
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
            Task reader = tiles.get(first).task();
            FeatureMap map = tiles.get(maker).task().output();
            int end = end(tiles, first);
            boolean isReadAgain = Collections.frequency(operands, map) > 1 || outputs.contains(map);
            ResidentMap resident = new ResidentMap(first, end, tiles.get(first).readingWhole(), isReadAgain);
            if (reader.inputs().equals(List.of(map))
                    && reader.repetition().equals(Task.Repetition.NONE)
                    && resident.words() <= reader.shape().featureHalf()
                    && areWide(tiles.subList(maker, end))) {
                residents.put(map, resident);
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

    /// Whether tiles make whole rows.
    private static boolean areWide(List<Tile> tiles) {
        return tiles.stream()
                .allMatch(
                        tile -> tile.columns() == tile.task().output().layout().width());
    }

    /// What the feature banks hold of it.
    StoredPart part() {
        return StoredPart.of(reader);
    }

    /// Words of each feature bank that it takes.
    int words() {
        return reader.featureWords();
    }

    /// Describes the store of a tile of it.
    ///
    /// @param first word of the map in the feature banks
    void describe(Job job, Tile tile, int first) {
        StoredPart part = part();
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
