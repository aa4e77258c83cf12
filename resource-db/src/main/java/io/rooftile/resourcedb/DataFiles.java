package io.rooftile.resourcedb;

import io.rooftile.core.UserInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Where the texts come from: the resources beside this class, listed in `index`, or a file of the user's own.
final class DataFiles {
    static final String INDEX = "index";

    private static final String SUFFIX = ".yaml";

    private DataFiles() {}

    /// Names by folder (`parts`, `boards`, ...), each sorted. The list is a resource, because a jar has no folders to
    /// look into.
    static Map<String, List<String>> index() {
        Map<String, List<String>> names = new TreeMap<>();
        for (String line : resource(INDEX).lines().toList()) {
            int slash = line.indexOf('/');
            names.computeIfAbsent(line.substring(0, slash), folder -> new ArrayList<>())
                    .add(line.substring(slash + 1, line.length() - SUFFIX.length()));
        }
        return names;
    }

    /// The tree of a built-in file that the index lists.
    static YamlNode builtIn(String folder, String name) {
        String path = folder + "/" + name + SUFFIX;
        return StrictYaml.parse(path, resource(path));
    }

    private static String resource(String path) {
        try (InputStream stream = DataFiles.class.getResourceAsStream(path)) {
            if (stream == null) {
                throw new IllegalStateException("the resource " + path + " is missing from the jar");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the resource " + path, e);
        }
    }

    /// Whether the user means a file and not a name.
    static boolean isFile(String nameOrFile) {
        return nameOrFile.endsWith(".yaml") || nameOrFile.endsWith(".yml");
    }

    /// The tree of a user's file.
    static YamlNode file(String file) {
        try {
            Path path = Path.of(file);
            if (!Files.isRegularFile(path)) {
                throw UserInputException.of(
                        file, "", "there is no such file", "give the path of a YAML file or a built-in name");
            }
            try (InputStream stream = Files.newInputStream(path)) {
                byte[] bytes = stream.readNBytes(StrictYaml.MAX_CHARACTERS + 1);
                if (bytes.length > StrictYaml.MAX_CHARACTERS) {
                    throw UserInputException.of(
                            file,
                            "",
                            "the file is too long",
                            "such a file has at most " + StrictYaml.MAX_CHARACTERS + " bytes");
                }
                return StrictYaml.parse(
                        file,
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .decode(ByteBuffer.wrap(bytes))
                                .toString());
            }
        } catch (CharacterCodingException e) {
            throw UserInputException.of(file, "", "the file is not UTF-8 text", "save it as UTF-8");
        } catch (InvalidPathException e) {
            throw UserInputException.of(file, "", "this is not a path", "give the path of a YAML file");
        } catch (IOException e) {
            throw UserInputException.of(file, "", "cannot be read (" + e.getMessage() + ")", "check the file's rights");
        }
    }
}
