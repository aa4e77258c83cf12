package io.rooftile.modelimport.passes;

import io.rooftile.core.network.Network;
import java.util.List;

/// The passes that every imported network goes through, in order, again and again until nothing changes any
/// more. This ends: each change takes a layer away, or the transpose in front of a dense layer, or makes a scale-shift
/// of a product, and none makes transposes or products.
public final class StandardPasses {
    private static final List<GraphPass> IN_ORDER = List.of(
            new DropIdentities(),
            new FoldFlatten(),
            new FoldConstants(),
            new FuseBias(),
            new FoldBatchNorm(),
            new FuseActivation(),
            new FoldPad());

    private StandardPasses() {}

    /// The network after all passes; it is verified after each.
    public static Network apply(Network network) {
        Network before;
        Network current = network;
        do {
            before = current;
            for (GraphPass pass : IN_ORDER) {
                current = pass.apply(current);
            }
        } while (!current.layers().equals(before.layers()));
        return current;
    }
}
