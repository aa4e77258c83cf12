package io.rooftile.calibration.feedback;

import io.rooftile.calibration.feedback.Feedback.Circuits;
import io.rooftile.calibration.feedback.Feedback.Estimated;
import io.rooftile.calibration.feedback.Feedback.Found;
import io.rooftile.calibration.feedback.Feedback.Hardware;
import io.rooftile.calibration.feedback.Feedback.Placement;
import io.rooftile.core.UserInputException;
import io.rooftile.core.device.Resource;
import io.rooftile.core.device.ResourceVector;
import io.rooftile.costmodel.fabric.Circuit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A user's measured designs as CSV, a line each.
public final class FeedbackCsv {
    private static final String NAMES =
            "network,design,architecture,part,part_luts,hardware_sha256,clock_hz,tool,placement,placer,seed,fmax_hz,"
                    + "coefficients,formulas,levels,";

    private static final int WORDS = NAMES.split(",").length;
    private static final int KINDS = Resource.values().length;
    private static final int CIRCUITS = Circuit.values().length;
    private static final int FIELDS = WORDS + 3 * KINDS + 2 * CIRCUITS;

    private static final String NONE = "none";
    private static final String ROUTED = "routed";
    private static final String FAILED = "failed";

    private FeedbackCsv() {}

    /// Whether a text is meant to be of a user's measured designs.
    public static boolean isMeant(String text) {
        return text.startsWith("network,");
    }

    private static String header() {
        return NAMES
                + Stream.of("", "estimate_", "search_")
                        .flatMap(prefix -> Arrays.stream(Resource.values()).map(resource -> prefix + resource.word()))
                        .collect(Collectors.joining(","))
                + circuits("_luts")
                + circuits("_ffs");
    }

    private static String circuits(String ending) {
        return Arrays.stream(Circuit.values())
                .map(circuit -> "," + circuit.name().toLowerCase(Locale.ROOT) + ending)
                .collect(Collectors.joining());
    }

    /// The same designs give the same text, whatever the order they came in.
    public static String text(FeedbackSet set) {
        return set.rows().stream().map(FeedbackCsv::line).collect(Collectors.joining("\n", header() + "\n", "\n"));
    }

    private static String line(Feedback row) {
        Hardware hardware = row.hardware();
        List<Object> fields = new ArrayList<>(List.of(
                hardware.network(),
                hardware.design(),
                hardware.architecture(),
                hardware.part(),
                hardware.partLuts(),
                hardware.sha256(),
                hardware.clockHertz(),
                row.found().tool()));
        fields.addAll(
                switch (row.found().placement()) {
                    case Placement.None _ -> List.of(NONE, "", "", "");
                    case Placement.Failed failed -> List.of(FAILED, failed.placer(), "", "");
                    case Placement.Routed routed -> List.of(ROUTED, routed.placer(), routed.seed(), routed.fmaxHertz());
                });
        fields.add(row.estimated().coefficients());
        fields.add(row.circuits().formulas());
        fields.add(row.circuits().levels());
        for (ResourceVector resources : List.of(
                row.found().resources(),
                row.estimated().accelerator(),
                row.estimated().searched())) {
            for (Resource resource : Resource.values()) {
                fields.add(resources.get(resource));
            }
        }
        fields.addAll(row.circuits().luts());
        fields.addAll(row.circuits().ffs());
        return fields.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /// Reads measured designs.
    ///
    /// @param file for messages
    /// @throws UserInputException for other columns, a line of other fields, figures that cannot be, rows that
    ///     contradict each other, or several versions of a tool
    public static FeedbackSet read(String file, String text) {
        List<String> lines = text.lines().toList();
        if (lines.isEmpty() || !lines.getFirst().equals(header())) {
            boolean isOfOtherCircuits = !lines.isEmpty() && lines.getFirst().startsWith(NAMES);
            throw UserInputException.of(
                    file,
                    "line 1",
                    isOfOtherCircuits
                            ? "its kinds of circuits are not those of this version's formulas"
                            : "the columns are not those that rooftile validate --measurements writes",
                    "validate the designs again, into a new file");
        }
        FeedbackSet set = FeedbackSet.empty(file);
        for (int i = 1; i < lines.size(); i++) {
            String place = "line " + (i + 1);
            set = set.with(row(file, place, lines.get(i).split(",", -1)), place);
        }
        return set;
    }

    private static Feedback row(String file, String place, String[] fields) {
        if (fields.length != FIELDS) {
            throw UserInputException.of(
                    file,
                    place,
                    "it has " + fields.length + " fields",
                    "a measured design has " + FIELDS + ": delete the line, or validate the design again");
        }
        try {
            Hardware hardware = new Hardware(
                    fields[0], fields[1], fields[2], fields[3], positive(fields[4]), fields[5], positive(fields[6]));
            ResourceVector measured = resources(fields, 0);
            positive(fields[WORDS]);
            positive(fields[WORDS + 1]);
            return new Feedback(
                    hardware,
                    new Circuits(
                            fields[13],
                            amount(fields[14]),
                            amounts(fields, WORDS + 3 * KINDS),
                            amounts(fields, WORDS + 3 * KINDS + CIRCUITS)),
                    new Estimated(fields[12], resources(fields, 1), resources(fields, 2)),
                    new Found(fields[7], measured, placement(fields)));
        } catch (IllegalArgumentException fault) {
            throw UserInputException.of(
                    file,
                    place,
                    "a figure is wrong (" + fault.getMessage() + ")",
                    "delete the line, or validate the design again");
        }
    }

    private static Placement placement(String[] fields) {
        return switch (fields[8]) {
            case NONE -> new Placement.None();
            case FAILED -> new Placement.Failed(fields[9]);
            case ROUTED -> new Placement.Routed(fields[9], count(fields[10]), positive(fields[11]));
            default ->
                throw new IllegalArgumentException(
                        "placement is " + NONE + ", " + FAILED + " or " + ROUTED + ", not \"" + fields[8] + "\"");
        };
    }

    /// @param block 0 for the first five
    private static ResourceVector resources(String[] fields, int block) {
        int at = WORDS + block * KINDS;
        return new ResourceVector(
                count(fields[at]),
                count(fields[at + 1]),
                count(fields[at + 2]),
                count(fields[at + 3]),
                count(fields[at + 4]));
    }

    private static List<Double> amounts(String[] fields, int from) {
        List<Double> amounts = IntStream.range(from, from + CIRCUITS)
                .mapToObj(i -> amount(fields[i]))
                .toList();
        if (amounts.stream().allMatch(amount -> amount == 0)) {
            throw new IllegalArgumentException("none of its circuits takes anything");
        }
        return amounts;
    }

    private static long positive(String field) {
        long count = count(field);
        if (count == 0) {
            throw new IllegalArgumentException("a count is 0");
        }
        return count;
    }

    private static long count(String field) {
        if (!field.matches("[0-9]{1,18}")) {
            throw new IllegalArgumentException("\"" + field + "\" is no count");
        }
        return Long.parseLong(field);
    }

    private static double amount(String field) {
        double amount = field.matches("[0-9]+(\\.[0-9]+)?(E-?[0-9]+)?") ? Double.parseDouble(field) : Double.NaN;
        if (!(amount >= 0 && amount < 1e15)) {
            throw new IllegalArgumentException("\"" + field + "\" is no amount");
        }
        return amount;
    }
}
