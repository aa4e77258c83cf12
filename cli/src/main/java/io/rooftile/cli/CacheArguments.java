package io.rooftile.cli;

import io.rooftile.calibration.tool.Cache;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The argument that says where measured tables are kept.
final class CacheArguments {
    @Option(
            names = "--cache",
            paramLabel = "FOLDER",
            description = {
                "Where measured sensitivities are kept from run to run. Default: $ROOFTILE_CACHE, or",
                "$XDG_CACHE_HOME/rooftile, or ~/.cache/rooftile."
            })
    private @Nullable Path folder;

    Path folder() {
        return folder != null ? folder : Cache.of(System.getenv()).folder();
    }
}
