package io.rooftile.cli;

import java.nio.file.Path;
import java.util.function.UnaryOperator;
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
        return folder != null ? folder : folder(System::getenv, System.getProperty("user.home"));
    }

    /// The folder of a user who names none. A relative `XDG_CACHE_HOME` is to be ignored. Source: XDG Base Directory
    /// Specification 0.8.
    ///
    /// @param environment gives null, or nothing, for variables that are not set
    static Path folder(UnaryOperator<@Nullable String> environment, String home) {
        String own = environment.apply("ROOFTILE_CACHE");
        if (own != null && !own.isEmpty()) {
            return Path.of(own);
        }
        String caches = environment.apply("XDG_CACHE_HOME");
        return (caches != null && Path.of(caches).isAbsolute() ? Path.of(caches) : Path.of(home, ".cache"))
                .resolve("rooftile");
    }
}
