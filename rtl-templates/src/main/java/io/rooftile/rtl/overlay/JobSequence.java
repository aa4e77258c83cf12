package io.rooftile.rtl.overlay;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Jobs in the order in which they are given to the units, with the tokens that hold them apart.
///
/// Units do their jobs in order, so tokens of one kind are taken in the order in which they are given, and to have
/// waited for one job is to have waited for all before it.
final class JobSequence {
    /// No job at all.
    static final int NONE = -1;

    private final List<Job> jobs = new ArrayList<>();
    private final Map<Unit, List<Job>> byUnit = new EnumMap<>(Unit.class);
    /// The last job of the producer that the consumer has waited for.
    private final Map<Token, Integer> awaited = new EnumMap<>(Token.class);

    JobSequence() {
        for (Unit unit : Unit.values()) {
            byUnit.put(unit, new ArrayList<>());
        }
    }

    private List<Job> of(Unit unit) {
        return byUnit.getOrDefault(unit, List.of());
    }

    /// Adds a job at the end.
    Job add(Unit unit, String comment) {
        Job job = new Job(unit, of(unit).size(), comment);
        of(unit).add(job);
        jobs.add(job);
        return job;
    }

    /// Makes the last job wait until a job of the token's producer has given it.
    ///
    /// @param producer number of that job, or [#NONE]
    void need(Job job, Token token, int producer) {
        if (producer <= awaited.getOrDefault(token, NONE)) {
            return;
        }
        of(token.producer()).get(producer).give(token);
        job.await(token);
        awaited.put(token, producer);
    }

    List<Job> jobs() {
        return List.copyOf(jobs);
    }
}
