package io.rooftile.calibration.placement;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What place and route reached.
///
/// @param clocks of the design, by name; none for a design without registers
/// @param utilisation by the part's own word for a block: `ICESTORM_LC` is a cell of one LUT and one flip-flop
/// @param bitstream a file that the part can be configured with; in the cache folder, copy it to keep it
/// @param toolVersion of nextpnr
public record PlacementResult(List<Clock> clocks, Map<String, Use> utilisation, Path bitstream, String toolVersion) {
    public PlacementResult {
        clocks = List.copyOf(clocks);
        utilisation = Map.copyOf(utilisation);
    }

    /// One clock.
    ///
    /// @param name the net's name in the design
    /// @param reachedHertz what the slowest path allows
    public record Clock(String name, long requestedHertz, long reachedHertz) {
        /// Whether the design runs at the clock that was asked for.
        public boolean isMet() {
            return reachedHertz >= requestedHertz;
        }
    }

    /// Blocks of one kind.
    public record Use(long usedCount, long availableCount) {}

    /// Blocks of a kind.
    ///
    /// @throws IllegalArgumentException when the part has no such kind
    public Use use(String kind) {
        Use use = utilisation.get(kind);
        if (use == null) {
            throw new IllegalArgumentException("there are no " + kind + ", only " + utilisation.keySet());
        }
        return use;
    }
}
