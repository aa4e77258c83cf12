package io.rooftile.dse.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// A row of points, each next to the one before and the one after.
class NeighbourhoodTest {
    private static final class Row implements Operators<IntegerGenes> {
        @Override
        public IntegerGenes random(RandomGenerator random) {
            return IntegerGenes.of(random.nextInt(100));
        }

        @Override
        public Children<IntegerGenes> cross(IntegerGenes first, IntegerGenes second, RandomGenerator random) {
            return new Children<>(first, second);
        }

        @Override
        public IntegerGenes mutate(IntegerGenes genes, RandomGenerator random) {
            return genes;
        }

        @Override
        public int neighbourCount() {
            return 2;
        }

        @Override
        public IntegerGenes neighbour(IntegerGenes genes, int index) {
            return IntegerGenes.of(genes.get(0) + 2 * index - 1);
        }
    }

    private final ParetoArchive<IntegerGenes> archive = ParetoArchive.unbounded(2);
    private final Neighbourhood<IntegerGenes> neighbourhood =
            new Neighbourhood<>(new Row(), archive, new SplittableRandom(6));
    private final Set<IntegerGenes> made = new HashSet<>();

    private Optional<IntegerGenes> unseen(IntegerGenes genes) {
        return made.add(genes) ? Optional.of(genes) : Optional.empty();
    }

    private void add(int place) {
        made.add(IntegerGenes.of(place));
        archive.offer(IntegerGenes.of(place), place, -place);
    }

    private Set<IntegerGenes> all() {
        Set<IntegerGenes> found = new HashSet<>();
        neighbourhood.refresh();
        for (Optional<IntegerGenes> next = neighbourhood.next(this::unseen);
                next.isPresent();
                next = neighbourhood.next(this::unseen)) {
            found.add(next.get());
        }
        return found;
    }

    @Test
    void everyUnknownNeighbourOfEveryMemberIsMadeOnce() {
        add(10);
        add(11);
        add(20);
        assertEquals(Set.of(IntegerGenes.of(9), IntegerGenes.of(12), IntegerGenes.of(19), IntegerGenes.of(21)), all());
        assertEquals(Set.of(), all());
        add(30);
        assertEquals(Set.of(IntegerGenes.of(29), IntegerGenes.of(31)), all());
    }
}
