package io.rooftile.core.dataflow;

import java.util.List;

/// Cells and the links between them.
///
/// @param cells each behind all that feed it
/// @param links each from one cell's output to one cell's input
/// @param inputWords words of one inference, by input of the circuit
/// @param outputWords words of one inference, by output of the circuit
public record Circuit(List<Cell> cells, List<Link> links, List<Long> inputWords, List<Long> outputWords) {
    /// Stands for the world outside in a [Link]; its port is the input or output of the circuit.
    public static final int OUTSIDE = -1;

    /// One link.
    ///
    /// @param from index of the cell that gives, or [#OUTSIDE]
    /// @param fromPort which of its outputs
    /// @param to index of the cell that takes, or [#OUTSIDE]
    /// @param toPort which of its inputs
    public record Link(int from, int fromPort, int to, int toPort) {}

    /// @throws IllegalArgumentException when a port is linked twice or not at all, or a cell stands before one that
    ///     feeds it
    public Circuit {
        cells = List.copyOf(cells);
        links = List.copyOf(links);
        inputWords = List.copyOf(inputWords);
        outputWords = List.copyOf(outputWords);
        long ports = (long) inputWords.size() + outputWords.size();
        for (Cell cell : cells) {
            ports += (long) cell.inputs() + cell.outputs();
        }
        long ends = links.stream()
                        .map(link -> List.of(link.from(), link.fromPort()))
                        .distinct()
                        .count()
                + links.stream()
                        .map(link -> List.of(link.to(), link.toPort()))
                        .distinct()
                        .count();
        if (ports != ends || ports != 2L * links.size()) {
            throw new IllegalArgumentException("each of the " + ports + " ports must be on one link, but " + ends
                    + " were on " + links.size() + " links");
        }
        for (Link link : links) {
            if (link.to() != OUTSIDE && link.from() >= link.to()) {
                throw new IllegalArgumentException(cells.get(link.to()).name() + " stands before a cell that feeds it");
            }
        }
    }

    /// This circuit with other cells in the same places.
    public Circuit withCells(List<Cell> others) {
        return new Circuit(others, links, inputWords, outputWords);
    }
}
