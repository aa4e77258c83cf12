package io.rooftile.costmodel.overlay;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.design.ArrayShape;
import io.rooftile.core.design.LoopOrder;
import io.rooftile.core.design.OverlayBuffers;
import io.rooftile.core.design.OverlayDesign;
import io.rooftile.core.design.OverlayNumbers;
import io.rooftile.core.design.Requantisation;
import io.rooftile.core.design.Tiling;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Window;
import io.rooftile.costmodel.Estimate;
import io.rooftile.costmodel.LayerEstimate;
import io.rooftile.costmodel.Outcome;
import io.rooftile.costmodel.fabric.TestTargets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A map of 6x5 pixels of 8 channels between two pointwise layers, each cut into two bands. On an engine with `PP` 2
/// and `ICP` 4 all of it is 6 rows of 3 words and 2 words of channels, 36 words of each bank; a band is 18.
final class ResidenceTest {
    private static final String STAYS = "stays on chip";

    private static OverlayDesign design(int featureWords) {
        return new OverlayDesign(
                100_000_000,
                new ArrayShape(2, 4, 4),
                new OverlayBuffers(featureWords, 64, 64),
                new OverlayNumbers(8, 8, Requantisation.EXACT, false),
                64,
                1,
                List.of(
                        new Tiling("conv0", 3, 5, 8, LoopOrder.WEIGHTS_OUTER),
                        new Tiling("conv1", 3, 5, 8, LoopOrder.WEIGHTS_OUTER)));
    }

    private static Estimate estimate(int featureWords) {
        NetworkBuilder b = new NetworkBuilder();
        Tensor between = b.convolution(b.input(1, 6, 5, 8), 8, Window.pointwise(), 1);
        Network network = b.build("two", b.convolution(between, 8, Window.pointwise(), 1));
        Outcome outcome = OverlayModel.estimate(network, design(featureWords), TestTargets.large());
        return outcome.estimate();
    }

    /// A beat has two words of 4 features, a row of a word of channels 3 beats of 8 bytes: the map is 6 x 2 x 24 =
    /// 288 bytes, which are neither stored nor loaded. Jobs differ by some instructions of 8 bytes.
    @Test
    void aMapThatHalfOfTheBanksHasRoomFor_isNotMoved() {
        Estimate kept = estimate(36);
        Estimate moved = estimate(35);
        assertTrue(kept.layers().getFirst().mapping().contains(STAYS));
        assertTrue(moved.layers().stream().map(LayerEstimate::mapping).noneMatch(text -> text.contains(STAYS)));
        long saved = moved.figures().offChipBytes - kept.figures().offChipBytes;
        assertTrue(Math.abs(saved - 2 * 288) <= 12 * Engine.INSTRUCTION_BYTES, () -> saved + " bytes");
        assertTrue(kept.figures().latencyCycles < moved.figures().latencyCycles);
    }

    /// Both bands of the maker are in the first half of the banks, the map has the second one for itself. What the
    /// host takes does not stay.
    @Test
    void theLastLayersMap_goesToMemory() {
        assertTrue(!estimate(36).layers().getLast().mapping().contains(STAYS));
    }
}
