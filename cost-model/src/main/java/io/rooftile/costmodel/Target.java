package io.rooftile.costmodel;

import io.rooftile.core.device.Board;
import io.rooftile.core.device.Coefficient;
import io.rooftile.core.device.Coefficients;
import io.rooftile.core.device.ResourceVector;

/// What designs are estimated for.
///
/// @param budget blocks a design may use: what the board leaves, times the share that still routes
/// @param isRobust whether a design must fit with the pessimistic end of what its estimate may be off by
public record Target(Board board, ResourceVector budget, Coefficients coefficients, boolean isRobust) {
    /// One for which estimates are taken as they are.
    public Target(Board board, ResourceVector budget, Coefficients coefficients) {
        this(board, budget, coefficients, false);
    }

    /// The same, with designs that fit by the pessimistic end of their estimates.
    public Target robust() {
        return new Target(board, budget, coefficients, true);
    }

    /// The same with a board of the same blocks.
    public Target withBoard(Board newBoard) {
        return new Target(newBoard, budget, coefficients, isRobust);
    }

    /// The same with another budget.
    public Target withBudget(ResourceVector newBudget) {
        return new Target(board, newBudget, coefficients, isRobust);
    }

    /// The budget that the coefficient set's utilisation limits leave on a board.
    public static Target of(Board board, Coefficients coefficients) {
        ResourceVector available = board.available();
        String architecture = board.part().architecture();
        ResourceVector budget = new ResourceVector(
                limited(available.lut(), architecture, "lut_utilisation_limit", coefficients),
                limited(available.ff(), architecture, "ff_utilisation_limit", coefficients),
                limited(available.dsp(), architecture, "dsp_utilisation_limit", coefficients),
                limited(available.bram(), architecture, "bram_utilisation_limit", coefficients),
                limited(available.uram(), architecture, "uram_utilisation_limit", coefficients));
        return new Target(board, budget, coefficients);
    }

    private static long limited(long available, String architecture, String name, Coefficients coefficients) {
        return (long) Math.floor(
                available * coefficients.get(architecture, name, "fraction").value());
    }

    /// One coefficient of the board's architecture.
    public Coefficient coefficient(String name, String unit) {
        return coefficients.get(board.part().architecture(), name, unit);
    }
}
