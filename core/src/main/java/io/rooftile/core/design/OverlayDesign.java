package io.rooftile.core.design;

import java.util.List;

/// One engine, or several equal cores, run by instructions.
///
/// @param memoryPortBits data width of each core's memory port
/// @param cores engines that work on inferences of their own and share the memory
/// @param tilings one per layer that the engine runs, or empty: then the cost model chooses the best
public record OverlayDesign(
        long clockHertz,
        ArrayShape array,
        OverlayBuffers buffers,
        OverlayNumbers numbers,
        int memoryPortBits,
        int cores,
        List<Tiling> tilings)
        implements Design {
    public OverlayDesign {
        tilings = List.copyOf(tilings);
        if (clockHertz < 1 || cores < 1 || memoryPortBits < 8) {
            throw new IllegalArgumentException("clockHertz and cores must be positive and the memory port at least 8"
                    + " bits wide, but were " + clockHertz + ", " + cores + ", " + memoryPortBits);
        }
    }

    @Override
    public Family family() {
        return Family.OVERLAY;
    }

    @Override
    public Requantisation requantisation() {
        return numbers.requantisation();
    }

    public OverlayDesign withTilings(List<Tiling> newTilings) {
        return new OverlayDesign(clockHertz, array, buffers, numbers, memoryPortBits, cores, newTilings);
    }

    public OverlayDesign withCores(int newCores) {
        return new OverlayDesign(clockHertz, array, buffers, numbers, memoryPortBits, newCores, tilings);
    }
}
