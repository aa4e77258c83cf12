package io.rooftile.calibration.published;

import io.rooftile.core.network.Network;
import java.util.Optional;

/// Networks whose layers are known by their name.
@FunctionalInterface
public interface Topologies {
    /// The topology of that name for an image size, unless there is none or the size does not suit it.
    Optional<Network> network(String name, int height, int width);
}
