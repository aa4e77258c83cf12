package io.rooftile.quantization.posttraining;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.rooftile.core.network.ActivationFunction.Kind;
import io.rooftile.core.network.Concat;
import io.rooftile.core.network.Elementwise;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.NumberFormat;
import io.rooftile.core.network.Pool;
import io.rooftile.core.network.Quantisation;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Upsample;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Which tensors share their numbers.
final class TensorGroupsTest {
    @Test
    void movesAndPools_shareAllAlongTheChain_andConcatsJoinTheirInputs() {
        Nets nets = new Nets(new SplittableRandom(1), 1, 6, 4, 3).convolution(5, Kind.RELU);
        Tensor left = nets.last();
        nets.convolution(2, Kind.RELU);
        Tensor right = nets.last();
        nets.concat(left)
                .pool(Pool.Kind.MAX)
                .pad()
                .transpose()
                .upsample(Upsample.Kind.NEAREST)
                .flatten();
        Tensor flat = nets.last();
        nets.dense(7, Kind.LINEAR);

        TensorGroups groups = TensorGroups.of(nets.network());

        String root = groups.root(flat.name());
        for (Tensor same : List.of(left, right)) {
            assertEquals(root, groups.root(same.name()));
        }
        assertNotEquals(root, groups.root("x"));
        assertNotEquals(root, groups.root(nets.last().name()));
    }

    @Test
    void trainedFormatsThatDiffer_areKeptApartByAConcat() {
        Tensor left = new Tensor("l", Shape.of(1, 5, 4, 3), NumberFormat.signed(6), Quantisation.perTensor(0.25, 0));
        Tensor right = left.withName("r").withFormat(NumberFormat.unsigned(3), Quantisation.perTensor(0.5, 0));
        Tensor same = left.withName("s");
        Tensor wide = Tensor.real("w", Shape.of(1, 5, 4, 9));
        Concat concat = new Concat("c", List.of(left, right, same), wide, 3);

        TensorGroups groups = TensorGroups.of(new Network("net", concat.inputs(), List.of(wide), List.of(concat)));

        assertEquals(groups.root("l"), groups.root("w"));
        assertEquals(groups.root("l"), groups.root("s"));
        assertEquals("r", groups.root("r"));
    }

    @Test
    void extremesShare_andSumsDoNot() {
        Nets nets = new Nets(new SplittableRandom(1), 1, 6, 4, 3).convolution(3, Kind.RELU);
        Tensor made = nets.last();
        nets.with(made, Elementwise.Kind.ADD, Kind.LINEAR);
        Tensor sum = nets.last();
        nets.withConstant(Elementwise.Kind.MINIMUM, Kind.LINEAR);

        TensorGroups groups = TensorGroups.of(nets.network());

        assertEquals(groups.root(sum.name()), groups.root(nets.last().name()));
        assertNotEquals(groups.root(made.name()), groups.root(sum.name()));
    }
}
