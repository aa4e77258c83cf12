package io.rooftile.costmodel.overlay;

/// The time of a network on an engine: the jobs of all its tiles as they follow each other. Mutable and reused.
final class Timeline {
    /// Tiles over which the time of those that are left out is taken.
    private static final int MEAN_OF = 8;

    private final JobPlan plan;
    private final EngineClock clock;

    /// By task, the cycle of its last result; of the last task that in which the engine is done.
    long[] taskEnd = new long[16];

    Timeline(Engine engine) {
        this.plan = new JobPlan(engine);
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
        for (int i = 0; i < tiles.count; i++) {
            if (tiles.leftOut[i] > 0) {
                leftOut += tiles.leftOut[i] * ((clock.result[i - 1] - clock.result[i - 1 - MEAN_OF]) / MEAN_OF);
            }
            if (tiles.isRoundStart(i)) {
                if (tiles.roundsLeftOut[i] > 0) {
                    long ofRound = clock.result[i - 1] - clock.result[round - 1] + leftOut - leftOutBefore;
                    leftOut += tiles.roundsLeftOut[i] * ofRound;
                }
                round = i;
                leftOutBefore = leftOut;
            }
            taskEnd[tiles.task[i]] = clock.result[i] + leftOut;
        }
        taskEnd[tiles.tasks - 1] = end + leftOut;
        return end + leftOut;
    }

    /// Bytes that a task moves.
    long bytesOf(int task) {
        return plan.taskBytes[task];
    }
}
