package io.rooftile.modelimport.keras;

import io.rooftile.core.network.Shape;
import io.rooftile.modelimport.keras.KerasModel.KerasLayer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// Where a file has the channels of feature maps. Networks have them last: a model that has them first everywhere is
/// turned as it is read, so that shapes of three and more dimensions are `[N, rows, columns, C]` here and `[N, C, rows,
/// columns]` in the file. Its kernels are stored alike in both layouts.
enum Layout {
    CHANNELS_LAST,
    CHANNELS_FIRST;

    /// The layout that all layers of a model state. Flatten does not count: there the word says what the layer does.
    static Layout of(KerasModel model) {
        Set<String> stated = new HashSet<>();
        collect(model, stated);
        return stated.equals(Set.of("channels_first")) ? CHANNELS_FIRST : CHANNELS_LAST;
    }

    private static void collect(KerasModel model, Set<String> stated) {
        for (KerasLayer layer : model.layers()) {
            if (layer.inner() != null) {
                collect(layer.inner(), stated);
            } else if (!layer.className().equals("Flatten")) {
                layer.config().find("data_format", "dim_ordering").ifPresent(format -> stated.add(format.asText()));
            }
        }
    }

    /// Whether tensors of so many dimensions have another order here than in the file.
    boolean turns(int rank) {
        return this == CHANNELS_FIRST && rank > 2;
    }

    /// The dimension here of one in the file.
    ///
    /// @param axis 0 to rank - 1
    int axis(int axis, int rank) {
        if (!turns(rank) || axis == 0) {
            return axis;
        }
        return axis == 1 ? rank - 1 : axis - 1;
    }

    /// The dimension in the file of one here.
    int fileAxis(int axis, int rank) {
        return fromFile(rank).get(axis);
    }

    /// Which dimension of the file each dimension here is.
    List<Integer> fromFile(int rank) {
        return IntStream.range(0, rank)
                .mapToObj(axis -> !turns(rank) || axis == 0 ? axis : axis == rank - 1 ? 1 : axis + 1)
                .toList();
    }

    /// Which dimension here each dimension of the file is.
    List<Integer> toFile(int rank) {
        return IntStream.range(0, rank).mapToObj(axis -> axis(axis, rank)).toList();
    }

    /// A shape of the file as it is here.
    Shape shape(Shape inFile) {
        return new Shape(fromFile(inFile.rank()).stream().map(inFile::dim).toList());
    }
}
