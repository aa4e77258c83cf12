package io.rooftile.rtl.overlay;

import io.rooftile.core.UserInputException;
import io.rooftile.core.design.OverlayDesign;
import io.rooftile.core.design.Tiling;
import io.rooftile.quantization.integer.IntegerLayer;
import io.rooftile.quantization.integer.IntegerNetwork;
import io.rooftile.quantization.integer.MatrixLayer;
import io.rooftile.rtl.StreamFormat;
import io.rooftile.rtl.overlay.LayerPlace.Where;
import io.rooftile.rtl.overlay.OverlayProgram.PlacedMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Turns a quantised network into a program for the engine of a design.
public final class OverlayCompiler {
    private final String name;
    private final EngineShape shape;
    private final NetworkMapping mapping;
    private final CompilerOptions options;
    private final List<Tile> tiles = new ArrayList<>();
    private final Map<String, String> cuts = new HashMap<>();

    private OverlayCompiler(String name, EngineShape shape, NetworkMapping mapping, CompilerOptions options) {
        this.name = name;
        this.shape = shape;
        this.mapping = mapping;
        this.options = options;
    }

    /// Compiles a network.
    ///
    /// @param network in the design's numbers
    /// @throws UserInputException with every layer that keeps the network from running on the engine, and why
    public static OverlayProgram compile(IntegerNetwork network, OverlayDesign design, CompilerOptions options) {
        int weightBits = weightBits(network);
        EngineShape unsized = EngineShape.of(design, weightBits, 1, options.isSmall());
        int parameters = new OverlayCompiler(
                        network.network().name(), unsized, NetworkMapping.of(network, unsized), options)
                .cut(design)
                .parameterHalf();
        EngineShape shape = EngineShape.of(design, weightBits, parameters, options.isSmall());
        return new OverlayCompiler(network.network().name(), shape, NetworkMapping.of(network, shape), options)
                .cut(design)
                .program();
    }

    /// Bits of the widest weight.
    private static int weightBits(IntegerNetwork network) {
        int least = 0;
        int most = 0;
        for (IntegerLayer layer : network.layers()) {
            if (layer instanceof MatrixLayer matrix) {
                for (int[] row : matrix.weights()) {
                    for (int weight : row) {
                        least = Math.min(least, weight);
                        most = Math.max(most, weight);
                    }
                }
            }
        }
        return StreamFormat.signedBits(least, most);
    }

    private OverlayCompiler cut(OverlayDesign design) {
        Map<String, Tiling> given = new HashMap<>();
        design.tilings().forEach(tiling -> given.put(tiling.layer(), tiling));
        List<String> faults = new ArrayList<>();
        for (Task task : mapping.tasks()) {
            try {
                TileSizes sizes = new TilePlanner(task).sizes(given.get(task.layer()));
                List<Tile> own = Tile.of(task, sizes);
                tiles.addAll(own);
                cuts.put(task.layer(), own.size() + (own.size() == 1 ? " tile" : " tiles"));
            } catch (UnmappableException unmappable) {
                faults.add(task.layer() + ": " + unmappable.getMessage());
            }
        }
        if (!faults.isEmpty()) {
            throw UserInputException.withDetails(
                    name, "", "an overlay engine cannot run it", "take deeper buffers or another design", faults);
        }
        return this;
    }

    private int parameterHalf() {
        return tiles.stream().mapToInt(Tile::parameterWords).max().orElse(1);
    }

    private OverlayProgram program() {
        // Addresses only move by the program's length, so the program is as long as when they began at 0.
        ConstantAreas constants = new ConstantAreas(shape, tiles, 0);
        ProgramWriter draft = written(areas(constants.end()), constants);
        return program(draft.instructions().size() * (long) Instruction.BYTES);
    }

    private OverlayProgram program(long programBytes) {
        ConstantAreas constants = new ConstantAreas(shape, tiles, programBytes);
        Areas areas = areas(constants.end());
        ProgramWriter writer = written(areas, constants);
        if (writer.instructions().size() * (long) Instruction.BYTES != programBytes) {
            throw new IllegalStateException("a program's length depends on where things lie");
        }
        if (shape.isSmall()) {
            new SmallLimits(name, shape).require(writer.instructions(), areas.end());
        }
        List<MemoryPiece> pieces = new ArrayList<>();
        pieces.add(new MemoryPiece("program", 0, writer.bytes()));
        pieces.addAll(constants.pieces());
        return new OverlayProgram(
                shape,
                writer.instructions(),
                writer.notes(),
                pieces,
                placed(mapping.inputs(), areas),
                placed(mapping.outputs(), areas),
                placed(mapping.maps(), areas),
                places(),
                areas.end());
    }

    private ProgramWriter written(Areas areas, ConstantAreas constants) {
        // A small engine's store unit has no way into the feature banks.
        Map<FeatureMap, ResidentMap> residents = shape.isSmall()
                ? Map.of()
                : ResidentMap.of(tiles, new HashSet<>(mapping.outputs().values()));
        return ProgramWriter.of(
                new ProgramEmitter(shape, areas, constants, tiles, residents, options.keepsAllMaps()).emit());
    }

    /// Places maps from when they are made to when they are read last.
    private Areas areas(long first) {
        Areas areas = new Areas(shape, first);
        Set<FeatureMap> outputs = new HashSet<>(mapping.outputs().values());
        Map<FeatureMap, Integer> lastReader = new HashMap<>();
        for (int i = 0; i < mapping.tasks().size(); i++) {
            for (FeatureMap input : mapping.tasks().get(i).inputs()) {
                lastReader.put(input, i);
            }
        }
        mapping.inputs().values().stream().distinct().forEach(areas::place);
        for (int i = 0; i < mapping.tasks().size(); i++) {
            Task task = mapping.tasks().get(i);
            areas.place(task.output());
            for (FeatureMap input : new HashSet<>(task.inputs())) {
                boolean isDone = Objects.equals(lastReader.get(input), i) && !outputs.contains(input);
                if (isDone && !options.keepsAllMaps()) {
                    areas.giveBack(input);
                }
            }
        }
        return areas;
    }

    private static List<PlacedMap> placed(Map<String, FeatureMap> maps, Areas areas) {
        return maps.entrySet().stream()
                .filter(entry -> areas.has(entry.getValue()))
                .map(entry -> new PlacedMap(entry.getKey(), entry.getValue(), areas.address(entry.getValue())))
                .toList();
    }

    private List<LayerPlace> places() {
        return mapping.places().stream()
                .map(place -> place.where() == Where.ENGINE
                        ? new LayerPlace(
                                place.layer(), place.type(), place.where(), cuts.getOrDefault(place.layer(), ""))
                        : place)
                .toList();
    }
}
