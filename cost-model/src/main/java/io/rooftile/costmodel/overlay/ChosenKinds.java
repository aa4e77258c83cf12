package io.rooftile.costmodel.overlay;

/// Which kinds the tasks are of on one engine: how the host writes its input is part of it. Mutable and reused.
final class ChosenKinds {
    /// By task.
    final int[] ofTask;
    /// By kind, how many tasks are of it.
    final int[] counts;

    ChosenKinds(Compiled compiled) {
        ofTask = new int[compiled.tasks()];
        counts = new int[compiled.kinds.length];
    }
}
