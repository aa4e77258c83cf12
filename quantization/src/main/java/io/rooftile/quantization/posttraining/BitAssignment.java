package io.rooftile.quantization.posttraining;

import java.util.Map;
import java.util.TreeMap;

/// How many bits numbers take, layer by layer. What a network was trained to keep in fewer bits stays as it is.
///
/// @param inputBits of the network's inputs
/// @param otherBits of weights and outputs of all layers that are not named
/// @param weightBits of the weights of a layer, by layer name
/// @param activationBits of the output of a layer, by layer name
public record BitAssignment(
        int inputBits, int otherBits, Map<String, Integer> weightBits, Map<String, Integer> activationBits) {
    /// Fewest bits: -1, 0 and 1 around a zero of its own.
    public static final int LEAST_BITS = 2;

    /// Most bits; more would leave sums of products no room in 48 bits.
    public static final int MOST_BITS = 16;

    public BitAssignment {
        weightBits = new TreeMap<>(weightBits);
        activationBits = new TreeMap<>(activationBits);
        check("input", inputBits);
        check("other", otherBits);
        weightBits.forEach((layer, bits) -> check("weights of " + layer, bits));
        activationBits.forEach((layer, bits) -> check("output of " + layer, bits));
    }

    private static void check(String what, int bits) {
        if (bits < LEAST_BITS || bits > MOST_BITS) {
            throw new IllegalArgumentException(
                    what + ": bits must be " + LEAST_BITS + " to " + MOST_BITS + ", but were " + bits);
        }
    }

    /// The same bits everywhere.
    public static BitAssignment uniform(int bits) {
        return new BitAssignment(bits, bits, Map.of(), Map.of());
    }

    /// The same with other bits for the weights of one layer.
    public BitAssignment withWeightBits(String layer, int bits) {
        return new BitAssignment(inputBits, otherBits, with(weightBits, layer, bits), activationBits);
    }

    /// The same with other bits for the output of one layer.
    public BitAssignment withActivationBits(String layer, int bits) {
        return new BitAssignment(inputBits, otherBits, weightBits, with(activationBits, layer, bits));
    }

    /// The same with other bits for the network's inputs.
    public BitAssignment withInputBits(int bits) {
        return new BitAssignment(bits, otherBits, weightBits, activationBits);
    }

    private static Map<String, Integer> with(Map<String, Integer> map, String layer, int bits) {
        Map<String, Integer> changed = new TreeMap<>(map);
        changed.put(layer, bits);
        return changed;
    }

    /// Bits of the weights of a layer.
    public int ofWeights(String layer) {
        return weightBits.getOrDefault(layer, otherBits);
    }

    /// Bits of the output of a layer.
    public int ofOutput(String layer) {
        return activationBits.getOrDefault(layer, otherBits);
    }
}
