package io.rooftile.costmodel.overlay;

/// The time of a network on an engine: the jobs of all its tiles as they follow each other. Mutable and reused.
final class Timeline {
    /// Tiles over which the time of those that are left out is taken.
    private static final int MEAN_OF = 32;

    private final JobPlan plan;
    private final EngineClock clock;

    /// By task, the cycle of its last result; of the last task that in which the engine is done.
    long[] taskEnd = new long[16];

    Timeline(Engine engine, MapAreas areas) {
        this.plan = new JobPlan(engine, areas);
        this.clock = new EngineClock(engine);
    }

    /// Cycles from start to end.
    ///
    /// @param parameterHalf words of one half of the parameter buffer
    long run(Engine engine, TileTable tiles, int parameterHalf) {
        if (taskEnd.length < tiles.tasks) {
            taskEnd = new long[2 * tiles.tasks];
        }
        long end = clock.run(engine, plan.of(engine, tiles, parameterHalf));
        long leftOut = 0;
        int round = 0;
        long leftOutBefore = 0;
        long groupsOfRound = 0;
        for (int i = 0; i < tiles.count; i++) {
            if (tiles.leftOutGroups[i] > 0) {
                long ofMean = clock.result[i - 1] - clock.result[i - 1 - MEAN_OF];
                leftOut += share(ofMean, tiles.leftOutGroups[i], groups(tiles, i - MEAN_OF, i));
                groupsOfRound += tiles.leftOutGroups[i];
            }
            if (tiles.isRoundStart(i)) {
                if (tiles.roundsLeftOutGroups[i] > 0) {
                    long ofRound = clock.result[i - 1] - clock.result[round - 1] + leftOut - leftOutBefore;
                    leftOut += share(ofRound, tiles.roundsLeftOutGroups[i], groupsOfRound);
                }
                round = i;
                leftOutBefore = leftOut;
                groupsOfRound = 0;
            }
            groupsOfRound += tiles.groups[i];
            taskEnd[tiles.task[i]] = clock.result[i] + leftOut;
        }
        if (tiles.tasks > 0) {
            taskEnd[tiles.tasks - 1] = end + leftOut;
        }
        return end + leftOut;
    }

    private static long groups(TileTable tiles, int from, int to) {
        long groups = 0;
        for (int i = from; i < to; i++) {
            groups += tiles.groups[i];
        }
        return groups;
    }

    /// Cycles that groups take of which others took so many, not fewer.
    private static long share(long cycles, long groups, long ofGroups) {
        return cycles / ofGroups * groups + Math.ceilDiv(cycles % ofGroups * groups, ofGroups);
    }

    /// Whether a task's map stays in the feature banks.
    boolean isResident(int task) {
        return plan.isResident[task];
    }

    /// Bytes that a task moves.
    long bytesOf(int task) {
        return plan.taskBytes[task];
    }
}
