package io.rooftile.modelimport.zoo;

import io.rooftile.core.network.Network;

/// A topology without weights, as it is deployed: batch normalisations behind a convolution are folded into it.
///
/// @param network before graph passes
/// @param storedParameters elements of the usual checkpoint: weights, biases and every vector of each batch
///     normalisation (gamma, beta, mean, variance)
public record Topology(Network network, long storedParameters) {}
