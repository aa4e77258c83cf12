package io.rooftile.calibration.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.calibration.experiment.Laboratory;
import io.rooftile.calibration.experiment.Measured;
import io.rooftile.calibration.experiment.Subject;
import io.rooftile.calibration.feedback.Feedback;
import io.rooftile.calibration.fit.Calibration.OfArchitecture;
import io.rooftile.core.device.ResourceVector;
import io.rooftile.costmodel.Target;
import io.rooftile.costmodel.fabric.Circuit;
import io.rooftile.resourcedb.ResourceDatabase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class CalibrationTest {
    private static final ResourceDatabase DATABASE = ResourceDatabase.builtIn();
    private static final Target THEORY =
            Target.of(DATABASE.board("ulx3s-85f"), DATABASE.coefficients(ResourceDatabase.THEORY));
    private static final int DESIGNS = 60;

    @Test
    void termsOfCircuits_addUpToTheEstimate() {
        for (int number = 1; number <= 12; number++) {
            CircuitTerms terms =
                    CircuitTerms.of(Subject.of(number, THEORY.board().part()), THEORY);
            // Each stage is rounded up by less than a block.
            double most = terms.luts().length;
            assertEquals((double) terms.resources().lut(), sum(terms.luts()), most, "design " + number);
            assertEquals((double) terms.resources().ff(), sum(terms.ffs()), most, "design " + number);
        }
    }

    /// Synthesis that makes 0.8 of each LUT of products and 1.3 of each of windows, and 0.9 of each flip-flop.
    @Test
    void factorsThatMadeTheMeasurements_predictHeldOutDesigns() {
        Calibration calibration = Calibration.of(madeUp(DESIGNS), _ -> THEORY);
        OfArchitecture found = found(calibration);
        assertEquals(DESIGNS, found.designs());
        assertEquals(DESIGNS, found.dspExact());
        for (FigureFit fit : found.fits()) {
            double[] theory = Compared.sizes(fit.heldOut(), Compared::theoryFraction);
            double[] fitted = Compared.sizes(fit.heldOut(), Compared::fraction);
            assertEquals(DESIGNS, fitted.length);
            assertTrue(theory[DESIGNS / 2] > 0.02, fit.figure() + " theory " + theory[DESIGNS / 2]);
            assertTrue(fitted[DESIGNS / 2] < 0.01, fit.figure() + " fitted " + fitted[DESIGNS / 2]);
        }
        FigureFit ffs = found.fits().getLast();
        assertEquals(0.9, ffs.coefficients().get(List.of(Circuit.values()).indexOf(Circuit.ACCUMULATOR)), 0.05);
        assertEquals(
                ffs.coefficients().get(List.of(Circuit.values()).indexOf(Circuit.ACCUMULATOR)),
                Objects.requireNonNull(Objects.requireNonNull(
                                        calibration.coefficients().get("ecp5"))
                                .get(Circuit.ACCUMULATOR.ffsFactor()))
                        .value(),
                1e-3);
    }

    @Test
    void fewDesigns_leaveTheory() {
        Calibration calibration = Calibration.of(madeUp(5), _ -> THEORY);
        assertEquals(List.of(), found(calibration).fits());
    }

    @Test
    void otherHardware_isLeftOut() {
        Measured good = madeUp(1).getFirst();
        Measured stale = new Measured(good.architecture(), good.number(), "00", good.tool(), good.resources());
        Calibration calibration = Calibration.of(List.of(stale), _ -> THEORY);
        assertEquals(List.of(stale), calibration.stale());
        assertTrue(calibration.byArchitecture().isEmpty());
    }

    /// Ten designs of products alone, of which synthesis makes 0.8, and ten of windows alone, of which it makes 1.2.
    ///
    /// All of theory is off by the median of the ratios: of the 20 in order, the 11th, which is 1.2. Factors
    /// are held to it as by a row of weight 2. Each kind has rows of its own; over the common factor a product's
    /// row is 1.2 / 0.8 = 1.5 of what was measured, and a window's 1. Windows: factor 1.2. Products: ten rows of
    /// weight `w` and amount 1.5 against one of weight 4 and amount 1: `c = (10 w 1.5 + 4) / (10 w 2.25 + 4)`;
    /// with `w = 1 / 0.02`, the most, it is 754 / 1129 = 0.66785, of which the error 0.0018 is within the 0.02.
    /// So 1.2 * 0.66785 = 0.80142.
    @Test
    void usersDesigns_moveFactorsAsDerivedByHand() {
        List<Feedback> own = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            own.add(alone(Circuit.LUT_PRODUCT, 1_000, 800, "a" + i));
            own.add(alone(Circuit.WINDOW, 1_000, 1_200, "b" + i));
        }
        Calibration calibration = Calibration.of(List.of(), own, _ -> THEORY);
        assertEquals(20, found(calibration).designs());
        assertEquals(0.8014, factor(calibration, Circuit.LUT_PRODUCT.lutsFactor()));
        assertEquals(1.2, factor(calibration, Circuit.WINDOW.lutsFactor()));
        assertEquals(List.of("lfe5u-85f"), found(calibration).parts());
        assertTrue(found(calibration).source().contains("20 of a user's own mapped by Yosys 0.23"));
    }

    /// Windows of which synthesis makes twice the theory, beside the experiment, of which it makes what theory says.
    @Test
    void usersDesigns_areFittedWithTheExperiment_eachHardwareOnce() {
        Calibration before = Calibration.of(madeUp(20), _ -> THEORY);
        List<Feedback> own = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            own.add(alone(Circuit.WINDOW, 1_000, 2_000, "a" + i));
        }
        own.add(own.getFirst());
        Calibration after = Calibration.of(madeUp(20), own, _ -> THEORY);
        assertEquals(40, found(after).designs());
        assertTrue(factor(before, Circuit.WINDOW.lutsFactor()) < 1.5);
        assertTrue(factor(after, Circuit.WINDOW.lutsFactor()) > 1.9);
    }

    private static double factor(Calibration calibration, String name) {
        return Objects.requireNonNull(
                        Objects.requireNonNull(calibration.coefficients().get("ecp5"))
                                .get(name))
                .value();
    }

    /// A design of one kind of circuit.
    private static Feedback alone(Circuit circuit, double theoryLuts, long measuredLuts, String sha256) {
        double[] amounts = new double[Circuit.values().length];
        amounts[List.of(Circuit.values()).indexOf(circuit)] = theoryLuts;
        List<Double> terms = Arrays.stream(amounts).boxed().toList();
        ResourceVector none = new ResourceVector(1, 1, 0, 0, 0);
        return new Feedback(
                new Feedback.Hardware("net", sha256, "ecp5", "lfe5u-85f", 83_640, sha256, 50_000_000),
                new Feedback.Circuits("f", 3, terms, terms),
                new Feedback.Estimated("theory-0", none, none),
                new Feedback.Found(
                        "Yosys 0.23",
                        new ResourceVector(measuredLuts, measuredLuts, 0, 0, 0),
                        new Feedback.Placement.None()));
    }

    @Test
    void hashOfFormulas_isOfAllKindsOfCircuits_andOfTheirFactors() {
        double[] luts = new double[Circuit.values().length];
        for (int number = 1; number <= Formulas.PROBES; number++) {
            CircuitTerms terms =
                    CircuitTerms.of(Subject.of(number, THEORY.board().part()), THEORY);
            for (int i = 0; i < luts.length; i++) {
                luts[i] += terms.luts()[i] + terms.ffs()[i];
            }
        }
        for (Circuit circuit : Circuit.values()) {
            assertTrue(luts[List.of(Circuit.values()).indexOf(circuit)] > 0, circuit + " is in no probe");
        }
        Target fitted = Target.of(DATABASE.board("ulx3s-85f"), DATABASE.coefficients(ResourceDatabase.OWN));
        assertEquals(Formulas.hash(THEORY), Formulas.hash(THEORY));
        assertNotEquals(Formulas.hash(THEORY), Formulas.hash(fitted));
    }

    private static OfArchitecture found(Calibration calibration) {
        return Objects.requireNonNull(calibration.byArchitecture().get("ecp5"));
    }

    private static List<Measured> madeUp(int designs) {
        List<Measured> measured = new ArrayList<>();
        for (int number = 1; number <= designs; number++) {
            Subject subject = Subject.of(number, THEORY.board().part());
            CircuitTerms terms = CircuitTerms.of(subject, THEORY);
            double luts = sum(terms.luts())
                    - 0.2 * of(terms.luts(), Circuit.LUT_PRODUCT)
                    + 0.3 * of(terms.luts(), Circuit.WINDOW);
            measured.add(new Measured(
                    "ecp5",
                    number,
                    Laboratory.hash(subject),
                    "Yosys 0.23",
                    new ResourceVector(
                            Math.round(luts),
                            Math.round(0.9 * sum(terms.ffs())),
                            terms.resources().dsp(),
                            terms.resources().bram(),
                            0)));
        }
        return measured;
    }

    private static double of(double[] terms, Circuit circuit) {
        return terms[List.of(Circuit.values()).indexOf(circuit)];
    }

    private static double sum(double[] terms) {
        double sum = 0;
        for (double term : terms) {
            sum += term;
        }
        return sum;
    }
}
