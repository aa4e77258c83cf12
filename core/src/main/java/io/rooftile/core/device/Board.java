package io.rooftile.core.device;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A part on a board.
///
/// @param name lower case: `pynq-z2`
/// @param reserved blocks that the platform's shell takes (Alveo), zero elsewhere
/// @param memory null where the fabric has no memory beside it
/// @param staticPowerMilliwatts power of the configured, idle part, or null where no source says
/// @param sources where each figure was read, by figure name
public record Board(
        String name,
        Part part,
        ResourceVector reserved,
        @Nullable OffChipMemory memory,
        @Nullable Double staticPowerMilliwatts,
        Map<String, String> sources) {
    public Board {
        sources = Map.copyOf(sources);
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
