package io.rooftile.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.calibration.feedback.Feedback;
import io.rooftile.calibration.feedback.Feedback.Circuits;
import io.rooftile.calibration.feedback.Feedback.Estimated;
import io.rooftile.calibration.feedback.Feedback.Found;
import io.rooftile.calibration.feedback.Feedback.Hardware;
import io.rooftile.calibration.feedback.Feedback.Placement;
import io.rooftile.calibration.feedback.FeedbackSet;
import io.rooftile.calibration.fit.Formulas;
import io.rooftile.core.device.ResourceVector;
import io.rooftile.costmodel.Target;
import io.rooftile.costmodel.fabric.Circuit;
import io.rooftile.dse.KnownFailure;
import io.rooftile.resourcedb.ResourceDatabase;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a search learns from measured designs on an iCEBreaker: 5,280 LUTs, clocks of 12 and 24 MHz.
final class LessonsTest {
    private static final ResourceDatabase DATABASE = ResourceDatabase.builtIn();
    private static final Target TARGET =
            Target.of(DATABASE.board("icebreaker"), DATABASE.coefficients(ResourceDatabase.OWN));
    private static final String FORMULAS = Formulas.hash(FamilyBoards.theory(DATABASE, "ice40"));
    private static final ResourceVector SEARCHED = new ResourceVector(4_412, 1_124, 7, 9, 0);
    private static final String PLACER = "nextpnr-ice40 0.4";

    private static Feedback row(String part, String formulas, String coefficients, long luts, Placement placement) {
        double[] windows = new double[Circuit.values().length];
        windows[List.of(Circuit.values()).indexOf(Circuit.WINDOW)] = 1_000;
        List<Double> terms = Arrays.stream(windows).boxed().toList();
        return new Feedback(
                new Hardware("net", "dataflow-001", "ice40", part, 5_280, "ab", 24_000_000),
                new Circuits(formulas, 11.4, terms, terms),
                new Estimated(coefficients, new ResourceVector(4_170, 1_004, 7, 9, 0), SEARCHED),
                new Found("Yosys 0.23", new ResourceVector(luts, 1_012, 7, 9, 0), placement));
    }

    private static Lessons lessons(Feedback row, Target target) {
        return Lessons.of(new FeedbackSet("mine.csv", List.of(row)), target, DATABASE);
    }

    private static Lessons lessons(long luts, Placement placement) {
        return lessons(row("ice40up5k", FORMULAS, TARGET.coefficients().id(), luts, placement), TARGET);
    }

    @Test
    void designThatFits_atItsClock_teachesNothing() {
        assertEquals(Lessons.NONE, lessons(4_448, new Placement.None()));
        assertEquals(Lessons.NONE, lessons(5_280, new Placement.Routed(PLACER, 1, 24_000_000)));
    }

    @Test
    void aLutMoreThanThePartHas_orNoRoomToPlaceIt_isTooLarge() {
        List<KnownFailure> tooLarge = List.of(new KnownFailure.TooLarge("net/dataflow-001", SEARCHED));
        assertEquals(tooLarge, lessons(5_281, new Placement.None()).failures());
        assertEquals(tooLarge, lessons(4_448, new Placement.Failed(PLACER)).failures());
    }

    /// 21.38 MHz is 14 steps of 1.5 MHz and a bit: 21 MHz, which the PLL makes as 12 MHz * 56 / 32.
    @Test
    void missedClock_addsOneThatTheBoardHas() {
        Lessons lessons = lessons(4_448, new Placement.Routed(PLACER, 1, 21_383_970));
        assertEquals(List.of(new KnownFailure.TooFast("net/dataflow-001", 4_412, 21_383_970)), lessons.failures());
        assertEquals(List.of(21_000_000L), lessons.clocksHertz());
        assertEquals(
                List.of(12_000_000L, 21_000_000L, 24_000_000L),
                lessons.target(TARGET).board().part().clocksHertz());
        assertTrue(lessons.words("mine.csv").contains("1 missed their clock, and 21.0 MHz is tried"));
        // Below 16 MHz the PLL makes none, so that the oscillator's 12 MHz is next, which is there already.
        assertEquals(
                List.of(),
                lessons(4_448, new Placement.Routed(PLACER, 1, 15_900_000)).clocksHertz());
        assertEquals(
                List.of(),
                lessons(4_448, new Placement.Routed(PLACER, 1, 11_900_000)).clocksHertz());
    }

    /// By theory the 1,000 LUTs of windows are 1,000 where the former set said 4,170: 3,170 less of 4,412. Flip-flops
    /// likewise 1,000 - 1,004.
    @Test
    void estimateWithOtherCoefficients_isMadeAnew() {
        Target theory = FamilyBoards.theory(DATABASE, "ice40");
        Feedback row = row("ice40up5k", FORMULAS, "rooftile-0", 5_281, new Placement.None());
        assertEquals(
                List.of(new KnownFailure.TooLarge("net/dataflow-001", new ResourceVector(1_242, 1_120, 7, 9, 0))),
                lessons(row, theory).failures());
    }

    @Test
    void otherParts_andOtherFormulas_teachNothing() {
        Feedback elsewhere = row("ice40hx8k", FORMULAS, "rooftile-0", 9_999, new Placement.None());
        assertEquals(Lessons.NONE, lessons(elsewhere, TARGET));
        Feedback former = row("ice40up5k", "00", "rooftile-0", 9_999, new Placement.None());
        assertEquals(new Lessons(List.of(), List.of(), 1), lessons(former, TARGET));
        assertTrue(
                lessons(former, TARGET).words("mine.csv").contains("1 are left out: formulas or hardware were others"));
    }
}
