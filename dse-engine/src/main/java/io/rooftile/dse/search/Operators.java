package io.rooftile.dse.search;

import java.util.random.RandomGenerator;

/// How new genomes come from nothing, from two others, and from one other.
///
/// Pure functions but for `random`, which is the only source of chance and is used by one thread. A problem
/// that knows its structure (neighbouring foldings, layer borders) brings its own operators and falls back
/// on [IntegerOperators] or [RealOperators] for the rest.
///
/// @param <G> the genome
public interface Operators<G extends Genome<G>> {

    /// Two genomes made of two others.
    ///
    /// @param <G> the genome
    /// @param first one child
    /// @param second the other child
    record Children<G>(G first, G second) {}

    /// A genome drawn from the whole space.
    G random(RandomGenerator random);

    /// Two children of two parents; the parents themselves when there is nothing to cross.
    Children<G> cross(G first, G second, RandomGenerator random);

    /// A genome near `genes`; may be equal to it.
    G mutate(G genes, RandomGenerator random);
}
