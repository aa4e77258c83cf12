package io.rooftile.campaign;

import io.rooftile.core.UserInputException;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/// How long a campaign will take: a few of its cells, evenly spread over the list, are explored, and the rest is taken
/// to be like them. What is done with the best designs is not in it.
///
/// @param cells of the campaign
/// @param sampledCells that were explored
/// @param secondsPerCell of those, on average
public record TimeEstimate(int cells, int sampledCells, double secondsPerCell) {
    /// Enough to see both families and several models; the start of the program is not counted by the later ones.
    private static final int MOST_SAMPLES = 5;

    private static final double NANOSECONDS_PER_SECOND = 1e9;

    /// Explores a few cells, one after the other.
    public static TimeEstimate of(Plan plan, Workbench workbench, LongSupplier nanoTime) {
        int count = plan.cells().size();
        int samples = Math.min(MOST_SAMPLES, count);
        List<Cell> sampled = IntStream.range(0, samples)
                .mapToObj(i -> plan.cells().get((int) ((2L * i + 1) * count / (2L * samples))))
                .toList();
        long start = nanoTime.getAsLong();
        for (Cell cell : sampled) {
            try {
                workbench.explore(cell.arguments(), () -> false);
            } catch (UserInputException _) {
                // A cell that fails takes its time too.
            }
        }
        double seconds = (nanoTime.getAsLong() - start) / NANOSECONDS_PER_SECOND;
        return new TimeEstimate(count, samples, seconds / samples);
    }

    /// Of the whole campaign.
    ///
    /// @param workers cells at once
    public double seconds(int workers) {
        return secondsPerCell * cells / Math.min(workers, cells);
    }
}
