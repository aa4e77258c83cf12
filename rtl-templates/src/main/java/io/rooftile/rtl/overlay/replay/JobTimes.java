package io.rooftile.rtl.overlay.replay;

import java.util.ArrayList;
import java.util.List;

/// When the jobs of one unit began and ended, in their order, in cycles.
public record JobTimes(List<Long> begins, List<Long> ends) {
    JobTimes() {
        this(new ArrayList<>(), new ArrayList<>());
    }

    void begin(long cycle) {
        begins.add(cycle);
    }

    void end(long cycle) {
        ends.add(cycle);
    }

    /// Copies, so that nothing changes behind the reader's back.
    JobTimes copied() {
        return new JobTimes(List.copyOf(begins), List.copyOf(ends));
    }
}
