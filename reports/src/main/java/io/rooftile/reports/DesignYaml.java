package io.rooftile.reports;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.rooftile.core.UserInputException;
import io.rooftile.core.design.DataflowDesign;
import io.rooftile.core.design.Design;
import io.rooftile.core.design.OverlayDesign;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// `designs/<id>.yaml`: a design that a person can read and edit, with the names of the design records in snake case.
/// Reading what was written gives the same design.
public final class DesignYaml {
    private static final ObjectMapper MAPPER = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .addMixIn(Design.class, ByFamily.class)
            .build();

    private DesignYaml() {}

    /// Says which record a design is: the file's key `family`.
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "family")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = OverlayDesign.class, name = "overlay"),
        @JsonSubTypes.Type(value = DataflowDesign.class, name = "dataflow")
    })
    private interface ByFamily {}

    static String text(Design design) {
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
        try (JsonParser parser = MAPPER.createParser(Files.readString(file))) {
            Design design = MAPPER.readValue(parser, Design.class);
            if (design == null) {
                throw UserInputException.of(file.toString(), "", "the file is empty", "give a design of a run folder");
            }
            return design;
        } catch (JsonProcessingException exception) {
            JsonLocation location = exception.getLocation();
            throw UserInputException.of(
                    file.toString(),
                    location == null ? "" : "line " + location.getLineNr(),
                    exception.getOriginalMessage(),
                    "compare it with a file of a run folder's designs");
        } catch (IOException exception) {
            throw UserInputException.of(
                    file.toString(), "", "it cannot be read (" + exception.getMessage() + ")", "check the path");
        }
    }
}
