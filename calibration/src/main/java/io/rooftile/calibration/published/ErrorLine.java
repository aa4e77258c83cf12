package io.rooftile.calibration.published;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;

/// One line of the error table: the figures of one name, kind, table and board.
///
/// @param isCounted whether a rule gives all of them
/// @param figures how many
/// @param families how many families they are of
/// @param fitted errors of the coefficient sets that were given
/// @param heldOut errors on families that were left out of the fit; none where there is but one family
/// @param worst the figure that is furthest off
public record ErrorLine(
        Key key, boolean isCounted, int figures, long families, Errors fitted, Errors heldOut, Replayed worst) {
    /// Fewer figures have no order to speak of.
    private static final int FEWEST_RANKED = 5;

    /// What the figures of a line share.
    public record Key(String source, String kind, String board, String figure) {}

    /// How far some predictions are off.
    ///
    /// @param medianFraction middle of the absolute relative errors
    /// @param p95Fraction what one in twenty exceeds
    /// @param higherFraction share of figures that are predicted too high
    /// @param rankCorrelation Spearman's, of predicted with published figures; none where all are equal or
    /// there are few
    /// @param figures how many there were
    public record Errors(
            double medianFraction,
            double p95Fraction,
            double higherFraction,
            OptionalDouble rankCorrelation,
            int figures) {
        private static Errors of(double[] published, double[] predicted, double[] errors) {
            double[] sizes = Arrays.stream(errors).map(Math::abs).sorted().toArray();
            long higher = Arrays.stream(errors).filter(error -> error > 0).count();
            return new Errors(
                    quantile(sizes, 0.5),
                    quantile(sizes, 0.95),
                    errors.length == 0 ? 0 : (double) higher / errors.length,
                    rank(published, predicted),
                    errors.length);
        }

        private static double quantile(double[] sorted, double fraction) {
            if (sorted.length == 0) {
                return 0;
            }
            double place = fraction * (sorted.length - 1);
            int below = (int) Math.floor(place);
            int above = Math.min(below + 1, sorted.length - 1);
            return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
        }

        private static OptionalDouble rank(double[] published, double[] predicted) {
            if (published.length < FEWEST_RANKED) {
                return OptionalDouble.empty();
            }
            double correlation = new SpearmansCorrelation().correlation(published, predicted);
            return Double.isNaN(correlation) ? OptionalDouble.empty() : OptionalDouble.of(correlation);
        }
    }

    /// The table, a line for each table, kind, board and figure, in the order of the rows.
    public static List<ErrorLine> table(List<Replayed> rows) {
        return grouped(rows, Measurement::source).entrySet().stream()
                .map(group -> of(group.getKey(), group.getValue()))
                .toList();
    }

    /// The same over all tables of a file, where several have the figure for a board.
    public static List<ErrorLine> overTables(List<Replayed> rows) {
        return grouped(rows, measurement -> measurement.source().split("/", 2)[0] + ", all tables").entrySet().stream()
                .filter(group -> group.getValue().stream()
                                .map(row -> row.measurement().source())
                                .distinct()
                                .count()
                        > 1)
                .map(group -> of(group.getKey(), group.getValue()))
                .toList();
    }

    private static Map<Key, List<Replayed>> grouped(List<Replayed> rows, Function<Measurement, String> source) {
        Map<Key, List<Replayed>> groups = new LinkedHashMap<>();
        for (Replayed row : rows) {
            Measurement measurement = row.measurement();
            Key key = new Key(source.apply(measurement), measurement.kind(), measurement.board(), measurement.figure());
            groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(row);
        }
        return groups;
    }

    /// The line of some rows.
    ///
    /// @param rows at least one
    public static ErrorLine of(Key key, List<Replayed> rows) {
        List<Replayed> heldOut =
                rows.stream().filter(row -> row.heldOut().isPresent()).toList();
        return new ErrorLine(
                key,
                rows.stream().allMatch(Replayed::isCounted),
                rows.size(),
                rows.stream().map(row -> row.measurement().family()).distinct().count(),
                Errors.of(
                        published(rows),
                        rows.stream().mapToDouble(Replayed::predicted).toArray(),
                        rows.stream().mapToDouble(Replayed::errorFraction).toArray()),
                Errors.of(
                        published(heldOut),
                        heldOut.stream()
                                .mapToDouble(row -> row.heldOut().orElseThrow())
                                .toArray(),
                        heldOut.stream()
                                .mapToDouble(row -> row.heldOutErrorFraction().orElseThrow())
                                .toArray()),
                rows.stream()
                        .max(Comparator.comparingDouble(row -> Math.abs(row.errorFraction())))
                        .orElseThrow());
    }

    private static double[] published(List<Replayed> rows) {
        return rows.stream().mapToDouble(row -> row.measurement().published()).toArray();
    }
}
