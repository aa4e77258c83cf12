package io.rooftile.campaign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/// A pattern for several paths or names: `*`, `?`, `[...]`, `{a,b}`, and `**` across folders, as
/// [java.nio.file.FileSystem#getPathMatcher(String)] has them.
final class Glob {
    private static final String SPECIAL = "*?[{";

    private Glob() {}

    static boolean isPattern(String text) {
        return text.chars().anyMatch(character -> SPECIAL.indexOf(character) >= 0);
    }

    /// The names that match, in their own order.
    ///
    /// @throws PatternSyntaxException when it is no pattern
    static List<String> among(List<String> names, String pattern) {
        PathMatcher matcher = matcher(pattern);
        return names.stream().filter(name -> matcher.matches(Path.of(name))).toList();
    }

    /// The files and folders that match, sorted.
    ///
    /// @param base what the pattern is relative to
    /// @throws PatternSyntaxException when it is no pattern
    static List<Path> below(Path base, String pattern) {
        Path start = base;
        Path rest = Path.of(pattern);
        if (rest.isAbsolute()) {
            start = rest.getRoot();
            rest = start.relativize(rest);
        }
        while (rest.getNameCount() > 1 && !isPattern(rest.getName(0).toString())) {
            start = start.resolve(rest.getName(0));
            rest = rest.subpath(1, rest.getNameCount());
        }
        PathMatcher matcher = matcher(rest.toString());
        int depth = rest.toString().contains("**") ? Integer.MAX_VALUE : rest.getNameCount();
        Path from = start.normalize().toString().isEmpty() ? Path.of(".") : start.normalize();
        if (!Files.isDirectory(from)) {
            return List.of();
        }
        try (Stream<Path> tree = Files.walk(from, depth)) {
            return tree.filter(path -> !path.equals(from) && matcher.matches(from.relativize(path)))
                    .map(Path::normalize)
                    .sorted()
                    .toList();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    private static PathMatcher matcher(String pattern) {
        return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    }
}
