package io.rooftile.dse.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// Pareto local search: genomes next to the archive's that were never made before, each from a member of the
/// archive drawn by chance.
///
/// The true fronts of design spaces hang together: on the spaces that were enumerated nearly every point of the
/// front is one step of one knob from another point of it. So a front is complete only when the neighbours of all its
/// points are known, and what is still unknown of them is the likeliest place of the points that are missing.
///
/// Source: Paquete, Chiarandini and Stuetzle 2004, <https://doi.org/10.1007/978-3-642-17144-4_7>.
///
/// @param <G> the genome
final class Neighbourhood<G extends Genome<G>> {

    private final Operators<G> operators;
    private final ParetoArchive<G> archive;
    private final RandomGenerator random;
    private final Visited exhausted = new Visited();
    private final List<G> open = new ArrayList<>();

    Neighbourhood(Operators<G> operators, ParetoArchive<G> archive, RandomGenerator random) {
        this.operators = operators;
        this.archive = archive;
        this.random = random;
    }

    /// Takes the archive's members of now, but for those that had no unknown neighbour left.
    void refresh() {
        open.clear();
        if (operators.neighbourCount() == 0) {
            return;
        }
        for (Entry<G> member : archive.members()) {
            if (!exhausted.contains(member.genes().fingerprint())) {
                open.add(member.genes());
            }
        }
    }

    /// An unknown neighbour of some member; empty when there is none left.
    ///
    /// @param unseen the genome repaired, unless it was made before
    Optional<G> next(Function<G, Optional<G>> unseen) {
        while (!open.isEmpty()) {
            int drawn = random.nextInt(open.size());
            Optional<G> found = unseenOf(open.get(drawn), unseen);
            if (found.isPresent()) {
                return found;
            }
            exhausted.add(open.get(drawn).fingerprint());
            open.set(drawn, open.getLast());
            open.removeLast();
        }
        return Optional.empty();
    }

    private Optional<G> unseenOf(G genes, Function<G, Optional<G>> unseen) {
        int count = operators.neighbourCount();
        int first = random.nextInt(count);
        for (int i = 0; i < count; i++) {
            Optional<G> found = unseen.apply(operators.neighbour(genes, (first + i) % count));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
