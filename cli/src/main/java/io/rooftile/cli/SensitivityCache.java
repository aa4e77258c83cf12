package io.rooftile.cli;

import io.rooftile.quantization.accuracy.AccuracyMeter;
import io.rooftile.quantization.accuracy.SensitivityFile;
import io.rooftile.quantization.accuracy.SensitivityTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Tables of sensitivity that were measured before, each in a file whose name is the digest of what it depends on.
///
/// A cache never fails a run: what cannot be read is measured anew, what cannot be written is not kept, and a word says
/// so.
///
/// @param words hears what a user should know
record SensitivityCache(Path folder, Consumer<String> words) {
    /// The table of a meter: the kept one, or the measured one, which is then kept.
    ///
    /// @param key digest of all that the table depends on
    SensitivityTable get(String key, AccuracyMeter meter, Supplier<SensitivityTable> measure) {
        Path file = folder.resolve(key + ".sensitivity");
        Optional<SensitivityTable> kept = read(file, key, meter);
        if (kept.isPresent()) {
            words.accept("what fewer bits do to accuracy was measured before: " + file);
            return kept.get();
        }
        words.accept("measuring what fewer bits do to accuracy ...");
        SensitivityTable table = measure.get();
        write(file, key, table);
        return table;
    }

    private Optional<SensitivityTable> read(Path file, String key, AccuracyMeter meter) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Optional<SensitivityTable> table = SensitivityFile.read(file, key);
            if (table.isEmpty()) {
                words.accept(file + " is damaged, so that it is not used");
            } else if (!table.get().isOf(meter)) {
                words.accept(file + " was measured by another program, so that it is not used");
                return Optional.empty();
            }
            return table;
        } catch (IOException exception) {
            words.accept(file + " cannot be read (" + exception.getMessage() + "), so that it is not used");
            return Optional.empty();
        }
    }

    private void write(Path file, String key, SensitivityTable table) {
        try {
            Files.createDirectories(folder);
            Path fresh = Files.createTempFile(folder, key, ".partial");
            try {
                SensitivityFile.write(fresh, key, table);
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException exception) {
            words.accept(file + " cannot be written (" + exception.getMessage()
                    + "), so that the next run measures again; give another --cache");
        }
    }
}
