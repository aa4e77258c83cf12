package io.rooftile.modelimport.passes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rooftile.core.network.Activation;
import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.ActivationFunction.Kind;
import io.rooftile.core.network.Elementwise;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.NumberFormat;
import io.rooftile.core.network.Pool;
import io.rooftile.core.network.Quantisation;
import io.rooftile.core.network.Requantise;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Window;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class FuseActivationTest {
    private static final Window WINDOW = Window.valid(3, 2, 2, 1);

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"RELU", "RELU6", "TANH"})
    void goesIntoAConvolutionOfRealNumbers(Kind kind) {
        Tensor middle = Nets.tensor("middle", 1, 3, 4, 6);
        Network before = Nets.of(
                Nets.convolution(Nets.IN, middle, WINDOW, 2, true),
                activation(middle, Nets.tensor("out", 1, 3, 4, 6), kind));

        Network after = new FuseActivation().apply(before);

        assertEquals(List.of("Convolution"), Nets.types(after));
        assertEquals("out", after.layers().getFirst().output().name());
        Nets.assertSameResult(before, after);
    }

    @Test
    void goesIntoDenseElementwiseScaleShiftAndPool() {
        Tensor in = Nets.tensor("in", 1, 7, 5, 4);
        Tensor same = Nets.tensor("middle", 1, 7, 5, 4);
        Tensor wide = Nets.tensor("middle", 1, 7, 5, 3);
        Tensor pooled = Nets.tensor("middle", 1, 3, 4, 4);
        for (Layer layer : List.of(
                Nets.dense(in, wide, true),
                Nets.withConstant(Elementwise.Kind.MAXIMUM, in, same, Nets.random("operand", 4)),
                Nets.norm(in, same, ActivationFunction.LINEAR),
                new Pool("pool", in, pooled, Pool.Kind.MAX, WINDOW, ActivationFunction.LINEAR))) {
            Network before =
                    Nets.of(layer, activation(layer.output(), layer.output().withName("out"), Kind.RELU));

            assertEquals(List.of(layer.typeName()), Nets.types(new FuseActivation().apply(before)));
        }
    }

    @Test
    void staysWhereTheLayerBeforeHasAnActivationOrNoPlaceForOne() {
        Tensor middle = Nets.tensor("middle", 1, 3, 4, 6);
        Tensor out = Nets.tensor("out", 1, 3, 4, 6);
        Tensor later = Nets.tensor("later", 1, 3, 4, 6);
        Network before = Nets.of(
                Nets.convolution(Nets.IN, middle, WINDOW, 1, true).withActivation(ActivationFunction.RELU6),
                activation(middle, later, Kind.TANH),
                activation(later, out, Kind.RELU));

        assertEquals(before, new FuseActivation().apply(before));
    }

    @Test
    void staysWhereOthersReadTheLayerBefore() {
        Tensor middle = Nets.tensor("middle", 1, 3, 4, 6);
        Tensor relu = Nets.tensor("relu", 1, 3, 4, 6);
        Network before = Nets.of(
                Nets.convolution(Nets.IN, middle, WINDOW, 1, true),
                activation(middle, relu, Kind.RELU),
                new Elementwise(
                        "sum",
                        List.of(middle, relu),
                        Nets.tensor("out", 1, 3, 4, 6),
                        Elementwise.Kind.ADD,
                        null,
                        ActivationFunction.LINEAR));

        assertEquals(before, new FuseActivation().apply(before));
    }

    @ParameterizedTest
    @CsvSource({
        "RELU,  0.25, -128, true",
        "RELU6, 0.25, -128, true",
        "TANH,  0.25, -128, false",
        "RELU,  0.5,  -128, false",
        "RELU,  0.25, -127, false"
    })
    void goesIntoAQuantisedLayerOnlyAsAClampToTheSameScale(Kind kind, double scale, int zeroPoint, boolean fuses) {
        Tensor in = quantised("in", 1, 0);
        Tensor middle = quantised("middle", 0.25, -128);
        Tensor out = quantised("out", scale, zeroPoint);
        Pool pool = new Pool("pool", in, middle, Pool.Kind.AVERAGE, Window.pointwise(), ActivationFunction.LINEAR);

        Network after = new FuseActivation().apply(Nets.of(in, pool, activation(middle, out, kind)));

        assertEquals(fuses ? List.of("Pool") : List.of("Pool", "Activation"), Nets.types(after));
    }

    /// The real numbers between the two are not rounded: what a trained quantiser gives is what the layer gives.
    @Test
    void roundingBehindRealNumbersGoesIntoTheLayerThatMakesThem() {
        Tensor middle = Nets.tensor("middle", 1, 7, 5, 3);
        Tensor out =
                Nets.tensor("out", 1, 7, 5, 3).withFormat(NumberFormat.unsigned(6), Quantisation.perTensor(0.25, 0));
        for (Layer rounding : List.of(activation(middle, out, Kind.RELU), new Requantise("out", middle, out))) {
            Network before = Nets.of(Nets.dense(Nets.IN, middle, true), rounding);

            Network after = new FuseActivation().apply(before);

            assertEquals(List.of("Dense"), Nets.types(after));
            assertEquals(out, after.layers().getFirst().output());
            Nets.assertSameResult(before, after);
        }
    }

    @Test
    void theSameClampTwiceIsThatClamp() {
        Tensor middle = Nets.tensor("middle", 1, 7, 5, 3);
        Tensor out = Nets.tensor("out", 1, 7, 5, 3);
        Network before = Nets.of(
                Nets.dense(Nets.IN, middle, true).withActivation(ActivationFunction.RELU6),
                activation(middle, out, Kind.RELU6));

        Network after = new FuseActivation().apply(before);

        assertEquals(List.of("Dense"), Nets.types(after));
        Nets.assertSameResult(before, after);
    }

    @Test
    void roundingTwiceStays() {
        Tensor out = quantised("out", 0.5, 3);
        Network before = Nets.of(
                Nets.norm(Nets.IN, quantised("middle", 0.25, -128), ActivationFunction.LINEAR),
                new Requantise("out", quantised("middle", 0.25, -128), out));

        assertEquals(before, new FuseActivation().apply(before));
    }

    private static Tensor quantised(String name, double scale, int zeroPoint) {
        return Nets.tensor(name, 1, 7, 5, 4).withFormat(NumberFormat.INT8, Quantisation.perTensor(scale, zeroPoint));
    }

    private static Activation activation(Tensor input, Tensor output, Kind kind) {
        return new Activation(output.name(), input, output, ActivationFunction.of(kind));
    }
}
