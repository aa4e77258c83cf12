package io.rooftile.modelimport.keras;

import io.rooftile.core.UserInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// A `.keras` file: a zip with `config.json`, `metadata.json` and `model.weights.h5`. Only these are read, each
/// up to a bound that does not trust the sizes in the zip's directory.
final class KerasArchive implements AutoCloseable {
    private static final long MOST_TEXT_BYTES = 64L << 20;
    private static final long MOST_WEIGHTS_BYTES = Integer.MAX_VALUE - 8L;

    /// Deflate packs at most 1032 to 1, but weights far less: more is a bomb.
    private static final long MOST_RATIO = 100;

    private static final long SLACK_BYTES = 1L << 20;
    private static final String WEIGHTS = "model.weights.h5";
    private static final String SAVE_AGAIN = "save the model again with model.save()";

    private final String file;
    private final ZipFile zip;
    private final long fileBytes;

    private KerasArchive(String file, ZipFile zip, long fileBytes) {
        this.file = file;
        this.zip = zip;
        this.fileBytes = fileBytes;
    }

    /// Opens an archive.
    ///
    /// @throws UserInputException when the file is no zip
    static KerasArchive open(Path path) {
        try {
            return new KerasArchive(path.toString(), new ZipFile(path.toFile()), Files.size(path));
        } catch (IOException e) {
            throw UserInputException.of(path.toString(), "", "is not a .keras archive: " + e.getMessage(), SAVE_AGAIN);
        }
    }

    /// The model's config as text.
    String config() {
        return text("config.json")
                .orElseThrow(() -> UserInputException.of(file, "", "the archive holds no config.json", SAVE_AGAIN));
    }

    /// What wrote the archive, as text.
    Optional<String> metadata() {
        return text("metadata.json");
    }

    /// The HDF5 bytes of the weights.
    ByteBuffer weights() {
        return bytes(WEIGHTS, MOST_WEIGHTS_BYTES)
                .map(ByteBuffer::wrap)
                .orElseThrow(() -> UserInputException.of(file, "", "the archive holds no " + WEIGHTS, SAVE_AGAIN));
    }

    private Optional<String> text(String name) {
        return bytes(name, MOST_TEXT_BYTES).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private Optional<byte[]> bytes(String name, long most) {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null || entry.isDirectory()) {
            return Optional.empty();
        }
        int bound = (int) Math.min(most, Math.addExact(Math.multiplyExact(fileBytes, MOST_RATIO), SLACK_BYTES));
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes(bound);
            if (bytes.length == bound && in.read() >= 0) {
                throw UserInputException.of(
                        file, name, "inflates to more than " + bound + " bytes", "do not trust this file");
            }
            return Optional.of(bytes);
        } catch (ZipException e) {
            throw UserInputException.of(file, name, "is broken: " + e.getMessage(), SAVE_AGAIN);
        } catch (IOException e) {
            throw UserInputException.of(file, name, "cannot be read: " + e.getMessage(), SAVE_AGAIN);
        }
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw UserInputException.of(file, "", "cannot be closed: " + e.getMessage(), "check the disk");
        }
    }
}
