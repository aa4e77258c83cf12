package io.rooftile.campaign;

import io.rooftile.core.design.Family;
import io.rooftile.costmodel.Figures;
import io.rooftile.dse.search.Entry;
import io.rooftile.dse.search.IntegerGenes;
import io.rooftile.dse.search.ParetoArchive;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Cells that differ in nothing but their seed are islands of one large search: each is searched by itself, wherever,
/// and in the end their fronts are merged. Of equal designs the one of the earlier cell stays.
final class Islands {
    private final Set<Place> merged;
    private final List<Search> searches;

    private Islands(Set<Place> merged, List<Search> searches) {
        this.merged = merged;
        this.searches = searches;
    }

    /// A design of a cell.
    private record Place(int cell, String design) {}

    /// What islands have in common.
    private record Key(String model, String board, Family family, String objectives, String limits) {
        static Key of(Cell cell) {
            return new Key(
                    cell.model().name(), cell.board().name(), cell.family(), cell.objectiveWords(), cell.limitWords());
        }
    }

    /// One search of several islands.
    ///
    /// @param islands its cells, in the plan's order
    /// @param merged by island, how many of its designs are on the front of all
    record Search(List<CellRecord> islands, List<Integer> merged) {
        Search {
            islands = List.copyOf(islands);
            merged = List.copyOf(merged);
        }
    }

    static Islands of(List<CellRecord> records) {
        Map<Key, List<CellRecord>> groups = records.stream()
                .collect(Collectors.groupingBy(
                        record -> Key.of(record.cell()), LinkedHashMap::new, Collectors.toList()));
        Set<Place> merged = new HashSet<>();
        List<Search> searches = new ArrayList<>();
        for (List<CellRecord> islands : groups.values()) {
            Set<Place> front = front(islands);
            merged.addAll(front);
            if (islands.size() > 1) {
                searches.add(new Search(
                        islands,
                        islands.stream()
                                .map(island -> (int) front.stream()
                                        .filter(place ->
                                                place.cell() == island.cell().number())
                                        .count())
                                .toList()));
            }
        }
        return new Islands(merged, List.copyOf(searches));
    }

    private static Set<Place> front(List<CellRecord> islands) {
        Cell first = islands.getFirst().cell();
        ParetoArchive<IntegerGenes> archive =
                ParetoArchive.unbounded(first.objectives().size());
        List<Place> places = new ArrayList<>();
        for (CellRecord island : islands) {
            for (DesignRow design : island.result().designs()) {
                Figures figures = design.figures();
                archive.offer(
                        IntegerGenes.of(places.size()),
                        first.objectives().stream()
                                .mapToDouble(objective -> objective.cost(figures))
                                .toArray());
                places.add(new Place(island.cell().number(), design.design()));
            }
        }
        Set<Place> front = new HashSet<>();
        for (Entry<IntegerGenes> entry : archive.entries()) {
            front.add(places.get(entry.genes().get(0)));
        }
        return front;
    }

    /// Whether a design is on the front of its cell and of all that differ from it in their seed only.
    boolean isMerged(Cell cell, DesignRow design) {
        return merged.contains(new Place(cell.number(), design.design()));
    }

    /// The searches that have several islands.
    List<Search> searches() {
        return searches;
    }
}
