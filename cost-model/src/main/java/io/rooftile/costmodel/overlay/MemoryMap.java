package io.rooftile.costmodel.overlay;

/// Where constants and maps lie in memory, as the compiler places them behind the program: weights and parameters of
/// each part of the channels, task by task, then the maps. In beats, counted from the end of the program. Mutable and
/// reused.
final class MemoryMap {
    private final MapAreas areas;
    private Engine engine;
    private int[] firstConstant = new int[16];
    private int firstMap;

    MemoryMap(Engine engine, MapAreas areas) {
        this.engine = engine;
        this.areas = areas;
    }

    void place(Engine newEngine, TileTable tiles) {
        engine = newEngine;
        areas.bytes(engine);
        if (firstConstant.length < tiles.tasks) {
            firstConstant = new int[2 * tiles.tasks];
        }
        int at = 0;
        for (int task = 0; task < tiles.tasks; task++) {
            TileTable.TaskCut cut = tiles.cuts[task];
            firstConstant[task] = at;
            int last = cut.parts - 1;
            at += last * (weightBeats(cut, 0) + parameterBeats(cut, 0))
                    + weightBeats(cut, last)
                    + parameterBeats(cut, last);
        }
        firstMap = at;
    }

    private int weightBeats(TileTable.TaskCut cut, int part) {
        return areaBeats(cut.groups(part) * cut.groupWeightWords, engine.weightWordBytes);
    }

    private int parameterBeats(TileTable.TaskCut cut, int part) {
        return areaBeats((long) cut.groups(part) * engine.drainSteps, engine.parameterWordBytes);
    }

    private int areaBeats(long words, int wordBytes) {
        return Math.toIntExact(engine.aligned(engine.beats(words, wordBytes) * engine.beatBytes) / engine.beatBytes);
    }

    /// Where the weights of a task's part begin.
    int weights(TileTable tiles, int task, int part) {
        TileTable.TaskCut cut = tiles.cuts[task];
        return firstConstant[task] + part * (weightBeats(cut, 0) + parameterBeats(cut, 0));
    }

    /// Where the parameters of a task's part begin.
    int parameters(TileTable tiles, int task, int part) {
        return weights(tiles, task, part) + weightBeats(tiles.cuts[task], part);
    }

    /// Where a map begins.
    int map(int map) {
        return firstMap + Math.toIntExact(areas.address(map) / engine.beatBytes);
    }
}
