package io.rooftile.campaign;

import io.rooftile.core.UserInputException;
import io.rooftile.reports.RunFolder;
import io.rooftile.reports.WholePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The folder of a campaign, which one program at a time works in.
final class CampaignFolder implements AutoCloseable {
    static final String RESULTS = "results.csv";
    static final String INDEX = "index.html";
    private static final String CELLS = "cells";
    private static final String LOCK = "campaign.lock";

    /// How private folders begin in which files are made before they are moved to their place.
    private static final String UNFINISHED = ".rooftile-";

    private final Path path;
    private final FileChannel channel;

    private CampaignFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /// Takes the folder, and deletes what a killed program left half done.
    ///
    /// @param restart whether to delete a former campaign in it
    /// @throws UserInputException when it holds something else, cannot be written, or is taken
    static CampaignFolder open(Path path, boolean restart) {
        try {
            if (isStrange(path)) {
                throw UserInputException.of(
                        path.toString(),
                        "",
                        "there is something without " + CampaignDatabase.FILE + ", so it will not be written to",
                        "give another --out");
            }
            Files.createDirectories(path);
            FileChannel channel =
                    FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            CampaignFolder folder = new CampaignFolder(path, channel);
            try {
                folder.take();
                folder.sweep(restart);
            } catch (IOException | UserInputException exception) {
                folder.close();
                throw exception;
            }
            return folder;
        } catch (IOException exception) {
            throw unwritable(path, exception);
        }
    }

    private static UserInputException unwritable(Path path, IOException exception) {
        return UserInputException.of(
                path.toString(),
                "",
                "the folder cannot be written (" + WholePath.reason(exception) + ")",
                "make room or make it writable, or give another --out");
    }

    private static boolean isStrange(Path path) throws IOException {
        if (Files.exists(path) && !Files.isDirectory(path)) {
            return true;
        }
        if (!Files.exists(path) || Files.exists(path.resolve(CampaignDatabase.FILE))) {
            return false;
        }
        try (Stream<Path> entries = Files.list(path)) {
            return entries.anyMatch(entry -> !entry.getFileName().toString().equals(LOCK));
        }
    }

    private void take() throws IOException {
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException _) {
            lock = null;
        }
        if (lock == null) {
            throw UserInputException.of(
                    path.toString(), "", "another campaign runs in this folder", "wait for it, or give another --out");
        }
    }

    private void sweep(boolean restart) throws IOException {
        for (Path folder : List.of(path, path.resolve(CELLS))) {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> entries = Files.list(folder)) {
                    for (Path entry : entries.toList()) {
                        if (entry.getFileName().toString().startsWith(UNFINISHED)) {
                            delete(entry);
                        }
                    }
                }
            }
        }
        if (restart) {
            for (String ending : List.of("", "-wal", "-shm")) {
                delete(path.resolve(CampaignDatabase.FILE + ending));
            }
            delete(path.resolve(RESULTS));
            delete(path.resolve(INDEX));
            delete(path.resolve(CELLS));
        }
    }

    private static void delete(Path top) throws IOException {
        if (Files.exists(top)) {
            try (Stream<Path> tree = Files.walk(top)) {
                for (Path file : tree.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    Path database() {
        return path.resolve(CampaignDatabase.FILE);
    }

    /// Where a cell's run folder is.
    Path cell(Cell cell) {
        return path.resolve(CELLS).resolve(cell.id());
    }

    /// Puts a cell's run folder in its place, whole or not at all; one that has none leaves what is there.
    ///
    /// @throws UserInputException when it cannot be written
    void put(Cell cell, PackedFolder run) {
        if (run.isEmpty()) {
            return;
        }
        try (WholePath whole = WholePath.folder(cell(cell), RunFolder.MANIFEST, "--out")) {
            try {
                run.unpack(whole.fresh());
            } catch (IOException exception) {
                throw whole.failure(exception);
            }
            whole.complete();
        }
    }

    /// Writes a file of the folder, whole or not at all.
    ///
    /// @throws UserInputException when it cannot be written
    void write(String name, String text) {
        try (WholePath whole = WholePath.file(path.resolve(name), "--out")) {
            try {
                Files.writeString(whole.fresh(), text);
            } catch (IOException exception) {
                throw whole.failure(exception);
            }
            whole.complete();
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
