package io.rooftile.reports;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.rooftile.core.UserInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A YAML file of mappings, lists and single values that knows the line of each. Duplicate keys, aliases, anchors, tags
/// and further documents are mistakes: what stands in the file is what is meant, and a small file cannot become a large
/// one.
///
/// @param source what messages call it
/// @param root missing when the file is empty
/// @param lines of each value, counted from 1, by its JSON pointer
public record PlainYaml(String source, JsonNode root, Map<String, Integer> lines) {
    private static final YAMLFactory FACTORY = YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final ObjectMapper MAPPER = YAMLMapper.builder(FACTORY).build();

    public PlainYaml {
        lines = Map.copyOf(lines);
    }

    /// Reads a file.
    ///
    /// @param hint what to do when it is not of its kind
    /// @throws UserInputException with the line, when it is missing or not plain YAML
    public static PlainYaml read(Path file, String hint) {
        return parse(file.toString(), text(file, hint), hint);
    }

    /// Reads a text.
    ///
    /// @param source what messages call it
    /// @param hint what to do when it is not of its kind
    /// @throws UserInputException with the line, when it is not plain YAML
    public static PlainYaml parse(String source, String text, String hint) {
        try {
            Map<String, Integer> lines = lines(FACTORY, source, text);
            return new PlainYaml(source, lines.isEmpty() ? MissingNode.getInstance() : MAPPER.readTree(text), lines);
        } catch (JsonProcessingException exception) {
            throw notYaml(source, exception, hint);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /// The line of a value, or of the nearest that holds it.
    public int line(JsonPointer pointer) {
        for (JsonPointer at = pointer; at != null; at = at.head()) {
            Integer line = lines.get(at.toString());
            if (line != null) {
                return line;
            }
        }
        return 1;
    }

    static String text(Path file, String hint) {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException exception) {
            throw UserInputException.of(file.toString(), "", "this is not text in UTF-8", hint);
        } catch (IOException exception) {
            throw UserInputException.of(
                    file.toString(), "", "it cannot be read (" + WholePath.reason(exception) + ")", "check the path");
        }
    }

    static UserInputException notYaml(String source, JsonProcessingException exception, String hint) {
        String what = exception.getOriginalMessage().lines().findFirst().orElse("this is not YAML");
        return UserInputException.of(source, place(exception.getLocation()), what, hint);
    }

    /// The line of every key and list entry, by its JSON pointer.
    ///
    /// @throws UserInputException when the text is not plain
    static Map<String, Integer> lines(YAMLFactory factory, String source, String text) throws IOException {
        Map<String, Integer> lines = new HashMap<>();
        try (YAMLParser parser = factory.createParser(text)) {
            boolean isOver = false;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                String place = place(parser.currentTokenLocation());
                if (isOver) {
                    throw UserInputException.of(source, place, "a second document begins", "keep one in a file");
                }
                if (parser.isCurrentAlias() || parser.getObjectId() != null || parser.getTypeId() != null) {
                    throw UserInputException.of(
                            source, place, "aliases, anchors and tags are not allowed", "write the value out");
                }
                lines.putIfAbsent(
                        parser.getParsingContext().pathAsPointer().toString(),
                        parser.currentTokenLocation().getLineNr());
                isOver = parser.getParsingContext().inRoot() && token != JsonToken.FIELD_NAME;
            }
        }
        return lines;
    }

    private static String place(@Nullable JsonLocation location) {
        return location == null || location.getLineNr() < 1 ? "" : "line " + location.getLineNr();
    }
}
