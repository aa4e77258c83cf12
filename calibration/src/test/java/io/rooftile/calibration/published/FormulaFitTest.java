package io.rooftile.calibration.published;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rooftile.costmodel.published.Formula;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FormulaFitTest {
    private static Formula line(double amount) {
        return Formula.of("set", "section", "y").plus("slope", "1", amount).plus("offset", "1", 1);
    }

    @Test
    void fit_withOneRowFarOff_followsTheOthers() {
        List<Formula> formulas = new ArrayList<>();
        double[] figures = new double[11];
        for (int i = 0; i < 11; i++) {
            formulas.add(line(i + 1));
            figures[i] = 3 * (i + 1) + 5;
        }
        figures[4] *= 20;
        double[] fitted = FormulaFit.of(formulas, figures);
        assertEquals(3, fitted[0], 0.02);
        assertEquals(5, fitted[1], 0.05);
    }

    @Test
    void fit_weighsRelativeErrors() {
        // Middle of the relative errors, not of the figures: three of four rows say 2, the largest says 3.
        List<Formula> formulas = new ArrayList<>();
        double[] amounts = {1, 10, 100, 1000};
        double[] figures = {2, 20, 200, 3000};
        for (double amount : amounts) {
            formulas.add(Formula.of("set", "section", "y").plus("slope", "1", amount));
        }
        assertEquals(2, FormulaFit.of(formulas, figures)[0], 0.02);
    }

    @Test
    void fit_ofATermThatNoRowHas_isZero() {
        List<Formula> formulas = List.of(
                Formula.of("set", "section", "y").plus("a", "1", 2).plus("b", "1", 0),
                Formula.of("set", "section", "y").plus("a", "1", 3).plus("b", "1", 0));
        assertArrayEquals(new double[] {5, 0}, FormulaFit.of(formulas, new double[] {10, 15}), 1e-9);
    }
}
