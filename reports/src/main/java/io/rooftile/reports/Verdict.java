package io.rooftile.reports;

import io.rooftile.core.design.Family;
import io.rooftile.costmodel.Figures;
import io.rooftile.dse.Contest;
import io.rooftile.dse.Exploration;
import io.rooftile.dse.FrontDesign;
import io.rooftile.dse.Headroom;
import io.rooftile.dse.Objective;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Which family wins where and why, in words.
///
/// @param headline the answer in a few sentences
/// @param rows one per question an architect asks
record Verdict(List<String> headline, List<Row> rows) {
    /// The answer to one question.
    ///
    /// @param winner `overlay`, `dataflow`, `tie`, `none`
    /// @param answer in one sentence, empty where the headline gives it
    /// @param overlay what an overlay offers
    /// @param dataflow what a dataflow design offers
    /// @param reasons why, in sentences
    record Row(String question, String winner, String answer, Cell overlay, Cell dataflow, List<String> reasons) {
        Row {
            reasons = List.copyOf(reasons);
        }

        Row withReasons(List<String> newReasons) {
            return new Row(question, winner, answer, overlay, dataflow, newReasons);
        }
    }

    /// What one family offers.
    ///
    /// @param design id, empty when no single design stands behind the text
    record Cell(String text, String design) {
        boolean hasDesign() {
            return !design.isEmpty();
        }
    }

    Verdict {
        headline = List.copyOf(headline);
        rows = List.copyOf(rows);
    }

    static Verdict of(Exploration exploration) {
        return new Writer(exploration).verdict();
    }

    /// A contest as a row is written from it.
    ///
    /// @param better how the winner's advantage reads: `sooner`, `as many`
    private record Question(
            String title, Objective objective, String better, Function<Figures, String> figure, Reason reason) {}

    private interface Reason {
        String of(Explanation explanation, FrontDesign design);
    }

    private static final List<Question> QUESTIONS = List.of(
            new Question(
                    "Single-query latency",
                    Objective.LATENCY,
                    "answers one query %s sooner",
                    figures -> Quantity.milliseconds(figures.latencyMilliseconds()),
                    Explanation::ofSpeed),
            new Question(
                    "Batch throughput",
                    Objective.THROUGHPUT,
                    "answers %s as many queries in a stream",
                    figures -> Quantity.perSecond(figures.throughputPerSecond()),
                    Explanation::ofSpeed),
            new Question(
                    "Energy per inference",
                    Objective.ENERGY,
                    "needs %s less energy for an inference",
                    figures -> Quantity.millijoules(figures.energyMillijoules),
                    Explanation::ofEnergy),
            new Question(
                    "Lowest power",
                    Objective.POWER,
                    "can run at %s less power",
                    figures -> Quantity.milliwatts(figures.powerMilliwatts),
                    Explanation::ofEnergy),
            new Question(
                    "Smallest design",
                    Objective.UTILISATION,
                    "fits in %s less of the board",
                    figures -> Quantity.percent(figures.worstUtilisationFraction) + " of its fullest resource",
                    Explanation::ofSize));

    /// Turns one exploration into sentences.
    private record Writer(Exploration exploration, Explanation explanation, Optional<AccuracyWords> accuracy) {
        /// Advantages below this factor are within what an estimate can tell.
        private static final double EVEN = 1.05;

        Writer(Exploration exploration) {
            this(exploration, new Explanation(exploration.target()), AccuracyWords.of(exploration));
        }

        Verdict verdict() {
            List<Row> rows = new ArrayList<>();
            for (Question question : QUESTIONS) {
                Row row = row(question);
                boolean isRepeated = !rows.isEmpty() && rows.getLast().reasons.equals(row.reasons);
                rows.add(isRepeated ? row.withReasons(List.of("The same designs, for the same reasons.")) : row);
            }
            accuracy.ifPresent(words -> rows.add(words.row(this::absent)));
            rows.add(headroom());
            rows.add(flexibility());
            rows.add(effort());
            return new Verdict(headline(rows), rows);
        }

        private List<String> headline(List<Row> rows) {
            List<Family> feasible = Arrays.stream(Family.values())
                    .filter(family -> !exploration.familyFront(family).isEmpty())
                    .toList();
            List<String> sentences = new ArrayList<>();
            for (Family family : Family.values()) {
                if (exploration.familyFront(family).isEmpty()) {
                    sentences.add(absence(family));
                }
            }
            if (feasible.size() == 1) {
                QUESTIONS.stream().limit(3).forEach(question -> Contest.of(question.objective, exploration)
                        .winner()
                        .ifPresent(best -> sentences.add(
                                question.title + ": " + figure(question, best) + " with " + best.id() + ".")));
            }
            if (feasible.size() > 1) {
                sentences.add(Arrays.stream(Family.values())
                        .map(family -> wins(family, rows))
                        .flatMap(Optional::stream)
                        .collect(Collectors.joining(" ")));
                QUESTIONS.forEach(
                        question -> sentences.add(answer(Contest.of(question.objective, exploration), question)));
            }
            if (!feasible.isEmpty()) {
                accuracy.ifPresent(words -> sentences.add(words.sentence()));
            }
            return sentences;
        }

        private static Optional<String> wins(Family family, List<Row> rows) {
            List<String> won = rows.stream()
                    .filter(row -> row.winner.equals(family.word()))
                    .map(row -> row.question.toLowerCase(Locale.ROOT))
                    .toList();
            return won.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Explanation.capital(family.word()) + " wins on " + enumerated(won) + ".");
        }

        private static String enumerated(List<String> words) {
            int last = words.size() - 1;
            return last == 0 ? words.getFirst() : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
        }

        private Row row(Question question) {
            Contest contest = Contest.of(question.objective, exploration);
            return new Row(
                    question.title,
                    winner(contest),
                    "",
                    cell(Family.OVERLAY, contest, question),
                    cell(Family.DATAFLOW, contest, question),
                    contest.best().stream()
                            .map(design -> question.reason.of(explanation, design))
                            .toList());
        }

        private Cell cell(Family family, Contest contest, Question question) {
            return contest.best().stream()
                    .filter(design -> design.family() == family)
                    .findFirst()
                    .map(design -> new Cell(figure(question, design), design.id()))
                    .orElseGet(() -> absent(family));
        }

        private Cell absent(Family family) {
            return new Cell(isSearched(family) ? "no feasible design" : "not searched", "");
        }

        /// What a design offers; nobody wants a fast one that is wrong, so that its accuracy is never left out.
        private String figure(Question question, FrontDesign design) {
            return question.figure.apply(design.estimate().figures())
                    + accuracy.map(words -> ", accuracy " + words.text(design)).orElse("");
        }

        private static String winner(Contest contest) {
            if (isEven(contest)) {
                return "tie";
            }
            return contest.winner().map(design -> design.family().word()).orElse("none");
        }

        private static boolean isEven(Contest contest) {
            return contest.best().size() > 1
                    && contest.factor().map(factor -> factor < EVEN).orElse(true);
        }

        private String answer(Contest contest, Question question) {
            Optional<FrontDesign> first = contest.winner();
            if (first.isEmpty()) {
                return question.title + ": no family has a feasible design.";
            }
            FrontDesign best = first.get();
            String mine = figure(question, best) + " (" + best.id() + ")";
            if (contest.best().size() < 2) {
                return question.title + ": " + mine + ", with nothing to compare it to.";
            }
            FrontDesign second = contest.best().get(1);
            String other = figure(question, second) + " (" + second.id() + ")";
            if (isEven(contest)) {
                return question.title + ": even, " + mine + " and " + other + ".";
            }
            String advantage = question.better.formatted(
                    contest.factor().map(Quantity::times).orElse("many times"));
            return Explanation.capital(best.family().word()) + " " + advantage + ": " + mine + " against " + other
                    + ".";
        }

        private Row headroom() {
            List<Headroom> known = Arrays.stream(Family.values())
                    .flatMap(family -> Headroom.of(family, exploration).stream())
                    .toList();
            Optional<Headroom> largest = known.stream().max(Comparator.comparingDouble(Headroom::factor));
            String answer = largest.map(room -> "The largest network of this kind fits "
                            + room.family().word() + ": " + size(room) + ", then "
                            + Explanation.limit(room.limit()) + " runs out.")
                    .orElse("No family has a feasible design.");
            List<String> reasons = known.stream()
                    .map(room -> switch (room.family()) {
                        case OVERLAY ->
                            "An overlay's engine keeps its size: what grows is what lies in "
                                    + Explanation.limit(room.limit()) + ".";
                        case DATAFLOW ->
                            "A dataflow design holds every layer and its weights on chip: its smallest design uses up "
                                    + Explanation.limit(room.limit())
                                    + " first, if resources grow in proportion to the network.";
                    })
                    .toList();
            return new Row(
                    "Room for a larger model",
                    largest.map(room -> room.family().word()).orElse("none"),
                    answer,
                    headroom(Family.OVERLAY),
                    headroom(Family.DATAFLOW),
                    reasons);
        }

        private static String size(Headroom room) {
            return room.factor() < EVEN ? "just this network" : Quantity.times(room.factor()) + " this network";
        }

        private Cell headroom(Family family) {
            return new Cell(
                    Headroom.of(family, exploration)
                            .map(room -> size(room) + " (" + Explanation.limit(room.limit()) + ")")
                            .orElse(
                                    exploration.familyFront(family).isEmpty()
                                            ? "this one does not fit"
                                            : "no limit known"),
                    "");
        }

        private static Row flexibility() {
            return new Row(
                    "Other networks on the same bitstream",
                    Family.OVERLAY.word(),
                    "Only an overlay runs another network without a new bitstream.",
                    new Cell(Effort.flexibilityOf(Family.OVERLAY), ""),
                    new Cell(Effort.flexibilityOf(Family.DATAFLOW), ""),
                    List.of());
        }

        private Row effort() {
            Effort effort = Effort.of(exploration.target().board().part());
            return new Row(
                    "Toolchain and effort",
                    Family.OVERLAY.word(),
                    "Both need " + effort.toolchain()
                            + (effort.isOpen() ? " (all open source)" : "")
                            + "; an overlay needs it once, a dataflow design for each network.",
                    new Cell(Effort.ofFamily(Family.OVERLAY), ""),
                    new Cell(Effort.ofFamily(Family.DATAFLOW), ""),
                    List.of());
        }

        private String absence(Family family) {
            if (!isSearched(family)) {
                return Explanation.capital(family.word()) + " was not searched.";
            }
            return Explanation.capital(family.word()) + " has no feasible design here. "
                    + exploration.nearMisses().stream()
                            .filter(miss -> miss.family() == family)
                            .map(Explanation::ofMiss)
                            .collect(Collectors.joining(" "));
        }

        private boolean isSearched(Family family) {
            return exploration.settings().families().contains(family);
        }
    }
}
