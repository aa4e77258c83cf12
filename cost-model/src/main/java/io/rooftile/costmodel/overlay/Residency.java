package io.rooftile.costmodel.overlay;

import io.rooftile.costmodel.overlay.Workload.Storage;
import io.rooftile.costmodel.overlay.Workload.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which feature maps stay in the feature buffer from the task that makes them to the last that reads them,
/// for one `PP` and `ICP`.
///
/// The walk is greedy, smallest feature map first: each is given the words that it and all smaller ones alive
/// at the same time take together at worst. It stays when these do not exceed the space for residents. So a
/// deeper buffer keeps all that a shallower one keeps, and never costs cycles.
final class Residency {
    /// What is done with the feature buffer, of `2 * depth` words in each bank.
    enum Use {
        /// All of it for tiles.
        TILES(0),
        /// Half of it for residents, half for tiles.
        SHARED(1),
        /// All of it for residents; everything must stay.
        RESIDENTS(2);

        /// Position in [#uses()].
        final int index;

        Use(int index) {
            this.index = index;
        }
    }

    private static final List<Use> USES = List.of(Use.values());

    private final Workload workload;
    /// By storage: words with all smaller ones alive at the same time. Without and with what the host gives.
    private final long[] wordsWithSmaller;
    private final long[] wordsWithSmallerAndGiven;
    /// Words when everything stays.
    final long peakWords;
    /// Memory words that the host gives and tasks read.
    final long givenWords;

    Residency(Workload workload, int pp, int icp) {
        this.workload = workload;
        this.wordsWithSmaller = accumulate(pp, icp, false);
        this.wordsWithSmallerAndGiven = accumulate(pp, icp, true);
        long peak = 0;
        long given = 0;
        for (int i = 0; i < workload.storages().size(); i++) {
            Storage storage = workload.storages().get(i);
            if (isRead(storage)) {
                peak = Math.max(peak, wordsWithSmallerAndGiven[i]);
                given += storage.flags().isGiven() ? storage.memoryWords(icp) : 0;
            }
        }
        this.peakWords = peak;
        this.givenWords = given;
    }

    private static boolean isRead(Storage storage) {
        return storage.lastTask() >= 0;
    }

    /// A feature map that tasks read in different orders of banks is kept once for each order.
    private static long words(Storage storage, int pp, int icp) {
        long words = storage.words(pp, icp);
        return storage.flags().isUniform() ? words : 2 * words;
    }

    private long[] accumulate(int pp, int icp, boolean withGiven) {
        List<Storage> storages = workload.storages();
        long[] result = new long[storages.size()];
        Arrays.fill(result, Long.MAX_VALUE);
        long[] alive = new long[workload.tasks().size()];
        List<Integer> ascending = new ArrayList<>();
        for (int i = 0; i < storages.size(); i++) {
            if (isRead(storages.get(i))
                    && (withGiven || !storages.get(i).flags().isGiven())) {
                ascending.add(i);
            }
        }
        ascending.sort(Comparator.comparingLong(i -> words(storages.get(i), pp, icp)));
        for (int i : ascending) {
            Storage storage = storages.get(i);
            long words = words(storage, pp, icp);
            long most = 0;
            for (int task = Math.max(0, storage.firstTask()); task <= storage.lastTask(); task++) {
                alive[task] += words;
                most = Math.max(most, alive[task]);
            }
            result[i] = most;
        }
        return result;
    }

    /// What is on chip for each task, as bits of [Residence] but for the weights; null when the use is not
    /// possible or keeps nothing.
    ///
    /// @param hasMemory whether there is memory beside the part; without, everything stays whether it fits or
    /// not
    int @Nullable [] residences(Use use, long depthWords, boolean hasMemory) {
        return switch (use) {
            case TILES -> hasMemory ? new int[workload.tasks().size()] : null;
            case SHARED -> {
                int[] residences = residences(wordsWithSmaller, depthWords, true);
                yield hasMemory && Arrays.stream(residences).anyMatch(bits -> bits != 0) ? residences : null;
            }
            case RESIDENTS ->
                hasMemory && peakWords > 2 * depthWords
                        ? null
                        : residences(wordsWithSmallerAndGiven, Long.MAX_VALUE - 1, hasMemory);
        };
    }

    private int[] residences(long[] words, long limit, boolean hasMemory) {
        int[] residences = new int[workload.tasks().size()];
        for (int i = 0; i < residences.length; i++) {
            residences[i] = residence(i, words, limit, hasMemory);
        }
        return residences;
    }

    private int residence(int index, long[] words, long limit, boolean hasMemory) {
        Task task = workload.tasks().get(index);
        Storage output = workload.storages().get(task.output());
        boolean isKept = words[task.output()] <= limit && !output.flags().isTaken();
        return (words[task.input()] <= limit ? Residence.INPUT : 0)
                | (task.second() >= 0 && words[task.second()] <= limit ? Residence.SECOND : 0)
                | (isKept || !hasMemory ? Residence.OUTPUT : 0);
    }

    /// Words of each bank that a tile may take in one half of the buffer.
    static long tileWords(Use use, long depthWords) {
        return switch (use) {
            case TILES -> depthWords;
            case SHARED -> depthWords / 2;
            case RESIDENTS -> 0;
        };
    }

    static List<Use> uses() {
        return USES;
    }
}
