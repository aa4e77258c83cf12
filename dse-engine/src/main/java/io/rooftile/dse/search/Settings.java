package io.rooftile.dse.search;

/// How the search is run.
///
/// @param populationSize number of survivors, and of offspring, per generation; 4 or more
/// @param archiveParentFraction share of parents drawn from the archive instead of by tournament, 0..1; 0
/// is plain NSGA-II
/// @param archiveCapacity most entries the archive may hold, 10 or more
public record Settings(int populationSize, double archiveParentFraction, int archiveCapacity) {

    /// Checks the ranges.
    public Settings {
        if (populationSize < 4) {
            throw new IllegalArgumentException("populationSize must be at least 4, but was " + populationSize);
        }
        if (!(archiveParentFraction >= 0 && archiveParentFraction <= 1)) {
            throw new IllegalArgumentException(
                    "archiveParentFraction must be in 0..1, but was " + archiveParentFraction);
        }
        if (archiveCapacity < 10) {
            throw new IllegalArgumentException("archiveCapacity must be at least 10, but was " + archiveCapacity);
        }
    }

    /// Population 100, a fifth of the parents from the archive, an archive that is never thinned.
    public static Settings defaults() {
        return new Settings(100, 0.2, Integer.MAX_VALUE);
    }

    /// These settings with another population size.
    public Settings withPopulationSize(int size) {
        return new Settings(size, archiveParentFraction, archiveCapacity);
    }

    /// These settings with another share of parents from the archive.
    public Settings withArchiveParentFraction(double fraction) {
        return new Settings(populationSize, fraction, archiveCapacity);
    }

    /// These settings with another archive capacity.
    public Settings withArchiveCapacity(int capacity) {
        return new Settings(populationSize, archiveParentFraction, capacity);
    }
}
