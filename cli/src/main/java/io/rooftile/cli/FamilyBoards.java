package io.rooftile.cli;

import io.rooftile.core.device.Board;
import io.rooftile.costmodel.Target;
import io.rooftile.resourcedb.ResourceDatabase;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// A board for each family of parts, on which the experiment is measured and its formulas are compared.
final class FamilyBoards {
    /// Of the families that the experiment is measured on.
    private static final Map<String, String> BOARDS =
            new TreeMap<>(Map.of("xc7", "pynq-z2", "xcup", "zcu102", "ecp5", "ulx3s-85f", "ice40", "icebreaker"));

    private FamilyBoards() {}

    static Set<String> families() {
        return BOARDS.keySet();
    }

    /// The experiment's board of a family.
    static Optional<Board> find(ResourceDatabase database, String architecture) {
        return Optional.ofNullable(BOARDS.get(architecture)).map(database::board);
    }

    /// A board of an architecture, whether the experiment is measured on it or not, and factors that are 1.
    ///
    /// @throws IllegalArgumentException when there is no such architecture
    static Target theory(ResourceDatabase database, String architecture) {
        Board board = find(database, architecture)
                .or(() -> database.boardNames().stream()
                        .map(database::board)
                        .filter(known -> known.part().architecture().equals(architecture))
                        .findFirst())
                .orElseThrow(() -> new IllegalArgumentException("no board has a part of " + architecture));
        return Target.of(board, database.coefficients(ResourceDatabase.THEORY));
    }
}
