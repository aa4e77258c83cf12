package io.rooftile.dse.search;

/// What a search varies: an immutable value with value equality and a total order consistent with it.
///
/// The order breaks ties between genomes of equal objectives, so that results do not depend on who came
/// first.
///
/// @param <G> the genome type itself
public interface Genome<G extends Genome<G>> extends Comparable<G> {

    /// 64 well-mixed bits that are equal for equal genomes and, for practical purposes, only for them.
    ///
    /// The search evaluates no two genomes of one fingerprint while it remembers the first ([Visited]). Among a
    /// million genomes two different ones collide with probability 3e-8 (birthday bound), and the loss is one
    /// unevaluated genome.
    long fingerprint();
}
