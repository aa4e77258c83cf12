package io.rooftile.calibration.tool;

import io.rooftile.core.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/// The name of a result: a hash of everything it depends on. Equal keys mean equal results.
public final class ContentKey {
    private final MessageDigest digest = Sha256.digest();

    /// @param kind what the result is; change the word when what is stored under it changes
    public ContentKey(String kind) {
        text(kind);
    }

    /// Adds a word: a version, a flag, a name.
    public ContentKey text(String word) {
        return bytes(word.getBytes(StandardCharsets.UTF_8));
    }

    /// Adds a file's name and content.
    ///
    /// @param folder what the name is relative to
    /// @throws ToolFailure when it cannot be read
    public ContentKey file(Path folder, String name) {
        return text(name).content(folder.resolve(name));
    }

    /// Adds a file's content.
    ///
    /// @throws ToolFailure when it cannot be read
    public ContentKey content(Path file) {
        try {
            return bytes(Files.readAllBytes(file));
        } catch (IOException exception) {
            throw ToolFailure.of(
                    file.toString(),
                    "cannot be read (" + exception.getClass().getSimpleName() + ")",
                    "generate the design again");
        }
    }

    /// The length goes first, so that two words are never taken for one.
    private ContentKey bytes(byte[] bytes) {
        digest.update(Integer.toString(bytes.length).getBytes(StandardCharsets.UTF_8));
        digest.update((byte) ':');
        digest.update(bytes);
        return this;
    }

    /// The hash in 64 hexadecimal digits; the key is used up.
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
