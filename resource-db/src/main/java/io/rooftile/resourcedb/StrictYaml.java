package io.rooftile.resourcedb;

import io.rooftile.core.UserInputException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/// Reads the plain part of YAML: one document of mappings, lists and single values. Anchors, aliases, tags, duplicate
/// keys, further documents and deep nesting are mistakes, because each of them hides what a data file says.
///
/// It takes the parser's events, not a tree that a YAML library builds: only events have the line of every key, and
/// reading a small file costs half.
final class StrictYaml {
    /// Longest file: the longest one in the database has about a tenth of it.
    static final int MAX_CHARACTERS = 262_144;

    private static final int MAX_DEPTH = 12;
    private static final String FIX = "correct the file";

    private final Parser parser;
    private final String file;

    private StrictYaml(Parser parser, String file) {
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
        options.setCodePointLimit(MAX_CHARACTERS + 1);
        try {
            return new StrictYaml(new ParserImpl(new StreamReader(text), options), file).document();
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark() != null ? e.getProblemMark() : e.getContextMark();
            String problem = e.getProblem() != null ? e.getProblem() : "it cannot be read";
            throw mark == null ? notYaml(file, problem) : place(file, mark).mistake("not valid YAML: " + problem, FIX);
        } catch (NumberFormatException e) {
            // snakeyaml 2.7 lets it through for an escape such as backslash U FFFFFFFF.
            throw notYaml(file, "an escape that is no character");
        } catch (YAMLException e) {
            throw notYaml(file, String.valueOf(e.getMessage()));
        }
    }

    private static UserInputException notYaml(String file, String problem) {
        return UserInputException.of(file, "", "not valid YAML: " + problem, FIX);
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
            } else if (c < ' ' ? c != '\r' : c > '~' && isStrange(c)) {
                throw new Place(file, line, i - lineStart + 1)
                        .mistake(
                                "the character U+" + Integer.toHexString(c).toUpperCase(Locale.ROOT)
                                        + " is not allowed",
                                "indent with spaces and write plain text");
            }
        }
    }

    private static boolean isStrange(char c) {
        return Character.isISOControl(c) || Character.isSurrogate(c) || c == '\u2028' || c == '\u2029' || c >= '\uFEFF';
    }

    private YamlNode document() {
        parser.getEvent();
        if (parser.checkEvent(Event.ID.StreamEnd)) {
            throw UserInputException.of(file, "", "the file is empty", "give it the keys that its kind of file needs");
        }
        parser.getEvent();
        YamlNode root = node(parser.getEvent(), 0);
        parser.getEvent();
        Event end = parser.getEvent();
        if (!end.is(Event.ID.StreamEnd)) {
            throw place(end).mistake("a second document begins", "keep one document in a file");
        }
        return root;
    }

    private YamlNode node(Event event, int depth) {
        checkPlain(event);
        if (depth > MAX_DEPTH) {
            throw place(event)
                    .mistake("nested more than " + MAX_DEPTH + " deep", "no file of the database nests that deep");
        }
        if (event instanceof MappingStartEvent) {
            return mapping(place(event), depth);
        }
        if (event instanceof SequenceStartEvent) {
            return sequence(place(event), depth);
        }
        if (event instanceof ScalarEvent scalar) {
            String text = scalar.getValue();
            return new YamlNode.Scalar(place(event), text, scalar.isPlain() ? type(text) : YamlNode.Type.TEXT);
        }
        throw place(event).mistake("a value is missing", FIX);
    }

    private YamlNode.Mapping mapping(Place start, int depth) {
        Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
        Event event = parser.getEvent();
        while (!event.is(Event.ID.MappingEnd)) {
            checkPlain(event);
            Place keyPlace = place(event);
            if (!(event instanceof ScalarEvent scalar)) {
                throw keyPlace.mistake("a key must be a word", "write key: value");
            }
            String key = scalar.getValue();
            YamlNode.Entry earlier = entries.get(key);
            if (earlier != null) {
                throw keyPlace.mistake(
                        "the key " + key + " stands here a second time, after line "
                                + earlier.keyPlace().lineNumber(),
                        "keep one of the two");
            }
            entries.put(key, new YamlNode.Entry(keyPlace, node(parser.getEvent(), depth + 1)));
            event = parser.getEvent();
        }
        return new YamlNode.Mapping(start, entries);
    }

    private YamlNode.Sequence sequence(Place start, int depth) {
        List<YamlNode> items = new ArrayList<>();
        Event event = parser.getEvent();
        while (!event.is(Event.ID.SequenceEnd)) {
            items.add(node(event, depth + 1));
            event = parser.getEvent();
        }
        return new YamlNode.Sequence(start, items);
    }

    /// What a value without quotes is, by the part of YAML's rules that leaves no doubt: `010`, `1_000`, `0x10` and
    /// `yes` are texts here, so that they are mistakes wherever a number or a truth value is due.
    private static YamlNode.Type type(String text) {
        if (text.isEmpty() || text.equals("~") || text.equals("null")) {
            return YamlNode.Type.NOTHING;
        }
        if (text.equals("true") || text.equals("false")) {
            return YamlNode.Type.TRUTH;
        }
        return Numbers.isNumber(text) ? YamlNode.Type.NUMBER : YamlNode.Type.TEXT;
    }

    private void checkPlain(Event event) {
        if (event instanceof AliasEvent || (event instanceof NodeEvent node && node.getAnchor() != null)) {
            throw place(event).mistake("anchors and aliases (& and *) are not allowed", "write the value out");
        }
        if (tag(event) != null) {
            throw place(event).mistake("tags (!) are not allowed", "write the plain value");
        }
    }

    private static @Nullable String tag(Event event) {
        return switch (event) {
            case ScalarEvent scalar -> scalar.getTag();
            case MappingStartEvent mapping -> mapping.getTag();
            case SequenceStartEvent sequence -> sequence.getTag();
            default -> null;
        };
    }

    private Place place(Event event) {
        return place(file, event.getStartMark());
    }

    private static Place place(String file, Mark mark) {
        return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
    }
}
