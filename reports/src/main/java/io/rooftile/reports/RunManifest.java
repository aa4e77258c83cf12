package io.rooftile.reports;

import java.time.Instant;
import java.util.List;

/// Where a run came from, so that it can be repeated.
///
/// @param version of Rooftile
/// @param commandLine the arguments as given
/// @param modelFormat what the importer recognised
/// @param modelSha256 of the model's bytes; of the name for a built-in topology
/// @param storedParameters weight, bias and batch-norm elements as the file stores them
public record RunManifest(
        String version,
        List<String> commandLine,
        String model,
        String modelFormat,
        String modelSha256,
        long storedParameters,
        Instant start,
        Instant end) {
    public RunManifest {
        commandLine = List.copyOf(commandLine);
    }
}
