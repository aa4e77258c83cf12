package io.rooftile.modelimport;

import io.rooftile.core.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// The SHA-256 that a run's manifest names its model by, and a cache what it holds.
public final class ModelDigest {
    private ModelDigest() {}

    /// Of a file its bytes; of a folder the names and bytes of all files in it, sorted; of a built-in topology its
    /// name.
    public static String of(String model) {
        try {
            MessageDigest digest = Sha256.digest();
            Path path = Path.of(model);
            if (!Files.exists(path)) {
                digest.update(model.getBytes(StandardCharsets.UTF_8));
            } else if (Files.isDirectory(path)) {
                try (Stream<Path> tree = Files.walk(path)) {
                    List<Path> files =
                            tree.filter(Files::isRegularFile).sorted().toList();
                    for (Path file : files) {
                        digest.update(path.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
                        update(digest, file);
                    }
                }
            } else {
                update(digest, path);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /// Of a text.
    public static String ofText(String text) {
        return HexFormat.of().formatHex(Sha256.digest().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static void update(MessageDigest digest, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        }
    }
}
