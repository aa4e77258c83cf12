package io.rooftile.costmodel.overlay;

import io.rooftile.core.network.Concat;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Tensor;
import io.rooftile.costmodel.overlay.LayerShape.Channels;
import io.rooftile.costmodel.overlay.LayerShape.Extent;
import io.rooftile.costmodel.overlay.Workload.Storage;
import io.rooftile.costmodel.overlay.Workload.StorageFlags;
import io.rooftile.costmodel.overlay.Workload.Task;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Where tensors lie: which share a memory area, and how each one's channels lie in it. In memory a feature map is
/// `[row][column][word]`, words of `ICP` channels, the last one of each part filled up.
final class Places {
    /// A memory area, or a part of another one.
    private static final class Area {
        final Extent extent;
        final Channels channels;
        int inside = -1;
        boolean isGiven;
        boolean isTaken;

        Area(Extent extent, Channels channels) {
            this.extent = extent;
            this.channels = channels;
        }
    }

    private final List<Area> areas = new ArrayList<>();
    private final Map<String, Integer> areaOf = new HashMap<>();
    private final Map<String, Channels> channelsOf = new HashMap<>();

    int of(Tensor tensor) {
        Integer area = areaOf.get(tensor.name());
        if (area == null) {
            throw new IllegalStateException("tensor " + tensor.name() + " has no place yet");
        }
        return area;
    }

    Channels channels(Tensor tensor) {
        Channels channels = channelsOf.get(tensor.name());
        if (channels == null) {
            throw new IllegalStateException("tensor " + tensor.name() + " has no place yet");
        }
        return channels;
    }

    void define(Tensor tensor) {
        int channels = tensor.shape().channels();
        define(tensor, new Channels(channels, List.of(channels), 1));
    }

    /// Channels in the parts that another tensor has.
    void defineLike(Tensor tensor, Tensor other) {
        define(tensor, channels(other));
    }

    void defineConcat(Concat layer, boolean isChannels) {
        if (!isChannels) {
            defineLike(layer.output(), layer.inputs().getFirst());
            return;
        }
        List<Integer> segments = new ArrayList<>();
        for (Tensor part : layer.inputs()) {
            Channels channels = channels(part);
            for (int i = 0; i < channels.segmentRepeat(); i++) {
                segments.addAll(channels.segments());
            }
        }
        define(layer.output(), new Channels(layer.output().shape().channels(), segments, 1));
    }

    private void define(Tensor tensor, Channels channels) {
        areaOf.put(tensor.name(), areas.size());
        channelsOf.put(tensor.name(), channels);
        areas.add(new Area(TaskShapes.extent(tensor.shape()), channels));
    }

    /// Makes one tensor a part of another, unless it is a part of something already.
    boolean placeInside(Tensor part, Tensor whole) {
        Area area = areas.get(of(part));
        if (area.inside >= 0) {
            return false;
        }
        area.inside = of(whole);
        return true;
    }

    /// Gives a tensor the place of another when its elements come in the same order of memory; false otherwise.
    boolean renameIfSameOrder(Tensor from, Tensor to) {
        Channels before = channels(from);
        Shape shape = to.shape();
        int old = from.shape().channels();
        Channels after;
        if (shape.channels() == old) {
            after = before;
        } else if (shape.channels() % old == 0) {
            after = new Channels(
                    shape.channels(), before.segments(), before.segmentRepeat() * (shape.channels() / old));
        } else if (before.segmentRepeat() > 1 && old / before.segmentRepeat() == shape.channels()) {
            after = new Channels(shape.channels(), before.segments(), 1);
        } else {
            return false;
        }
        areaOf.put(to.name(), of(from));
        channelsOf.put(to.name(), after);
        return true;
    }

    void markGiven(Tensor tensor) {
        areas.get(of(tensor)).isGiven = true;
    }

    void markTaken(Tensor tensor) {
        areas.get(of(tensor)).isTaken = true;
    }

    private int root(int area) {
        int root = area;
        while (root >= 0 && areas.get(root).inside >= 0) {
            root = areas.get(root).inside;
        }
        return root;
    }

    /// The memory areas, with the tasks that use them; and the tasks with indices of these.
    Workload.Plan plan(List<Task> tasks) {
        int[] compact = new int[areas.size()];
        List<Integer> roots = new ArrayList<>();
        for (int i = 0; i < compact.length; i++) {
            if (areas.get(i).inside < 0) {
                compact[i] = roots.size();
                roots.add(i);
            }
        }
        for (int i = 0; i < compact.length; i++) {
            compact[i] = compact[root(i)];
        }
        List<Task> placed = tasks.stream()
                .map(task -> new Task(
                        task.layer(),
                        task.shape(),
                        compact[task.input()],
                        task.second() < 0 ? -1 : compact[task.second()],
                        compact[task.output()]))
                .toList();
        List<Storage> storages = new ArrayList<>();
        for (int storage = 0; storage < roots.size(); storage++) {
            storages.add(storage(storage, roots.get(storage), compact, placed));
        }
        return new Workload.Plan(placed, storages);
    }

    private Storage storage(int storage, int root, int[] compact, List<Task> tasks) {
        boolean isGiven = false;
        boolean isTaken = false;
        for (int i = 0; i < compact.length; i++) {
            if (compact[i] == storage) {
                isGiven |= areas.get(i).isGiven;
                isTaken |= areas.get(i).isTaken;
            }
        }
        int first = Integer.MAX_VALUE;
        int last = -1;
        int stride = 0;
        int columns = 0;
        boolean isUniform = true;
        for (int i = 0; i < tasks.size(); i++) {
            Task task = tasks.get(i);
            if (task.output() == storage) {
                first = Math.min(first, i);
            }
            if (task.input() == storage || task.second() == storage) {
                last = i;
                LayerShape shape = task.shape();
                // Flattened features are read word by word, in any order of banks.
                if (shape.channels().segmentRepeat() == 1) {
                    int readStride =
                            task.input() == storage ? shape.sampling().column().stride() : 1;
                    int readColumns = shape.output().columns();
                    isUniform &= stride == 0 || (stride == readStride && columns == readColumns);
                    stride = readStride;
                    columns = readColumns;
                }
            }
        }
        return new Storage(
                isGiven && first == Integer.MAX_VALUE ? -1 : first,
                last,
                areas.get(root).extent,
                areas.get(root).channels,
                Math.max(1, stride),
                new StorageFlags(isGiven, isTaken, isUniform));
    }
}
