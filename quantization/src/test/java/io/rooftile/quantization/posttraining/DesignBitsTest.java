package io.rooftile.quantization.posttraining;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.rooftile.core.design.ArrayShape;
import io.rooftile.core.design.DataflowDesign;
import io.rooftile.core.design.IllegalDesignException;
import io.rooftile.core.design.MultiplierStyle;
import io.rooftile.core.design.OverlayBuffers;
import io.rooftile.core.design.OverlayDesign;
import io.rooftile.core.design.OverlayNumbers;
import io.rooftile.core.design.Requantisation;
import io.rooftile.core.design.Stage;
import io.rooftile.core.design.WeightStorage;
import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Dense;
import io.rooftile.core.network.Elementwise;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Parameters;
import io.rooftile.core.network.Reshape;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Tensor;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `x -> a -> flat -> b`, and `sum = b + b2` with `b2` made of `flat` too.
class DesignBitsTest {
    private static final Tensor X = Tensor.real("x", Shape.of(1, 2));
    private static final Tensor A = Tensor.real("a", Shape.of(1, 3));
    private static final Tensor FLAT = Tensor.real("flat", Shape.of(1, 3));
    private static final Tensor B = Tensor.real("b", Shape.of(1, 4));
    private static final Tensor B2 = Tensor.real("b2", Shape.of(1, 4));
    private static final Tensor SUM = Tensor.real("sum", Shape.of(1, 4));

    private static final Network NETWORK = new Network(
            "net",
            List.of(X),
            List.of(SUM),
            List.of(
                    dense("first", X, A),
                    new Reshape("move", A, FLAT),
                    dense("left", FLAT, B),
                    dense("right", FLAT, B2),
                    new Elementwise(
                            "join", List.of(B, B2), SUM, Elementwise.Kind.ADD, null, ActivationFunction.LINEAR)));

    private static Dense dense(String name, Tensor in, Tensor out) {
        Shape shape = Shape.of(out.shape().channels(), in.shape().channels());
        Parameters learned = new Parameters(Constant.absent(Tensor.real(name + "/weights", shape)), null);
        return new Dense(name, in, out, learned, ActivationFunction.LINEAR);
    }

    private static Stage stage(String layer, int weightBits, int activationBits) {
        return new Stage(layer, 1, 1, weightBits, activationBits, WeightStorage.LUT_RAM, MultiplierStyle.LUT);
    }

    @Test
    void of_pipeline_givesEachLayerTheMostBitsThatAReaderTakes() {
        DataflowDesign design = new DataflowDesign(
                100_000_000,
                Requantisation.EXACT,
                List.of(stage("first", 5, 7), stage("left", 3, 4), stage("right", 6, 9), stage("join", 0, 12)));

        BitAssignment bits = new DesignBits(NETWORK).of(design);

        assertEquals(7, bits.inputBits());
        assertEquals(Map.of("first", 5, "left", 3, "right", 6), bits.weightBits());
        // `first` is read by left (4 bits) and right (9) behind a reshape; left and right by join.
        assertEquals(Map.of("first", 9, "left", 12, "right", 12), bits.activationBits());
        assertEquals(16, bits.ofOutput("join"));
    }

    @Test
    void of_overlay_givesAllLayersTheSame() {
        OverlayDesign design = new OverlayDesign(
                100_000_000,
                new ArrayShape(1, 2, 4),
                new OverlayBuffers(64, 128, 256),
                new OverlayNumbers(6, 4, Requantisation.EXACT, false),
                32,
                1,
                List.of());

        BitAssignment bits = new DesignBits(NETWORK).of(design);

        assertEquals(6, bits.inputBits());
        assertEquals(4, bits.ofWeights("left"));
        assertEquals(6, bits.ofOutput("right"));
    }

    @Test
    void of_pipelineOfAnotherNetwork_isRefused() {
        DataflowDesign design = new DataflowDesign(100_000_000, Requantisation.EXACT, List.of(stage("other", 5, 7)));

        assertThrows(IllegalArgumentException.class, () -> new DesignBits(NETWORK).of(design));
    }

    private static String refusal(Stage changed) {
        List<Stage> stages = Stream.of(
                        stage("first", 5, 7), stage("left", 3, 4), stage("right", 6, 9), stage("join", 0, 12))
                .map(stage -> stage.layer().equals(changed.layer()) ? changed : stage)
                .toList();
        DataflowDesign design = new DataflowDesign(100_000_000, Requantisation.EXACT, stages);
        return String.valueOf(assertThrows(IllegalDesignException.class, () -> DesignBits.require(NETWORK, design))
                .getMessage());
    }

    @Test
    void require_refusesBitsThatWouldBecomeOthers() {
        assertEquals("layer left: weight bits must be 2 to 16, but were 1", refusal(stage("left", 1, 4)));
        assertEquals("layer left: weight bits must be 2 to 16, but were 17", refusal(stage("left", 17, 4)));
        assertEquals("layer join: activation bits must be 2 to 16, but were 1", refusal(stage("join", 0, 1)));
        assertEquals("the network has no layer other", refusalOfOther());
        assertDoesNotThrow(() -> DesignBits.require(
                NETWORK,
                new DataflowDesign(
                        100_000_000, Requantisation.EXACT, List.of(stage("first", 2, 16), stage("join", 0, 2)))));
    }

    private static String refusalOfOther() {
        DataflowDesign design = new DataflowDesign(100_000_000, Requantisation.EXACT, List.of(stage("other", 5, 7)));
        return String.valueOf(assertThrows(IllegalDesignException.class, () -> DesignBits.require(NETWORK, design))
                .getMessage());
    }
}
