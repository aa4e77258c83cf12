package io.rooftile.dse.search;

/// Mixes a sequence of 64-bit words into one.
///
/// Each word passes the finaliser of SplitMix64 (Steele, Lea, Flood 2014,
/// <https://doi.org/10.1145/2660193.2660195>).
final class Fingerprint {

    static final long EMPTY = 0x9E3779B97F4A7C15L;

    private Fingerprint() {}

    /// The fingerprint of a sequence that has fingerprint `state` and is continued by `word`.
    static long append(long state, long word) {
        return mix(Long.rotateLeft(state, 23) + word * EMPTY);
    }

    private static long mix(long bits) {
        long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
