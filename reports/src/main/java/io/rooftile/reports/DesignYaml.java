package io.rooftile.reports;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.rooftile.core.UserInputException;
import io.rooftile.core.design.DataflowDesign;
import io.rooftile.core.design.Design;
import io.rooftile.core.design.OverlayDesign;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// `designs/<id>.yaml`: a design that a person can read and edit, with the names of the design records in snake case.
/// Reading what was written gives the same design.
public final class DesignYaml {
    private static final String HINT = "compare it with a file of a run folder's designs";

    private static final YAMLFactory FACTORY = YAMLFactory.builder()
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            // The family is a key like any other, not a YAML tag.
            .disable(YAMLGenerator.Feature.USE_NATIVE_TYPE_ID)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final ObjectMapper MAPPER = YAMLMapper.builder(FACTORY)
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                    DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS,
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .addMixIn(Design.class, ByFamily.class)
            .build();

    private static final Pattern MISSING =
            Pattern.compile("(?:Missing|Null value for) (?:required )?creator property '(\\w+)'");

    private DesignYaml() {}

    /// Says which record a design is: the file's key `family`.
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "family")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = OverlayDesign.class, name = "overlay"),
        @JsonSubTypes.Type(value = DataflowDesign.class, name = "dataflow")
    })
    private interface ByFamily {}

    /// The file's text.
    public static String text(Design design) {
        try {
            return MAPPER.writerFor(Design.class).writeValueAsString(design);
        } catch (JsonProcessingException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /// The design in a file.
    ///
    /// @throws UserInputException with the line, when the file is missing or not a design
    public static Design read(Path file) {
        return parse(file.toString(), PlainYaml.text(file, HINT));
    }

    private static Design parse(String source, String text) {
        Map<String, Integer> lines = Map.of();
        try {
            lines = PlainYaml.lines(FACTORY, source, text);
            Design design = MAPPER.readValue(text, Design.class);
            if (design == null) {
                throw UserInputException.of(source, "", "the file is empty", HINT);
            }
            return design;
        } catch (JsonMappingException exception) {
            throw UserInputException.of(source, place(exception, lines), what(exception), HINT);
        } catch (JsonProcessingException exception) {
            throw PlainYaml.notYaml(source, exception, HINT);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /// The line of the value at fault, or of the one it should be in.
    private static String place(JsonMappingException exception, Map<String, Integer> lines) {
        JsonPointer pointer = JsonPointer.empty();
        Integer line = lines.get("");
        for (JsonMappingException.Reference step : exception.getPath()) {
            pointer = step.getFieldName() == null
                    ? pointer.appendIndex(step.getIndex())
                    : pointer.appendProperty(step.getFieldName());
            line = lines.getOrDefault(pointer.toString(), line);
        }
        return line == null ? "" : "line " + line;
    }

    private static String what(JsonMappingException exception) {
        return switch (exception) {
            case UnrecognizedPropertyException unknown ->
                "the key " + unknown.getPropertyName() + " is not known here; known are "
                        + unknown.getKnownPropertyIds().stream()
                                .map(String::valueOf)
                                .sorted()
                                .collect(Collectors.joining(", "));
            case InvalidTypeIdException _ -> "the key family must be overlay or dataflow";
            case InvalidFormatException wrong ->
                "the value " + wrong.getValue() + " of " + path(wrong) + " is not " + wanted(wrong.getTargetType());
            case ValueInstantiationException refused
            when refused.getCause() != null -> String.valueOf(refused.getCause().getMessage());
            default -> {
                Matcher missing = MISSING.matcher(exception.getOriginalMessage());
                yield missing.find()
                        ? "the key " + missing.group(1) + " is missing or has no value"
                        : "the value of " + path(exception) + " is of the wrong kind";
            }
        };
    }

    /// The keys that lead to a value: `array.pp`, `stages[1].pe`.
    private static String path(JsonMappingException exception) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : exception.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.isEmpty() ? "the file" : path.toString();
    }

    private static String wanted(Class<?> type) {
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "));
        }
        return type == boolean.class ? "true or false" : "a whole number that fits";
    }
}
