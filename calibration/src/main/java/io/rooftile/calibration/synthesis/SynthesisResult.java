package io.rooftile.calibration.synthesis;

import io.rooftile.core.device.ResourceVector;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// What a design takes on a part, as Yosys maps it.
///
/// @param resources of the whole design
/// @param instances of each instance of a module with all below it, by its path from the top
/// (`u_stage_3.gen_pe[0].u_pe`);
///     empty for a flattened design
/// @param primitives how many of each of the library's cells
/// @param netlist for nextpnr, where it can place the design
/// @param toolVersion of Yosys
public record SynthesisResult(
        ResourceVector resources,
        Map<String, ResourceVector> instances,
        Map<String, Long> primitives,
        Optional<Path> netlist,
        String toolVersion) {
    public SynthesisResult {
        instances = Map.copyOf(instances);
        primitives = Map.copyOf(primitives);
    }

    /// What one instance takes with all below it.
    ///
    /// @throws IllegalArgumentException when there is none of that path
    public ResourceVector instance(String path) {
        ResourceVector found = instances.get(path);
        if (found == null) {
            throw new IllegalArgumentException("there is no instance " + path);
        }
        return found;
    }

    /// How many cells are of a kind.
    public long count(SynthesisTarget target, Primitive.Kind kind) {
        return primitives.entrySet().stream()
                .filter(entry -> target.primitive(entry.getKey())
                        .map(primitive -> primitive.kind() == kind)
                        .orElse(false))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
