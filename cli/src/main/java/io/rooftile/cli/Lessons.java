package io.rooftile.cli;

import io.rooftile.calibration.feedback.Feedback;
import io.rooftile.calibration.feedback.Feedback.Placement;
import io.rooftile.calibration.feedback.FeedbackSet;
import io.rooftile.core.device.Board;
import io.rooftile.core.device.Resource;
import io.rooftile.core.device.ResourceVector;
import io.rooftile.costmodel.DesignSpace;
import io.rooftile.costmodel.Target;
import io.rooftile.costmodel.fabric.Circuit;
import io.rooftile.dse.KnownFailure;
import io.rooftile.dse.LearnedSpace;
import io.rooftile.resourcedb.ResourceDatabase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What a search of pipelines on a board learns from designs that tools measured on its part.
///
/// @param failures of designs, by their estimates with the coefficients of today
/// @param clocksHertz that are tried beside the part's own
/// @param otherFormulas designs of the part that were measured when formulas or hardware were others, which teach
/// nothing
record Lessons(List<KnownFailure> failures, List<Long> clocksHertz, long otherFormulas) {
    private static final double HERTZ_PER_MEGAHERTZ = 1e6;

    /// Of a search that learns from nothing.
    static final Lessons NONE = new Lessons(List.of(), List.of(), 0);

    Lessons {
        failures = List.copyOf(failures);
        clocksHertz = List.copyOf(clocksHertz);
    }

    static Lessons of(FeedbackSet set, Target target, ResourceDatabase database) {
        Board board = target.board();
        FeedbackSet ofPart = new FeedbackSet(
                set.file(),
                set.rows().stream()
                        .filter(row -> row.hardware().part().equals(board.part().name()))
                        .toList());
        List<Feedback> present = PresentFormulas.of(ofPart, database);
        List<KnownFailure> failures = new ArrayList<>();
        TreeSet<Long> clocks = new TreeSet<>();
        for (Feedback row : present) {
            String name = row.hardware().name();
            ResourceVector estimated = estimated(row, target);
            if (!isWithin(row.found().resources(), board.available())) {
                failures.add(new KnownFailure.TooLarge(name, estimated));
            } else {
                switch (row.found().placement()) {
                    case Placement.None _ -> {}
                    case Placement.Failed _ -> failures.add(new KnownFailure.TooLarge(name, estimated));
                    case Placement.Routed routed -> {
                        if (routed.fmaxHertz() < row.hardware().clockHertz()) {
                            failures.add(new KnownFailure.TooFast(name, estimated.lut(), routed.fmaxHertz()));
                            BoardFiles.clockWithin(board, routed.fmaxHertz()).ifPresent(clocks::add);
                        }
                    }
                }
            }
        }
        clocks.removeAll(board.part().clocksHertz());
        return new Lessons(failures, List.copyOf(clocks), ofPart.rows().size() - present.size());
    }

    private static boolean isWithin(ResourceVector used, ResourceVector available) {
        return Arrays.stream(Resource.values()).allMatch(kind -> used.get(kind) <= available.get(kind));
    }

    /// The estimate of a design as a search makes it today. LUTs and flip-flops are sums over circuits of a factor by
    /// what the formula says, so that another coefficient set adds what its factors make of the circuits, less what
    /// those of the former set made of them.
    private static ResourceVector estimated(Feedback row, Target target) {
        ResourceVector searched = row.estimated().searched();
        if (row.estimated().coefficients().equals(target.coefficients().id())) {
            return searched;
        }
        ResourceVector former = row.estimated().accelerator();
        return searched.with(
                        Resource.LUT,
                        moved(
                                searched.lut(),
                                former.lut(),
                                sum(row.circuits().luts(), Circuit::lutsFactor, "luts_per_lut", target)))
                .with(
                        Resource.FF,
                        moved(
                                searched.ff(),
                                former.ff(),
                                sum(row.circuits().ffs(), Circuit::ffsFactor, "ffs_per_ff", target)));
    }

    private static long moved(long searched, long former, double today) {
        return Math.max(0, Math.round(searched + today - former));
    }

    private static double sum(List<Double> amounts, Function<Circuit, String> factor, String unit, Target target) {
        double sum = 0;
        List<Circuit> circuits = List.of(Circuit.values());
        for (int i = 0; i < circuits.size(); i++) {
            sum += amounts.get(i)
                    * target.coefficient(factor.apply(circuits.get(i)), unit).value();
        }
        return sum;
    }

    /// The target with all clocks that are tried.
    Target target(Target target) {
        if (clocksHertz.isEmpty()) {
            return target;
        }
        TreeSet<Long> all = new TreeSet<>(target.board().part().clocksHertz());
        all.addAll(clocksHertz);
        return target.withBoard(target.board().withClocks(List.copyOf(all)));
    }

    /// The space without what the failures rule out.
    DesignSpace space(DesignSpace pipelines) {
        return failures.isEmpty() ? pipelines : new LearnedSpace(pipelines, failures);
    }

    /// What a user is told.
    String words(String file) {
        long tooLarge = failures.stream()
                .filter(KnownFailure.TooLarge.class::isInstance)
                .count();
        String clocks = clocksHertz.stream()
                .map(hertz -> Numbers.short3(hertz / HERTZ_PER_MEGAHERTZ) + " MHz")
                .collect(Collectors.joining(", "));
        return "%s: %d designs of this part were too large, and larger ones are left out; %d missed their clock%s%s"
                .formatted(
                        file,
                        tooLarge,
                        failures.size() - tooLarge,
                        clocks.isEmpty() ? "" : ", and " + clocks + " is tried",
                        otherFormulas == 0
                                ? ""
                                : "; %d are left out: formulas or hardware were others, validate them again"
                                        .formatted(otherFormulas));
    }
}
