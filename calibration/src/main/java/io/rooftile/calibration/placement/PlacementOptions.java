package io.rooftile.calibration.placement;

import java.nio.file.Path;
import java.util.Optional;

/// What place and route is asked for.
///
/// @param pins a constraint file (`.pcf`) that gives top ports their pins; ports that it does not name, or all without
///     one, go to any free pin
/// @param clockHertz the clock to aim for
/// @param seed of the placer; another seed gives another clock
public record PlacementOptions(Optional<Path> pins, long clockHertz, long seed) {
    public PlacementOptions {
        if (clockHertz < 1 || seed < 0) {
            throw new IllegalArgumentException(
                    "the clock must be at least 1 Hz and the seed at least 0, but were " + clockHertz + ", " + seed);
        }
    }
}
