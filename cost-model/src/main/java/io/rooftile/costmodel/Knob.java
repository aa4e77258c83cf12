package io.rooftile.costmodel;

/// One choice of a design space.
///
/// @param name `clock`, `pp`, `conv1 folding`
/// @param options how many values it takes; the choice is an index from 0
/// @param group choices of one group belong together (all knobs of one layer): crossover cuts between groups
/// @param isOrdered whether neighbouring indices are similar designs
public record Knob(String name, int options, int group, boolean isOrdered) {
    public Knob {
        if (options < 1) {
            throw new IllegalArgumentException("knob " + name + " needs at least one option");
        }
    }
}
