package io.rooftile.campaign;

import io.rooftile.core.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/// What a campaign file asks for.
///
/// @param name the file's, without ending
/// @param cells at least one, in the order of the file
/// @param followUp what to do with the best designs of each
public record Plan(String name, List<Cell> cells, FollowUp followUp) {
    public Plan {
        cells = List.copyOf(cells);
    }

    /// Whether tools run on the best designs, which takes longer than all the rest.
    public boolean hasTools() {
        return followUp.actions().stream().anyMatch(action -> action != FollowUp.Action.REPORT);
    }

    /// SHA-256 over all that the result depends on: the cells, the bytes of models and boards, the version of Rooftile.
    /// Comments and the order of keys in the file are not among it.
    String digest(String version) {
        String all = version + "\n" + followUp.identity() + "\n"
                + cells.stream().map(Cell::identity).collect(Collectors.joining("\n\n"));
        return HexFormat.of().formatHex(Sha256.digest().digest(all.getBytes(StandardCharsets.UTF_8)));
    }
}
