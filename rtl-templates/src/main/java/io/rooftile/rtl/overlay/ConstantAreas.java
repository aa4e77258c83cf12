package io.rooftile.rtl.overlay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/// Where the weights and parameters of tiles lie in memory: one behind the other, once for each part of a task's
/// channels.
final class ConstantAreas {
    private final EngineShape shape;
    private final Map<Part, Long> weights = new HashMap<>();
    private final Map<Part, Long> parameters = new HashMap<>();
    private final List<Area> areas = new ArrayList<>();
    private long end;

    /// @param first address that may be used
    ConstantAreas(EngineShape shape, List<Tile> tiles, long first) {
        this.shape = shape;
        this.end = shape.aligned(first);
        for (Tile tile : tiles) {
            Part part = Part.of(tile);
            if (!parameters.containsKey(part)) {
                Constants constants = new Constants(tile);
                if (tile.weightWords() > 0) {
                    weights.put(part, place("weights of " + part, constants.weightBytes(), constants::weights));
                }
                parameters.put(part, place("parameters of " + part, constants.parameterBytes(), constants::parameters));
            }
        }
    }

    /// Constants that have a place; they are packed when they are asked for.
    private record Area(String name, long address, Supplier<byte[]> bytes) {}

    private record Part(String layer, int channel) {
        static Part of(Tile tile) {
            return new Part(tile.task().layer(), tile.channel());
        }

        @Override
        public String toString() {
            return layer + " from channel " + channel + " on";
        }
    }

    private long place(String name, int size, Supplier<byte[]> bytes) {
        long at = end;
        areas.add(new Area(name, at, bytes));
        end = shape.aligned(at + size);
        return at;
    }

    /// Address of a tile's weights.
    long weights(Tile tile) {
        return Objects.requireNonNull(weights.get(Part.of(tile)));
    }

    /// Address of a tile's parameters.
    long parameters(Tile tile) {
        return Objects.requireNonNull(parameters.get(Part.of(tile)));
    }

    /// What memory holds there.
    List<MemoryPiece> pieces() {
        return areas.stream()
                .map(area -> new MemoryPiece(
                        area.name(), area.address(), area.bytes().get()))
                .toList();
    }

    /// One behind the last byte that is used.
    long end() {
        return end;
    }
}
