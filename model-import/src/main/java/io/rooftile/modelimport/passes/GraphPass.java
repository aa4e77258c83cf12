package io.rooftile.modelimport.passes;

import io.rooftile.core.network.Network;

/// One simplification of a network; the network computes the same afterwards.
@FunctionalInterface
public interface GraphPass {
    Network apply(Network network);
}
