package io.rooftile.resourcedb;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.rooftile.core.UserInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;

/// Reads the plain part of YAML: one document of mappings, lists and single values. Anchors, aliases, tags, duplicate
/// keys, further documents and deep nesting are mistakes, because each of them hides what a data file says.
final class StrictYaml {
    /// Longest file: the longest one in the database has about a tenth of it.
    static final int MAX_CHARACTERS = 262_144;

    private static final int MAX_DEPTH = 12;

    private final YAMLParser parser;
    private final String file;

    private StrictYaml(YAMLParser parser, String file) {
        this.parser = parser;
        this.file = file;
    }

    /// The tree of one file.
    ///
    /// @param file what messages call it
    /// @throws UserInputException with line and column when it is not plain YAML
    static YamlNode parse(String file, String text) {
        if (text.length() > MAX_CHARACTERS) {
            throw UserInputException.of(
                    file,
                    "",
                    "the file has " + text.length() + " characters",
                    "a part, board or coefficient file has at most " + MAX_CHARACTERS);
        }
        checkCharacters(file, text);
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setCodePointLimit(MAX_CHARACTERS);
        YAMLFactory factory = YAMLFactory.builder().loaderOptions(options).build();
        try (YAMLParser parser = factory.createParser(text)) {
            StrictYaml reader = new StrictYaml(parser, file);
            return reader.document();
        } catch (JsonProcessingException e) {
            throw notYaml(file, e);
        } catch (IOException e) {
            throw new UncheckedIOException("reading a string does not fail", e);
        }
    }

    /// Control characters confuse readers and terminals; YAML forbids most of them anyway.
    private static void checkCharacters(String file, String text) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                line++;
                lineStart = i + 1;
            } else if ((Character.isISOControl(c) && c != '\r') || Character.isSurrogate(c) || c >= '\uFEFF') {
                throw new Place(file, line, i - lineStart + 1)
                        .mistake(
                                String.format("the character U+%04X is not allowed", (int) c),
                                "indent with spaces and write plain text");
            }
        }
    }

    private static UserInputException notYaml(String file, JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        String what = "not valid YAML: " + e.getOriginalMessage();
        String hint = "correct the file";
        return at == null || at.getLineNr() < 1
                ? UserInputException.of(file, "", what, hint)
                : new Place(file, at.getLineNr(), Math.max(1, at.getColumnNr())).mistake(what, hint);
    }

    private YamlNode document() throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw UserInputException.of(file, "", "the file is empty", "give it the keys that its kind of file needs");
        }
        YamlNode root = node(first, 0);
        if (parser.nextToken() != null) {
            throw here().mistake("a second document begins", "keep one document in a file");
        }
        return root;
    }

    private YamlNode node(JsonToken token, int depth) throws IOException {
        checkPlain();
        if (depth > MAX_DEPTH) {
            throw here().mistake("nested more than " + MAX_DEPTH + " deep", "no file of the database nests that deep");
        }
        return switch (token) {
            case START_OBJECT -> mapping(depth);
            case START_ARRAY -> sequence(depth);
            case VALUE_STRING -> scalar(YamlNode.Type.TEXT);
            case VALUE_NUMBER_INT -> scalar(YamlNode.Type.WHOLE);
            case VALUE_NUMBER_FLOAT -> scalar(YamlNode.Type.REAL);
            case VALUE_TRUE, VALUE_FALSE -> scalar(YamlNode.Type.TRUTH);
            case VALUE_NULL -> scalar(YamlNode.Type.NOTHING);
            case VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME ->
                throw here().mistake("a value of a kind that is not allowed", "write plain text or a number");
        };
    }

    private YamlNode.Scalar scalar(YamlNode.Type type) throws IOException {
        return new YamlNode.Scalar(here(), parser.getText(), type);
    }

    private YamlNode.Mapping mapping(int depth) throws IOException {
        Place start = here();
        Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            checkPlain();
            String key = parser.currentName();
            Place keyPlace = here();
            YamlNode.Entry earlier = entries.get(key);
            if (earlier != null) {
                throw keyPlace.mistake(
                        "the key " + key + " stands here a second time, after line "
                                + earlier.keyPlace().lineNumber(),
                        "keep one of the two");
            }
            entries.put(key, new YamlNode.Entry(keyPlace, node(parser.nextToken(), depth + 1)));
        }
        return new YamlNode.Mapping(start, entries);
    }

    private YamlNode.Sequence sequence(int depth) throws IOException {
        Place start = here();
        List<YamlNode> items = new ArrayList<>();
        JsonToken token;
        while ((token = parser.nextToken()) != JsonToken.END_ARRAY) {
            items.add(node(token, depth + 1));
        }
        return new YamlNode.Sequence(start, items);
    }

    private void checkPlain() throws IOException {
        if (parser.isCurrentAlias() || parser.getObjectId() != null) {
            throw here().mistake("anchors and aliases (& and *) are not allowed", "write the value out");
        }
        if (parser.getTypeId() != null) {
            throw here().mistake("tags (!) are not allowed", "write the plain value");
        }
    }

    private Place here() {
        JsonLocation at = parser.currentTokenLocation();
        return new Place(file, Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
    }
}
