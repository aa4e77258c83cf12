package io.rooftile.campaign;

import io.rooftile.campaign.FollowUp.Action;
import io.rooftile.core.UserInputException;
import io.rooftile.core.design.Family;
import io.rooftile.core.design.Requantisation;
import io.rooftile.core.device.Resource;
import io.rooftile.dse.Objective;
import io.rooftile.reports.PlainYaml;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads a campaign file, whose cells are its models x boards x families x objectives x constraints x seeds.
public final class CampaignFile {
    private static final String HINT = "docs/campaigns.md describes campaign files";
    private static final List<String> OPTIONAL =
            List.of("families", "objectives", "constraints", "seeds", "numbers", "effort", "best");
    private static final int LEAST_BITS = 2;
    private static final int MOST_BITS = 16;
    private static final long MOST_CELLS = 1_000_000;

    private CampaignFile() {}

    /// The cells of a file. Every model and board is known to be there.
    ///
    /// @throws UserInputException with every mistake and its line
    public static Plan read(Path file, Workbench workbench) {
        PlainYaml yaml = PlainYaml.read(file, HINT);
        Mistakes mistakes = new Mistakes(file.toString());
        Field root = Field.root(yaml, mistakes);
        if (!root.isMapping("a campaign", List.of("models", "boards"), OPTIONAL)) {
            mistakes.requireNone();
        }
        Path folder = Objects.requireNonNullElse(file.getParent(), Path.of(""));
        SourceReader sources = new SourceReader(folder, workbench);
        Axes axes = new Axes(
                root.get("models").map(sources::models).orElse(List.of()),
                root.get("boards").map(sources::boards).orElse(List.of()),
                axis(root, "families", CampaignFile::family, List.of(Family.values())),
                objectiveSets(root),
                axis(root, "constraints", CampaignFile::limits, List.of(new TreeMap<>())),
                axis(root, "seeds", field -> field.whole("a seed", 0, Long.MAX_VALUE), List.of(1L)),
                Stream.of(
                                root.get("numbers").map(CampaignFile::numbers),
                                root.get("effort").map(CampaignFile::effort))
                        .flatMap(Optional::stream)
                        .flatMap(List::stream)
                        .toList());
        FollowUp followUp = root.get("best")
                .map(field -> followUp(field, axes.objectives()))
                .orElse(new FollowUp(List.of(axes.firstObjective()), List.of(Action.REPORT)));
        boolean isAccurate = axes.objectives().stream().anyMatch(set -> set.contains(Objective.ACCURACY));
        if (!isAccurate
                && axes.models().stream().anyMatch(model -> !model.dataOptions().isEmpty())) {
            root.get("models")
                    .ifPresent(models -> models.wrong(
                            "a model has data, and accuracy is no objective",
                            "add accuracy to objectives, or leave out data"));
        }
        if (axes.count() > MOST_CELLS) {
            root.wrong("these are " + axes.count() + " cells", "keep to " + MOST_CELLS);
        }
        mistakes.requireNone();
        List<Cell> cells = axes.cells();
        if (cells.stream().map(Cell::id).distinct().count() < cells.size()) {
            root.wrong("two cells would have the same id", "give a model another name");
        }
        mistakes.requireNone();
        return new Plan(SourceNames.plain(name(file)), cells, followUp);
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName()).replaceAll("\\.ya?ml$", "");
    }

    /// The entries of one list of the file, in its order, or the usual ones where it has no such list.
    private static <T> List<T> axis(Field root, String key, Function<Field, Optional<T>> reader, List<T> usual) {
        Optional<Field> list = root.get(key);
        if (list.isEmpty()) {
            return usual;
        }
        List<T> entries = new ArrayList<>();
        Map<Object, Integer> lines = new HashMap<>();
        for (Field item : list.get().items(key)) {
            Optional<T> entry = reader.apply(item);
            if (entry.isEmpty()) {
                continue;
            }
            // Objectives trade off the same whatever their order.
            Object same = entry.get() instanceof List<?> several ? new HashSet<Object>(several) : entry.get();
            Integer earlier = lines.putIfAbsent(same, item.line());
            if (earlier != null) {
                item.wrong(
                        "the same stands in " + key + " already, in line " + earlier, "its cells would be there twice");
            }
            entries.add(entry.get());
        }
        return entries;
    }

    private static Optional<Family> family(Field field) {
        return field.text("a family").flatMap(text -> {
            Optional<Family> family = Arrays.stream(Family.values())
                    .filter(candidate -> candidate.word().equals(text))
                    .findFirst();
            if (family.isEmpty()) {
                field.wrong("there is no family " + text, "write overlay or dataflow");
            }
            return family;
        });
    }

    /// A list of words is one set for all cells; a list of such lists has cells for each.
    private static List<List<Objective>> objectiveSets(Field root) {
        Optional<Field> field = root.get("objectives");
        boolean isOne = field.isPresent() && field.get().node().path(0).isTextual();
        return isOne
                ? objectives(field.get()).stream().toList()
                : axis(root, "objectives", CampaignFile::objectives, List.of(Objective.STANDARD));
    }

    private static Optional<List<Objective>> objectives(Field field) {
        List<Objective> objectives = named(field, "the objectives of a cell");
        if (field.node().isArray() && field.node().size() == 1) {
            field.wrong("a cell needs two objectives or more", "add one");
        }
        return objectives.size() < 2 ? Optional.empty() : Optional.of(objectives);
    }

    private static List<Objective> named(Field field, String what) {
        List<Objective> objectives = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Field item : field.items(what)) {
            Optional<String> word = item.text("an objective");
            if (word.isEmpty()) {
                continue;
            }
            Optional<Objective> objective = Objective.of(word.get());
            if (objective.isEmpty()) {
                item.wrong("there is no objective " + word.get(), "name some of " + Objective.words());
            } else if (!seen.add(word.get())) {
                item.wrong(word.get() + " stands there twice", "keep one of the two");
            }
            objective.ifPresent(objectives::add);
        }
        return objectives;
    }

    private static Optional<SortedMap<String, Double>> limits(Field field) {
        List<String> words =
                Arrays.stream(Resource.values()).map(Resource::word).toList();
        SortedMap<String, Double> limits = new TreeMap<>();
        if (!field.isMapping("a constraint", List.of(), words)) {
            return Optional.empty();
        }
        for (String word : words) {
            field.get(word)
                    .flatMap(value -> value.real("the share of " + word, 0, 1))
                    .ifPresent(share -> limits.put(word, share));
        }
        return Optional.of(limits);
    }

    private static List<String> numbers(Field field) {
        List<String> arguments = new ArrayList<>();
        if (field.isMapping("numbers", List.of(), List.of("weight_bits", "activation_bits", "requantisation"))) {
            for (String key : List.of("weight_bits", "activation_bits")) {
                String bits = field.get(key).stream()
                        .flatMap(list -> list.items(key).stream())
                        .flatMap(item -> item.whole("a width", LEAST_BITS, MOST_BITS).stream())
                        .map(String::valueOf)
                        .collect(Collectors.joining(","));
                if (!bits.isEmpty()) {
                    arguments.addAll(List.of("--" + key.replace('_', '-'), bits));
                }
            }
            field.get("requantisation")
                    .flatMap(CampaignFile::requantisation)
                    .ifPresent(value -> arguments.addAll(List.of("--requantisation", value.name())));
        }
        return arguments;
    }

    private static Optional<Requantisation> requantisation(Field field) {
        return field.text("requantisation").flatMap(text -> {
            Optional<Requantisation> known = Arrays.stream(Requantisation.values())
                    .filter(candidate ->
                            candidate.name().toLowerCase(Locale.ROOT).equals(text))
                    .findFirst();
            if (known.isEmpty()) {
                field.wrong("there is no requantisation " + text, "write exact or power_of_two");
            }
            return known;
        });
    }

    private static List<String> effort(Field field) {
        List<String> arguments = new ArrayList<>();
        if (field.isMapping("effort", List.of(), List.of("evaluations", "seconds", "front"))) {
            field.get("evaluations")
                    .flatMap(value -> value.whole("evaluations", 1, Long.MAX_VALUE))
                    .ifPresent(value -> arguments.addAll(List.of("--evaluations", String.valueOf(value))));
            field.get("seconds")
                    .flatMap(value -> value.real("seconds", 0, 1e8))
                    .ifPresent(value -> arguments.addAll(List.of("--seconds", String.valueOf(value))));
            field.get("front")
                    .flatMap(value -> value.whole("front", 10, Integer.MAX_VALUE))
                    .ifPresent(value -> arguments.addAll(List.of("--front", String.valueOf(value))));
        }
        return arguments;
    }

    private static FollowUp followUp(Field field, List<List<Objective>> searched) {
        if (!field.isMapping("best", List.of("actions"), List.of("by"))) {
            return new FollowUp(List.of(), List.of());
        }
        List<Action> actions = field.get("actions").stream()
                .flatMap(list -> list.items("actions").stream())
                .flatMap(item -> action(item).stream())
                .toList();
        List<Objective> by = new ArrayList<>();
        field.get("by").ifPresent(list -> by.addAll(named(list, "by")));
        for (Objective objective : by) {
            if (!searched.stream().allMatch(set -> set.contains(objective))) {
                field.wrong(
                        "best by " + objective.word() + ", which is not among the objectives of every cell",
                        "add it to objectives, or leave it out here");
            }
        }
        return new FollowUp(
                by.isEmpty() && !searched.isEmpty()
                        ? List.of(searched.getFirst().getFirst())
                        : by,
                actions);
    }

    private static Optional<Action> action(Field item) {
        return item.text("an action").flatMap(text -> {
            Optional<Action> action = Arrays.stream(Action.values())
                    .filter(candidate -> candidate.word().equals(text))
                    .findFirst();
            if (action.isEmpty()) {
                item.wrong(
                        "there is no action " + text,
                        "name some of "
                                + Arrays.stream(Action.values())
                                        .map(Action::word)
                                        .collect(Collectors.joining(", ")));
            }
            return action;
        });
    }
}
