package io.rooftile.dse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.design.Family;
import io.rooftile.core.device.ResourceVector;
import io.rooftile.core.network.Network;
import io.rooftile.costmodel.BitOptions;
import io.rooftile.costmodel.Figures;
import io.rooftile.costmodel.Target;
import io.rooftile.costmodel.dataflow.DataflowSpace;
import io.rooftile.costmodel.overlay.OverlaySpace;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Both families of a perceptron on a small board.
class ExplorerTest {
    private static final Network NETWORK = Nets.perceptron(12, 10, 8, 3);

    private static Exploration explore(Target target, int threads, boolean isCancelled) {
        Explorer explorer = new Explorer(
                NETWORK,
                target,
                List.of(
                        OverlaySpace.of(NETWORK, target, BitOptions.AS_TRAINED),
                        DataflowSpace.of(NETWORK, target, BitOptions.AS_TRAINED)));
        SearchSettings settings = new SearchSettings(
                List.of(Family.OVERLAY, Family.DATAFLOW),
                Objective.STANDARD,
                5,
                threads,
                new SearchSettings.Effort(4000, null),
                40);
        return explorer.explore(settings, new Explorer.Control(() -> isCancelled, _ -> {}, () -> 0));
    }

    private static String text(FrontDesign design) {
        Figures figures = design.estimate().figures();
        StringBuilder text =
                new StringBuilder(design.id()).append(design.estimate().design());
        Objective.ALL.forEach(objective -> text.append(' ').append(objective.value(figures)));
        return text.append(design.estimate().layers()).toString();
    }

    private static List<String> texts(List<FrontDesign> designs) {
        return designs.stream().map(ExplorerTest::text).toList();
    }

    @Test
    void theAnswerIsTheSameWithAnyNumberOfThreads() {
        Target target = Targets.board("pynq-z2");
        Exploration alone = explore(target, 1, false);
        Exploration eight = explore(target, 8, false);
        assertEquals(texts(alone.front()), texts(eight.front()));
        assertEquals(texts(alone.familyFronts()), texts(eight.familyFronts()));
        assertEquals(alone.statistics(), eight.statistics());
        checkFronts(alone);
        for (Family family : Family.values()) {
            assertFalse(alone.familyFront(family).isEmpty());
        }
    }

    @Test
    void aCancelledSearchAnswersWithWhatItHas() {
        Exploration cancelled = explore(Targets.board("pynq-z2"), 2, true);
        checkFronts(cancelled);
        assertFalse(cancelled.front().isEmpty());
        cancelled.statistics().families().forEach(family -> assertEquals("cancelled", family.stopReason()));
    }

    @Test
    void whereNothingFitsTheNearestDesignsSayWhy() {
        Target board = Targets.board("pynq-z2");
        Target tiny = new Target(board.board(), new ResourceVector(40, 60, 1, 1, 0), board.coefficients());
        Exploration none = explore(tiny, 2, false);
        assertTrue(none.front().isEmpty() && none.familyFronts().isEmpty());
        assertEquals(
                List.of(Family.OVERLAY, Family.DATAFLOW),
                none.nearMisses().stream().map(NearMiss::family).toList());
        none.nearMisses().forEach(miss -> {
            assertFalse(miss.outcome().violations().isEmpty());
            miss.outcome().violations().forEach(violation -> assertTrue(violation.demand() > violation.limit()));
        });
    }

    /// The joint front holds no dominated design, and each design that is not on it is beaten or equalled there.
    private static void checkFronts(Exploration exploration) {
        for (FrontDesign design : exploration.front()) {
            assertTrue(exploration.front().stream().noneMatch(other -> dominates(other, design)));
            assertTrue(exploration.familyFronts().contains(design));
        }
        for (FrontDesign design : exploration.familyFronts()) {
            assertEquals(0, design.estimate().figures().violation);
            assertTrue(exploration.front().stream().anyMatch(other -> noWorse(other, design)));
        }
    }

    private static boolean noWorse(FrontDesign a, FrontDesign b) {
        return Objective.STANDARD.stream()
                .allMatch(objective -> objective.cost(a.estimate().figures())
                        <= objective.cost(b.estimate().figures()));
    }

    private static boolean dominates(FrontDesign a, FrontDesign b) {
        return noWorse(a, b) && !noWorse(b, a);
    }
}
