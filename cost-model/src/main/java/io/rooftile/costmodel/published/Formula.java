package io.rooftile.costmodel.published;

import io.rooftile.core.UserInputException;
import io.rooftile.core.device.Coefficients;
import java.util.ArrayList;
import java.util.List;

/// `figure = sum of coefficient * amount`, with coefficients of one section of one coefficient set.
///
/// @param set name of the coefficient set: `dpu`
/// @param section of the set, where parts have their architecture: `dpuczdx8g`
/// @param figure what comes out; every coefficient's name starts with it, so that two figures never share one
/// @param terms in the order of their description; always the same names for the same figure
public record Formula(String set, String section, String figure, List<Term> terms) {
    public Formula {
        terms = List.copyOf(terms);
    }

    /// Starts a formula without terms.
    public static Formula of(String set, String section, String figure) {
        return new Formula(set, section, figure, List.of());
    }

    /// A copy with one more term.
    ///
    /// @param name what the coefficient stands for; the figure is put in front of it
    /// @param unit of the coefficient
    public Formula plus(String name, String unit, double amount) {
        List<Term> longer = new ArrayList<>(terms);
        longer.add(new Term(figure + "_" + name, unit, amount));
        return new Formula(set, section, figure, longer);
    }

    /// The figure.
    ///
    /// @throws UserInputException when the set lacks a coefficient
    public double value(Coefficients coefficients) {
        double sum = 0;
        for (Term term : terms) {
            sum += coefficients.get(section, term.coefficient(), term.unit()).value() * term.amount();
        }
        return sum;
    }
}
