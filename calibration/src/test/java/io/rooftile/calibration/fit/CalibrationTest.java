package io.rooftile.calibration.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.calibration.experiment.Laboratory;
import io.rooftile.calibration.experiment.Measured;
import io.rooftile.calibration.experiment.Subject;
import io.rooftile.calibration.fit.Calibration.OfArchitecture;
import io.rooftile.core.device.ResourceVector;
import io.rooftile.costmodel.Target;
import io.rooftile.costmodel.fabric.Circuit;
import io.rooftile.resourcedb.ResourceDatabase;
import java.util.ArrayList;
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
