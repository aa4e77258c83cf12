package io.rooftile.calibration.simulation;

import java.util.List;
import java.util.Optional;

/// What a bench said: its lines `rooftile KEY VALUE...`, in order, without the first word.
///
/// @param readings all but `done`
public record BenchOutput(List<Reading> readings) {
    static final String MARK = "rooftile";
    static final String DONE = "done";

    /// One line.
    ///
    /// @param values what follows the key, split at blanks
    public record Reading(String key, List<String> values) {
        public Reading {
            values = List.copyOf(values);
        }
    }

    public BenchOutput {
        readings = List.copyOf(readings);
    }

    /// All lines with a key, in order.
    public List<Reading> all(String key) {
        return readings.stream().filter(reading -> reading.key().equals(key)).toList();
    }

    /// The only value of the only line with a key.
    ///
    /// @return empty when there is no such line, or more than one, or it has not one whole decimal number
    public Optional<Long> number(String key) {
        List<Reading> found = all(key);
        if (found.size() != 1 || found.getFirst().values().size() != 1) {
            return Optional.empty();
        }
        String value = found.getFirst().values().getFirst();
        return value.matches("-?\\d{1,18}") ? Optional.of(Long.parseLong(value)) : Optional.empty();
    }
}
