package io.rooftile.calibration.fit;

import io.rooftile.calibration.fit.Calibration.OfArchitecture;
import io.rooftile.calibration.fit.FigureFit.Lesson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// `docs/accuracy.md`: how far predictions of our own dataflow hardware are off, before and after the fit, on designs
/// that were fitted and on designs that were held out. The same measurements give the same bytes.
public final class AccuracyPage {
    /// Designs up to this number were in view when formulas of LUTs and flip-flops were mended.
    private static final int SEEN = 24;

    private final Map<String, OfArchitecture> families;
    private final StringBuilder text = new StringBuilder();

    private AccuracyPage(Calibration calibration) {
        this.families = new TreeMap<>(calibration.byArchitecture());
    }

    /// The page as Markdown.
    public static String text(Calibration calibration) {
        return new AccuracyPage(calibration).page();
    }

    /// The table that sums it up, which README shows too.
    public static String summary(Calibration calibration) {
        AccuracyPage page = new AccuracyPage(calibration);
        page.summary();
        return page.text.toString();
    }

    private String page() {
        add("""
                # How far estimates of dataflow designs can be trusted

                Written by `./rooftile calibrate --page docs/accuracy.md` from the measurements that come with Rooftile
                (`measurements.csv` of the calibration module: designs by chance, see [calibration.md](calibration.md));
                continuous integration writes it again and fails if it differs. Measured is what Yosys counts for the
                accelerator, without the board's shell, and the clock that nextpnr reaches with it. Overlays are not in it: their
                LUTs and flip-flops are fitted to [ten mapped engines](evidence-overlay.md). What other people measured of their accelerators is on [published.md](published.md).

                ## In short

                Designs that no coefficient was fitted to: a tenth of the designs is left out of a fit at a time. Formulas were mended
                with the first 16 to 24 designs of each family in view, and how firmly coefficients are held was chosen on them;
                the clock's formula was mended with 37 designs in view. Designs of others may be farther off.

                """);
        summary();
        add("\n");
        facts();
        errors();
        unseen();
        blocks();
        intervals();
        learning();
        return text.toString();
    }

    private void summary() {
        add(
                "| family | figure | designs | median error | 95 % of designs within | interval holds | its median width |\n");
        add("|---|---|---|---|---|---|---|\n");
        each((family, fit) -> {
            ErrorSummary held = ErrorSummary.of(fit.heldOut(), Compared::fraction);
            row(
                    family,
                    fit.figure().word(),
                    held.designs(),
                    percent(held.median()),
                    percent(held.high()),
                    share(fit.covered()),
                    percent(Covered.medianWidth(fit.covered())));
        });
    }

    private void facts() {
        families.forEach((family, found) -> {
            add("- " + family + " (" + String.join(", ", found.parts()) + "): " + found.source() + ".");
            if (found.fits().isEmpty()) {
                add(" Too few to fit: theory stands.");
            }
            add("\n");
        });
        add("\n");
    }

    private void errors() {
        add("""
                ## Before and after

                Theory is the cost model with all factors 1. Worst is signed, with its design.

                | family | figure | designs | theory median | 95 % | worst | fitted designs median | 95 % | worst | held-out median | 95 % | worst |
                |---|---|---|---|---|---|---|---|---|---|---|---|
                """);
        each((family, fit) -> {
            List<Object> cells = new ArrayList<>(
                    List.of(family, fit.figure().word(), fit.heldOut().size()));
            if (fit.figure().hasTheory()) {
                cells.addAll(cells(ErrorSummary.of(fit.heldOut(), Compared::theoryFraction)));
            } else {
                cells.addAll(List.of("none", "", ""));
            }
            cells.addAll(cells(ErrorSummary.of(fit.fitted(), Compared::fraction)));
            cells.addAll(cells(ErrorSummary.of(fit.heldOut(), Compared::fraction)));
            row(cells.toArray());
        });
        add("\n");
    }

    private void unseen() {
        add("""
                ## Designs that no formula was mended with

                Of the held-out designs those from number %d on: they played no part when formulas of LUTs and flip-flops were mended.

                | family | figure | designs | median error | 95 %% | worst |
                |---|---|---|---|---|---|
                """.formatted(SEEN + 1));
        each((family, fit) -> {
            List<Compared> unseen =
                    fit.heldOut().stream().filter(one -> !isSeen(one)).toList();
            if (fit.figure().hasTheory() && !unseen.isEmpty()) {
                List<Object> cells =
                        new ArrayList<>(List.of(family, fit.figure().word(), unseen.size()));
                cells.addAll(cells(ErrorSummary.of(unseen, Compared::fraction)));
                row(cells.toArray());
            }
        });
        add("\n");
    }

    /// Designs of the experiment have numbers for names, a user's do not.
    private static boolean isSeen(Compared one) {
        return IntStream.rangeClosed(1, SEEN)
                .mapToObj(Integer::toString)
                .anyMatch(number -> number.equals(one.design()));
    }

    private static List<String> cells(ErrorSummary errors) {
        return List.of(
                percent(errors.median()),
                percent(errors.high()),
                signed(errors.worst()) + " (" + errors.design() + ")");
    }

    private void blocks() {
        add("""
                ## Multiplier blocks and block RAM

                Counted, not fitted: designs of which the count is as predicted.

                | family | designs | dsp | bram |
                |---|---|---|---|
                """);
        families.forEach((family, found) -> row(family, found.designs(), found.dspExact(), found.bramExact()));
        add("\n");
    }

    private void intervals() {
        add("""
                ## Intervals

                An interval is meant to hold nine measurements in ten. Each design is tried with an estimate and an interval to
                which neither it nor its tenth of the designs gave anything. Small is below the family's median.

                | family | figure | all | small | large | median width | small | large |
                |---|---|---|---|---|---|---|---|
                """);
        List<Covered> all = new ArrayList<>();
        each((family, fit) -> {
            all.addAll(fit.covered());
            covered(family, fit.figure().word(), fit.covered());
        });
        if (!all.isEmpty()) {
            covered("all", "all", all);
        }
        add("\n");
    }

    private void covered(String family, String figure, List<Covered> all) {
        List<Covered> small = only(all, one -> !one.isLarge());
        List<Covered> large = only(all, Covered::isLarge);
        row(
                family,
                figure,
                share(all),
                share(small),
                share(large),
                percent(Covered.medianWidth(all)),
                percent(Covered.medianWidth(small)),
                percent(Covered.medianWidth(large)));
    }

    private void learning() {
        add("""
                ## What more measurements would bring

                Median error of all other designs when only the first so many of a family are fitted.

                """);
        List<Integer> steps = families.values().stream()
                .flatMap(found -> found.fits().stream())
                .flatMap(fit -> fit.learning().stream())
                .map(Lesson::designs)
                .distinct()
                .sorted()
                .toList();
        add("| family | figure | " + steps.stream().map(String::valueOf).collect(Collectors.joining(" | ")) + " |\n");
        add("|---|---" + "|---".repeat(steps.size()) + "|\n");
        each((family, fit) -> {
            List<Object> cells = new ArrayList<>(List.of(family, fit.figure().word()));
            for (int step : steps) {
                cells.add(fit.learning().stream()
                        .filter(lesson -> lesson.designs() == step)
                        .findFirst()
                        .map(lesson -> percent(lesson.medianError()))
                        .orElse(""));
            }
            row(cells.toArray());
        });
    }

    /// What is done with a family's fit.
    private interface OfFit {
        void accept(String family, FigureFit fit);
    }

    private void each(OfFit action) {
        families.forEach((family, found) -> found.fits().forEach(fit -> action.accept(family, fit)));
    }

    private static List<Covered> only(List<Covered> all, Predicate<Covered> filter) {
        return all.stream().filter(filter).toList();
    }

    private static String share(List<Covered> all) {
        return all.isEmpty() ? "" : percent(Covered.share(all)) + " of " + all.size();
    }

    private void row(Object... cells) {
        add("|");
        for (Object cell : cells) {
            add(" " + cell + " |");
        }
        add("\n");
    }

    private void add(String more) {
        text.append(more);
    }

    private static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * fraction);
    }

    private static String signed(double fraction) {
        return String.format(Locale.ROOT, "%+.1f %%", 100 * fraction);
    }
}
