package io.rooftile.calibration.simulation;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A bench and the design in it, as source text.
///
/// @param folder what the file names are relative to; also searched for files that others include
/// @param files every source file, included ones too: their content decides whether a compiled bench is still good
/// @param topModule the bench's module
/// @param parameters values of the top module's parameters, by name
public record Bench(Path folder, List<String> files, String topModule, Map<String, String> parameters) {
    public Bench {
        files = List.copyOf(files);
        parameters = Map.copyOf(parameters);
        if (files.isEmpty()) {
            throw new IllegalArgumentException("a bench needs source files");
        }
    }

    /// A bench without parameters.
    public Bench(Path folder, List<String> files, String topModule) {
        this(folder, files, topModule, Map.of());
    }

    /// The files that are compiled by themselves: all but the included ones.
    List<String> compiledFiles() {
        return files.stream()
                .filter(file -> file.endsWith(".sv") || file.endsWith(".v"))
                .toList();
    }

    /// Verilator's flags for the parameters, in an order that does not change.
    List<String> parameterFlags() {
        return new TreeMap<>(parameters)
                .entrySet().stream()
                        .map(entry -> "-G" + entry.getKey() + "=" + entry.getValue())
                        .toList();
    }
}
