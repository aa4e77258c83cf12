package io.rooftile.core.device;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An FPGA.
///
/// @param name as ordered, lower case: `xc7z020`
/// @param architecture the key of the coefficients that describe its fabric: `xc7`, `xcup`, `ecp5`, `ice40`, ...
/// @param capacity blocks available on an empty part
/// @param blocks what one block of each kind is
/// @param clocksHertz clocks that designs of this kind reach on it, ascending
/// @param sources where each figure was read, by figure name
/// @param unverified names of the figures whose source was not read: usable, but reports say so
public record Part(
        String name,
        String vendor,
        String architecture,
        ResourceVector capacity,
        Blocks blocks,
        List<Long> clocksHertz,
        Map<String, String> sources,
        Set<String> unverified) {

    /// What one block of each kind is.
    ///
    /// @param dsp null where the part has none
    /// @param uram null where the part has none
    public record Blocks(
            Logic logic,
            @Nullable DspBlock dsp,
            MemoryBlock bram,
            @Nullable MemoryBlock uram) {}

    public Part {
        clocksHertz = List.copyOf(clocksHertz);
        sources = Map.copyOf(sources);
        unverified = Set.copyOf(unverified);
        if (clocksHertz.isEmpty()) {
            throw new IllegalArgumentException("part " + name + " needs at least one clock");
        }
        if (capacity.dsp() > 0 && blocks.dsp() == null) {
            throw new IllegalArgumentException("part " + name + " has DSP blocks but does not say what they are");
        }
        if (capacity.uram() > 0 && blocks.uram() == null) {
            throw new IllegalArgumentException("part " + name + " has large RAMs but does not say what they are");
        }
    }

    /// The same with other clocks to choose from.
    Part withClocks(List<Long> others) {
        return new Part(name, vendor, architecture, capacity, blocks, others, sources, unverified);
    }

    /// A part all of whose figures were read at their source.
    public Part(
            String name,
            String vendor,
            String architecture,
            ResourceVector capacity,
            Blocks blocks,
            List<Long> clocksHertz,
            Map<String, String> sources) {
        this(name, vendor, architecture, capacity, blocks, clocksHertz, sources, Set.of());
    }
}
