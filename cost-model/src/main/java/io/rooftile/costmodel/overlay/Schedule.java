package io.rooftile.costmodel.overlay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The network's tasks for one use of the feature buffer, equal ones counted together.
final class Schedule {
    /// Bits of [Residence] by task, without the weights.
    final int[] residenceOfTask;
    /// Of each distinct task: index of its shape, bits of [Residence], how many tasks are equal.
    final int[] shapes;
    final int[] residences;
    final int[] counts;
    /// Memory words that are loaded before the first task.
    final long givenWords;

    private Schedule(int[] residenceOfTask, int[] shapes, int[] residences, int[] counts, long givenWords) {
        this.residenceOfTask = residenceOfTask;
        this.shapes = shapes;
        this.residences = residences;
        this.counts = counts;
        this.givenWords = givenWords;
    }

    static @Nullable Schedule of(int[] shapeOfTask, int @Nullable [] residenceOfTask, long givenWords) {
        if (residenceOfTask == null) {
            return null;
        }
        record Key(int shape, int residence) {}
        Map<Key, Integer> counted = new LinkedHashMap<>();
        for (int i = 0; i < shapeOfTask.length; i++) {
            counted.merge(new Key(shapeOfTask[i], residenceOfTask[i]), 1, Integer::sum);
        }
        List<Key> keys = new ArrayList<>(counted.keySet());
        return new Schedule(
                residenceOfTask,
                keys.stream().mapToInt(Key::shape).toArray(),
                keys.stream().mapToInt(Key::residence).toArray(),
                counted.values().stream().mapToInt(Integer::intValue).toArray(),
                givenWords);
    }
}
