package io.rooftile.dse.search;

/// How far a search has come: what stop rules judge and what a progress display shows.
///
/// @param generation number of the last completed generation; 0 while the start population is evaluated
/// @param evaluations genomes evaluated so far, all different
/// @param leastViolation the smallest constraint violation so far; 0 once something is feasible
/// @param archive the live archive
public record Progress(long generation, long evaluations, double leastViolation, ParetoArchive<?> archive) {}
