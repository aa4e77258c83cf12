/// A generic, elitist, multi-objective search: it knows genomes, objectives and constraints, nothing of
/// networks or devices.
///
/// Entry point: [ElitistSearch], which runs a [Problem] as an NSGA-II inside Jenetics' engine and collects
/// every feasible non-dominated point in a [ParetoArchive]. Everything is minimised; everything is
/// deterministic in its seed, whatever the number of [Workers].
@NullMarked
package io.rooftile.dse.search;

import org.jspecify.annotations.NullMarked;
