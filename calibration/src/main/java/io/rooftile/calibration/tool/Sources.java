package io.rooftile.calibration.tool;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Hardware as source text.
///
/// @param folder what the file names are relative to; also searched for files that others include
/// @param files every source file and, where the tool reads it while it compiles, every memory file: their content
///     decides whether a former result is still good
/// @param topModule the module that holds all others
/// @param parameters values of the top module's parameters, by name
public record Sources(Path folder, List<String> files, String topModule, Map<String, String> parameters) {
    public Sources {
        files = List.copyOf(files);
        parameters = Map.copyOf(parameters);
        if (files.isEmpty()) {
            throw new IllegalArgumentException("sources need files");
        }
    }

    /// Sources whose top module keeps its parameters' defaults.
    public Sources(Path folder, List<String> files, String topModule) {
        this(folder, files, topModule, Map.of());
    }

    /// The files that are compiled by themselves: neither included ones nor memory contents.
    public List<String> compiledFiles() {
        return files.stream()
                .filter(file -> file.endsWith(".sv") || file.endsWith(".v"))
                .toList();
    }

    /// The parameters in an order that does not change.
    public Map<String, String> sortedParameters() {
        return new TreeMap<>(parameters);
    }

    /// Adds all of it, but not where it is, to a key.
    ///
    /// @throws ToolFailure when a file cannot be read
    public void addTo(ContentKey key) {
        key.text(topModule);
        sortedParameters().forEach((name, value) -> key.text(name).text(value));
        files.forEach(file -> key.file(folder, file));
    }
}
