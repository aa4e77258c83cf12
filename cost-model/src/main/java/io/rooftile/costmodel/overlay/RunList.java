package io.rooftile.costmodel.overlay;

import java.util.Arrays;

/// By job, the contiguous runs of memory that it reads or writes, in beats: `outerCount` times `count` runs of
/// `beats`. Mutable and reused.
final class RunList {
    /// Where the first run begins, counted from the end of the program.
    int[] first = new int[128];
    int[] beats = new int[128];
    int[] count = new int[128];
    int[] pitch = new int[128];
    int[] outerCount = new int[128];
    int[] outerPitch = new int[128];

    /// Sets the runs of a job.
    void set(int job, JobRegisters registers) {
        makeRoom(job);
        first[job] = registers.address;
        beats[job] = registers.runBeats;
        count[job] = registers.runCount;
        pitch[job] = registers.runPitch;
        outerCount[job] = registers.outerCount;
        outerPitch[job] = registers.outerPitch;
    }

    /// A job that has none.
    void setNone(int job) {
        makeRoom(job);
        beats[job] = 0;
    }

    private void makeRoom(int job) {
        if (job == first.length) {
            int size = 2 * job;
            first = Arrays.copyOf(first, size);
            beats = Arrays.copyOf(beats, size);
            count = Arrays.copyOf(count, size);
            pitch = Arrays.copyOf(pitch, size);
            outerCount = Arrays.copyOf(outerCount, size);
            outerPitch = Arrays.copyOf(outerPitch, size);
        }
    }

    /// Beats of a job.
    int all(int job) {
        return beats[job] * count[job] * outerCount[job];
    }
}
