package io.rooftile.calibration.experiment;

import io.rooftile.calibration.experiment.Measured.Placed;
import io.rooftile.core.UserInputException;
import io.rooftile.core.device.ResourceVector;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Measurements as CSV, a line each, in the order of their numbers.
public final class MeasuredSet {
    private static final String HEADER = "architecture,design,hardware_sha256,tool,lut,ff,dsp,bram,uram,placer,fmax_hz";
    private static final int FIELDS = HEADER.split(",", -1).length;

    private static final String SHIPPED = "measurements.csv";

    private MeasuredSet() {}

    /// The measurements that come with Rooftile.
    public static List<Measured> shipped() {
        try (InputStream in = Objects.requireNonNull(MeasuredSet.class.getResourceAsStream(SHIPPED), SHIPPED)) {
            return read(SHIPPED, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /// Writes measurements; the same ones give the same text, whatever their order.
    public static String text(List<Measured> measured) {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        measured.stream()
                .sorted(Comparator.comparing(Measured::architecture).thenComparingInt(Measured::number))
                .forEach(row -> {
                    ResourceVector r = row.resources();
                    text.append(row.architecture())
                            .append(',')
                            .append(row.number())
                            .append(',')
                            .append(row.hardwareSha256())
                            .append(',')
                            .append(row.tool())
                            .append(',')
                            .append(r.lut())
                            .append(',')
                            .append(r.ff())
                            .append(',')
                            .append(r.dsp())
                            .append(',')
                            .append(r.bram())
                            .append(',')
                            .append(r.uram())
                            .append(',')
                            .append(row.placed().map(Placed::tool).orElse(""))
                            .append(',')
                            .append(row.placed()
                                    .map(placed -> Long.toString(placed.fmaxHertz()))
                                    .orElse(""))
                            .append('\n');
                });
        return text.toString();
    }

    /// Reads measurements.
    ///
    /// @param file for messages
    /// @throws UserInputException for another header, a line of other fields, rows that contradict each other,
    /// or several
    ///     versions of a tool
    public static List<Measured> read(String file, String text) {
        List<String> lines = text.lines().toList();
        if (lines.isEmpty() || !lines.getFirst().equals(HEADER)) {
            throw UserInputException.of(
                    file, "line 1", "the columns are not those of measurements", "they must be " + HEADER);
        }
        List<Measured> measured = new ArrayList<>();
        Map<String, Measured> byDesign = new HashMap<>();
        Set<String> tools = new HashSet<>();
        Set<String> placers = new HashSet<>();
        for (int i = 1; i < lines.size(); i++) {
            String place = "line " + (i + 1);
            Measured row = row(file, place, lines.get(i).split(",", -1));
            Measured other = byDesign.put(row.architecture() + " " + row.number(), row);
            if (other != null && !other.equals(row)) {
                throw UserInputException.of(
                        file,
                        place,
                        "design " + row.number() + " on " + row.architecture() + " was measured before, otherwise",
                        "keep one of the two lines");
            }
            requireOne(tools, row.tool(), file, place);
            row.placed().ifPresent(placed -> requireOne(placers, placed.tool(), file, place));
            if (other == null) {
                measured.add(row);
            }
        }
        return measured;
    }

    private static void requireOne(Set<String> versions, String version, String file, String place) {
        versions.add(version);
        if (versions.size() > 1) {
            throw UserInputException.of(
                    file,
                    place,
                    "it was measured with " + version + ", the lines above with another version",
                    "keep measurements of each version in a file of its own");
        }
    }

    private static Measured row(String file, String place, String[] fields) {
        if (fields.length != FIELDS) {
            throw UserInputException.of(
                    file, place, "it has " + fields.length + " fields", "a measurement has " + FIELDS);
        }
        try {
            return new Measured(
                    fields[0],
                    Integer.parseInt(fields[1]),
                    fields[2],
                    fields[3],
                    new ResourceVector(
                            Long.parseLong(fields[4]),
                            Long.parseLong(fields[5]),
                            Long.parseLong(fields[6]),
                            Long.parseLong(fields[7]),
                            Long.parseLong(fields[8])),
                    fields[9].isEmpty()
                            ? Optional.empty()
                            : Optional.of(new Placed(fields[9], Long.parseLong(fields[10]))));
        } catch (NumberFormatException e) {
            throw UserInputException.of(file, place, "a count is no whole number", "write " + HEADER);
        }
    }
}
