package io.rooftile.campaign;

import io.rooftile.core.design.Family;
import io.rooftile.dse.Objective;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/// What cells are the product of.
///
/// @param effort further arguments of `rooftile explore`, the same for all
record Axes(
        List<Source> models,
        List<Source> boards,
        List<Family> families,
        List<List<Objective>> objectives,
        List<SortedMap<String, Double>> constraints,
        List<Long> seeds,
        List<String> effort) {
    /// How many cells there are.
    long count() {
        return (long) models.size()
                * boards.size()
                * families.size()
                * objectives.size()
                * constraints.size()
                * seeds.size();
    }

    /// By which the best designs are told where the file does not say.
    Objective firstObjective() {
        return objectives.isEmpty() ? Objective.LATENCY : objectives.getFirst().getFirst();
    }

    /// All cells, the last axis fastest. Axes of one entry are not in the id.
    List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (Source model : models) {
            for (Source board : boards) {
                for (Family family : families) {
                    for (List<Objective> set : objectives) {
                        for (SortedMap<String, Double> limits : constraints) {
                            for (long seed : seeds) {
                                String id = model.name() + "-" + board.name() + "-" + family.word()
                                        + part("o", objectives, set) + part("c", constraints, limits)
                                        + (seeds.size() == 1 ? "" : "-s" + seed);
                                cells.add(new Cell(
                                        cells.size() + 1, id, model, board, family, set, limits, seed, effort));
                            }
                        }
                    }
                }
            }
        }
        return cells;
    }

    private static <T> String part(String letter, List<T> axis, T entry) {
        return axis.size() == 1 ? "" : "-" + letter + (axis.indexOf(entry) + 1);
    }
}
