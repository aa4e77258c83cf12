package io.rooftile.campaign;

import io.rooftile.core.design.Family;
import io.rooftile.reports.Quantity;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Where, among models of growing size, one family takes over from the other: the split of the sizes that most models
/// agree with.
///
/// @param contests by size
/// @param small the family that wins below the split
/// @param count models below it
/// @param against models that the other family wins on their side of the split
record Crossing(List<Contest> contests, Family small, int count, int against) {
    /// Which family is better for a model.
    ///
    /// @param macs multiply-accumulates of one inference
    record Contest(long macs, Family winner) {}

    Crossing {
        contests = List.copyOf(contests);
    }

    /// The split with the fewest models against it; among those the one that needs only one family, then the lowest.
    ///
    /// @param contests at least one
    static Crossing of(List<Contest> contests) {
        List<Contest> sorted = contests.stream()
                .sorted(Comparator.comparingLong(Contest::macs).thenComparing(Contest::winner))
                .toList();
        return Stream.of(Family.values())
                .flatMap(family -> Stream.iterate(sorted.size(), count -> count > 0, count -> count - 1)
                        .map(count -> new Crossing(sorted, family, count, misfits(sorted, family, count))))
                .min(Comparator.comparingInt((Crossing split) -> split.against())
                        .thenComparingInt(split -> split.count() == sorted.size() ? 0 : split.count()))
                .orElseThrow();
    }

    private static int misfits(List<Contest> sorted, Family small, int count) {
        int against = 0;
        for (int i = 0; i < sorted.size(); i++) {
            boolean isSmalls = sorted.get(i).winner() == small;
            against += isSmalls == (i < count) ? 0 : 1;
        }
        return against;
    }

    /// In words: `dataflow up to 4.2 M MACs, overlay from 31 M MACs`.
    String text() {
        String text = count == contests.size()
                ? small.word() + (against == 0 ? " at every size" : " at most sizes")
                : small.word() + " up to " + macs(count - 1) + ", " + other().word() + " from " + macs(count);
        return against == 0 ? text : text + " (" + against + " of " + contests.size() + " models otherwise)";
    }

    private Family other() {
        return small == Family.OVERLAY ? Family.DATAFLOW : Family.OVERLAY;
    }

    private String macs(int index) {
        return Quantity.scaled((double) contests.get(index).macs(), "MACs");
    }
}
