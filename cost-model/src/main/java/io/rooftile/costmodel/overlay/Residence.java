package io.rooftile.costmodel.overlay;

import java.util.Objects;

/// Which maps stay in the feature banks, as far as the tilings of the layers say: the plan of the jobs, which knows
/// what else the banks hold, decides the same but for maps at the edge of what there is room for. Mutable and reused.
final class Residence {
    /// Tiles of the maker whose features are in the banks, or asked for, when its first one is computed: with itself.
    private static final int MOST_LOADED = JobPlan.MOST_AHEAD + 1;

    private final Compiled compiled;
    private final boolean[] stays;

    Residence(Compiled compiled) {
        this.compiled = compiled;
        this.stays = new boolean[compiled.tasks()];
    }

    /// Whether a task's input was found to stay.
    boolean isInput(int task) {
        return task > 0 && stays[task - 1];
    }

    /// Whether a task's map was found to stay.
    boolean isOutput(int task) {
        return stays[task];
    }

    /// Finds them.
    ///
    /// @param costs by kind of task, with its tiling
    void find(Engine engine, ChosenKinds chosen, OptionIndex at, LayerCost[] costs) {
        for (int task = 0; task < stays.length; task++) {
            stays[task] = !engine.isSmall && compiled.maps[task].isPassedOn() && stays(task, engine, chosen, at, costs);
        }
    }

    private boolean stays(int task, Engine engine, ChosenKinds chosen, OptionIndex at, LayerCost[] costs) {
        TaskKind maker = compiled.kinds[chosen.ofTask[task]];
        TaskKind reader = compiled.kinds[chosen.ofTask[task + 1]];
        LayerCost cost = costs[chosen.ofTask[task]];
        long whole = wholeWords(reader.shape(), engine);
        boolean isWide = isWide(maker, cost) && isWide(reader, costs[chosen.ofTask[task + 1]]);
        if (!isWide || reader.shape().isRepeated() || whole > engine.featureDepthWords) {
            return false;
        }
        return isInput(task) || isLoaded(maker, cost, engine, at, 2L * engine.featureDepthWords - whole);
    }

    private static boolean isWide(TaskKind kind, LayerCost cost) {
        return Objects.requireNonNull(cost.tile).columns
                == kind.shape().output().columns();
    }

    /// Words of each feature bank that all of a layer's input takes.
    private static long wholeWords(LayerShape reader, Engine engine) {
        return (long) reader.planeWords(engine) * Math.ceilDiv(reader.inputChannels(), engine.icp);
    }

    /// Whether there is room for the features of all tiles of a layer at once.
    private static boolean isLoaded(TaskKind kind, LayerCost cost, Engine engine, OptionIndex at, long room) {
        LayerShape shape = kind.shape();
        PixelTile tile = Objects.requireNonNull(cost.tile);
        int unit = kind.tables().channelUnits[at.icp][at.ocp];
        long channels = shape.mode().isLanes()
                ? Math.min(shape.outputChannels(), (long) cost.units * unit)
                : shape.inputChannels();
        long parts = shape.mode().isLanes() ? Math.ceilDiv(shape.outputChannels(), channels) : 1;
        long loads = tile.count * parts;
        long words = tile.words * shape.mode().operands() * Math.ceilDiv(channels, (long) engine.icp);
        return loads <= MOST_LOADED && loads * words <= room;
    }
}
