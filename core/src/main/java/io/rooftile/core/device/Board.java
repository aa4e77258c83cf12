package io.rooftile.core.device;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A part on a board.
///
/// @param name lower case: `pynq-z2`
/// @param reserved blocks that the platform's shell takes (Alveo), zero elsewhere
/// @param memory null where the fabric has no memory beside it
/// @param staticPowerMilliwatts power of the configured, idle part, or null where no source says
/// @param sources where each figure was read, by figure name
/// @param unverified names of the board's own figures whose source was not read: usable, but reports say so
public record Board(
        String name,
        Part part,
        ResourceVector reserved,
        @Nullable OffChipMemory memory,
        @Nullable Double staticPowerMilliwatts,
        Map<String, String> sources,
        Set<String> unverified) {
    public Board {
        sources = Map.copyOf(sources);
        unverified = Set.copyOf(unverified);
    }

    /// A board all of whose figures were read at their source.
    public Board(
            String name,
            Part part,
            ResourceVector reserved,
            @Nullable OffChipMemory memory,
            @Nullable Double staticPowerMilliwatts,
            Map<String, String> sources) {
        this(name, part, reserved, memory, staticPowerMilliwatts, sources, Set.of());
    }

    /// The same with other clocks to choose from.
    ///
    /// @param clocksHertz ascending
    public Board withClocks(List<Long> clocksHertz) {
        return new Board(
                name, part.withClocks(clocksHertz), reserved, memory, staticPowerMilliwatts, sources, unverified);
    }

    /// Blocks left for the accelerator.
    public ResourceVector available() {
        ResourceVector all = part.capacity();
        return new ResourceVector(
                all.lut() - reserved.lut(),
                all.ff() - reserved.ff(),
                all.dsp() - reserved.dsp(),
                all.bram() - reserved.bram(),
                all.uram() - reserved.uram());
    }
}
