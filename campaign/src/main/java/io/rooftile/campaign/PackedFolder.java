package io.rooftile.campaign;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/// A folder and all in it, as it travels.
final class PackedFolder implements Serializable {
    static final PackedFolder EMPTY = new PackedFolder(new byte[0]);

    /// A ZIP archive, or nothing.
    private final byte[] archive;

    private PackedFolder(byte[] archive) {
        this.archive = archive;
    }

    /// Packs a folder; one that is not there is empty.
    static PackedFolder of(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return EMPTY;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes);
                Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.skip(1).sorted().toList()) {
                boolean isFolder = Files.isDirectory(path);
                zip.putNextEntry(new ZipEntry(folder.relativize(path) + (isFolder ? "/" : "")));
                if (!isFolder) {
                    Files.copy(path, zip);
                }
            }
        }
        return new PackedFolder(bytes.toByteArray());
    }

    boolean isEmpty() {
        return archive.length == 0;
    }

    /// Writes it.
    ///
    /// @param folder that is not there yet
    void unpack(Path folder) throws IOException {
        Files.createDirectory(folder);
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                // A folder comes before what it holds.
                Path path = folder.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectory(path);
                } else {
                    Files.copy(zip, path);
                }
            }
        }
    }
}
