package io.rooftile.core;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The hash that names contents. Source: FIPS 180-4.
public final class Sha256 {
    private Sha256() {}

    /// A fresh digest of nothing yet.
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException exception) {
            throw new IllegalStateException("every Java runtime has SHA-256", exception);
        }
    }
}
