package io.rooftile.costmodel.overlay;

import io.rooftile.core.network.Network;
import java.util.List;

/// A network as the engine runs it: which layer is work of the engine, which is fused into another, which
/// costs nothing and which the host does; and where tensors share memory.
///
/// @param rows one per layer of the network, in its order
/// @param tasks work of the engine, in order
/// @param storages memory areas, each for one or several tensors
/// @param hostMoves what steps on the host read and write
record Workload(Network network, List<Row> rows, List<Task> tasks, List<Storage> storages, List<HostMove> hostMoves) {
    Workload {
        rows = List.copyOf(rows);
        tasks = List.copyOf(tasks);
        storages = List.copyOf(storages);
        hostMoves = List.copyOf(hostMoves);
    }

    /// A feature map that a step on the host reads or writes.
    ///
    /// @param layer index of the step in the network
    record HostMove(int layer, LayerShape.Extent area, LayerShape.Channels channels) {
        /// Words of `ICP` features in memory.
        long memoryWords(int icp) {
            return area.pixels() * channels.inputGroups(icp);
        }
    }

    /// Where a layer runs.
    enum Place {
        /// As a task of its own.
        ENGINE,
        /// In the same task as the layer before it.
        FUSED,
        /// Nowhere: it only renames or places data.
        FREE,
        /// On the host, whose time is not known.
        HOST
    }

    /// What became of one layer.
    ///
    /// @param tasks indices of the tasks it became
    /// @param note for the reader; empty when there is nothing to say
    record Row(Place place, List<Integer> tasks, String note) {
        Row {
            tasks = List.copyOf(tasks);
        }
    }

    /// One piece of work of the engine.
    ///
    /// @param layer index in the network
    /// @param input storage index, and `second` that of the second or fused operand; -1 when there is none
    record Task(int layer, LayerShape shape, int input, int second, int output) {}

    /// A memory area.
    ///
    /// @param firstTask which writes it; -1 for what the host gives
    /// @param lastTask which reads it; -1 when no task does
    /// @param area rows and columns of the feature map
    /// @param channels how its channels lie
    /// @param stride column stride that its readers read it with, so that its words lie in their order
    /// @param flags what the host does with it
    record Storage(
            int firstTask,
            int lastTask,
            LayerShape.Extent area,
            LayerShape.Channels channels,
            int stride,
            StorageFlags flags) {

        /// Words of each feature bank that the whole takes.
        long words(int pp, int icp) {
            return area.rows() * PixelTile.bankWords(area.columns(), stride, pp) * channels.inputGroups(icp);
        }

        /// Words of `ICP` features in memory.
        long memoryWords(int icp) {
            return area.pixels() * channels.inputGroups(icp);
        }
    }

    /// Tasks and the memory areas they use.
    record Plan(List<Task> tasks, List<Storage> storages) {
        Plan {
            tasks = List.copyOf(tasks);
            storages = List.copyOf(storages);
        }
    }

    /// What else is to know of a memory area.
    ///
    /// @param isGiven the host writes it: the network's input, or the output of a step on the host
    /// @param isTaken the host reads it: the network's output, or the input of a step on the host
    /// @param isUniform all tasks read it with the same window stride and output width, so that it can stay in the
    /// feature buffer
    record StorageFlags(boolean isGiven, boolean isTaken, boolean isUniform) {}
}
