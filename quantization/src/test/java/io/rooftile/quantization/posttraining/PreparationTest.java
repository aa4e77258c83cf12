package io.rooftile.quantization.posttraining;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rooftile.core.network.Activation;
import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.ActivationFunction.Kind;
import io.rooftile.core.network.Convolution;
import io.rooftile.core.network.Elementwise;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Tensor;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Prepared networks have the layers that integers can compute, and compute the same.
final class PreparationTest {
    private final SplittableRandom random = new SplittableRandom(3);

    private Nets nets() {
        return new Nets(random, 1, 5, 4, 3);
    }

    private List<String> prepared(Network network) {
        Network prepared = Preparation.of(network);
        float[] rows = Nets.rows(random, network, 7);
        assertArrayEquals(Nets.real(network, rows), Nets.real(prepared, rows), 1e-5f);
        return prepared.layers().stream().map(PreparationTest::describe).toList();
    }

    private static String describe(Layer layer) {
        return switch (layer) {
            case Convolution it ->
                it.name() + " " + it.groups() + " " + it.activation().kind();
            case Elementwise it ->
                it.name() + " " + it.kind() + " " + it.activation().kind();
            case Activation it -> it.name() + " " + it.function().kind();
            default -> layer.name();
        };
    }

    @Test
    void scaleShift_becomesADepthwiseConvolution() {
        assertEquals(
                List.of("conv0 1 LINEAR", "norm1 7 RELU"),
                prepared(
                        nets().convolution(7, Kind.LINEAR).scaleShift(Kind.RELU).network()));
    }

    @Test
    void scaleShiftsOfOneTensor_areAllKept() {
        Nets nets = nets().convolution(7, Kind.RELU);
        Tensor branched = nets.last();
        Tensor left = nets.scaleShift(Kind.LINEAR).last();
        nets.from(branched).scaleShift(Kind.RELU).with(left, Elementwise.Kind.ADD, Kind.LINEAR);

        assertEquals(
                List.of("conv0 1 RELU", "norm1 7 LINEAR", "norm2 7 RELU", "with3 ADD LINEAR"),
                prepared(nets.network()));
    }

    @Test
    void activationThatIsNoClamp_becomesALayerOfItsOwn() {
        assertEquals(
                List.of("conv0 1 LINEAR", "conv0:activation TANH", "norm1 7 LINEAR", "norm1:activation SIGMOID"),
                prepared(nets().convolution(7, Kind.TANH)
                        .scaleShift(Kind.SIGMOID)
                        .network()));
        assertEquals("conv0", Preparation.trainedLayer("conv0:activation"));
        assertEquals("conv0", Preparation.trainedLayer("conv0"));
    }

    @Test
    void clampBehindASum_goesIntoIt() {
        assertEquals(
                List.of("conv0 1 RELU6", "constant2 ADD RELU"),
                prepared(nets().convolution(7, Kind.LINEAR)
                        .activation(ActivationFunction.RELU6)
                        .withConstant(Elementwise.Kind.ADD, Kind.LINEAR)
                        .activation(ActivationFunction.RELU)
                        .network()));
    }

    @Test
    void clampOfASumThatIsReadTwice_staysApart() {
        Nets nets = nets().convolution(7, Kind.LINEAR);
        Tensor sum = nets.last();
        nets.activation(ActivationFunction.RELU).with(sum, Elementwise.Kind.ADD, Kind.LINEAR);

        assertEquals(List.of("conv0 1 LINEAR", "function1 RELU", "with2 ADD LINEAR"), prepared(nets.network()));
    }

    @Test
    void clampOfAnExtreme_staysApart() {
        assertEquals(
                List.of(
                        "constant0 MAXIMUM LINEAR",
                        "constant0:activation RELU6",
                        "constant1 MINIMUM LINEAR",
                        "function2 RELU"),
                prepared(nets().withConstant(Elementwise.Kind.MAXIMUM, Kind.RELU6)
                        .withConstant(Elementwise.Kind.MINIMUM, Kind.LINEAR)
                        .activation(ActivationFunction.RELU)
                        .network()));
    }
}
