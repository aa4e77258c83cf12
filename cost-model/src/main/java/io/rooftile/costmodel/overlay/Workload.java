package io.rooftile.costmodel.overlay;

import io.rooftile.core.network.ChannelAugmentation;
import io.rooftile.core.network.ChannelAugmentation.Way;
import io.rooftile.core.network.Convolution;
import io.rooftile.core.network.Network;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A network as the engine runs it: which layer is work of the engine, which costs nothing and which the host
/// does.
///
/// @param rows one per layer of the network, in its order
/// @param tasks work of the engine, in order
/// @param maps feature maps in memory, in the order in which they come to be
/// @param faults layers that neither the engine nor the host can do
record Workload(Network network, List<Row> rows, List<Task> tasks, List<StoredArea> maps, List<Fault> faults) {
    Workload {
        rows = List.copyOf(rows);
        tasks = List.copyOf(tasks);
        maps = List.copyOf(maps);
        faults = List.copyOf(faults);
    }

    /// No task.
    static final int NONE = -1;

    /// What became of one layer.
    ///
    /// @param task index of the task it became, [#NONE] where it is the host's or nobody's
    /// @param note for the reader; empty when there is nothing to say
    record Row(int task, String note) {}

    /// One piece of work of the engine.
    ///
    /// @param layer index in the network
    /// @param shape of the layer as the network has it
    /// @param augmentable the layer, where the host may augment its input; else null
    /// @param makers tasks that make its operands, [#NONE] for what the host gives
    /// @param reads maps of its operands
    /// @param makes its map
    /// @param behind who takes the result
    record Task(
            int layer,
            LayerShape shape,
            @Nullable Convolution augmentable,
            List<Integer> makers,
            List<Integer> reads,
            int makes,
            TaskKind.Reader behind) {
        Task {
            makers = List.copyOf(makers);
            reads = List.copyOf(reads);
        }

        /// How the host writes the input of an engine.
        Way way(Engine engine) {
            return augmentable == null
                    ? Way.NONE
                    : ChannelAugmentation.best(
                            augmentable, engine.pp, engine.icp, engine.ocp, engine.wordBytes, engine.beatBytes);
        }

        /// The shape that the engine computes.
        LayerShape shape(Way way) {
            return augmentable == null || way == Way.NONE
                    ? shape
                    : shape.augmented(new ChannelAugmentation(augmentable, way));
        }
    }

    /// A feature map in memory.
    ///
    /// @param made task that makes it, [#NONE] for what the host gives
    /// @param read last task that reads it; behind the last task for what the host takes
    /// @param reader the one task for which the host may augment it; null for none
    record StoredArea(
            TaskShapes.StoredMap map,
            int made,
            int read,
            @Nullable Task reader) {
        /// Bytes that it takes in memory: rows of segments, each of which begins with a beat.
        long bytes(Engine engine) {
            if (reader == null || reader.way(engine) == Way.NONE) {
                return bytes(engine, map.rows(), map.columns(), map.channels());
            }
            LayerShape shape = reader.shape(reader.way(engine));
            return bytes(engine, shape.input().rows(), shape.input().columns(), shape.inputChannels());
        }

        private static long bytes(Engine engine, int rows, int columns, int channels) {
            long segment = Math.ceilDiv((long) columns * engine.wordBytes, (long) engine.beatBytes);
            long groups = Math.ceilDiv(channels, engine.icp);
            return engine.aligned(rows * groups * segment * engine.beatBytes);
        }
    }

    /// A layer that keeps the network from running.
    record Fault(String layer, String type, String reason, String lever) {}
}
