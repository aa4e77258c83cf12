package io.rooftile.modelimport.zoo;

import io.rooftile.core.UserInputException;
import io.rooftile.core.network.Network;
import java.util.Map;
import java.util.function.Supplier;

/// Built-in topologies by name: `resnet50`, `mobilenet_v1_0.5@160`.
public final class Zoo {
    private static final Map<String, Supplier<Network>> TOPOLOGIES = Map.of();

    private Zoo() {}

    /// A topology, before graph passes.
    ///
    /// @param name as after `zoo:`
    /// @throws UserInputException when there is no such topology or its input size is not possible
    public static Network network(String name) {
        Supplier<Network> topology = TOPOLOGIES.get(name);
        if (topology == null) {
            throw UserInputException.of("zoo:" + name, "", "there is no such topology", "choose another");
        }
        return topology.get();
    }
}
