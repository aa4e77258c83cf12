package io.rooftile.quantization.oracle;

import io.rooftile.quantization.oracle.LinearOps.Scales;
import java.util.random.RandomGenerator;

/// Random models of three to eight operations: convolutions, perhaps a residual sum and a depthwise convolution, a
/// pool, a dense layer, softmax.
public final class RandomChains {
    private RandomChains() {}

    /// A model whose inputs are of a type.
    public static TestNet of(ElementType type, RandomGenerator random) {
        TfLiteModelWriter writer = new TfLiteModelWriter();
        LinearOps linear = new LinearOps(writer, random);
        ActivationOps activations = new ActivationOps(writer, random);
        MapOps maps = new MapOps(writer, random);
        Scales scales = type == ElementType.UINT8 ? Scales.ONE : Scales.PER_CHANNEL;

        Signal map = RandomNets.mapInput(writer, type, random);
        map = linear.convolution(map, map.channels() + 2, new Sliding(3, 2, 1, 2, 1, 1, random.nextBoolean()), scales);
        if (random.nextBoolean()) {
            Signal branch = linear.convolution(map, map.channels(), new Sliding(2, 3, 1, 1, 1, 1, true), scales);
            map = new ElementwiseOps(writer, random).of(ElementwiseOps.Kind.ADD, map, branch);
        }
        if (random.nextBoolean()) {
            map = linear.depthwise(map, random.nextInt(1, 3), new Sliding(3, 2, 2, 1, 1, 1, true), scales);
        }
        Signal vector =
                switch (random.nextInt(3)) {
                    case 0 -> maps.mean(map, false, true);
                    case 1 -> flattened(maps, maps.pool(map, true, new Sliding(2, 3, 1, 2, 1, 1, false)));
                    default -> flattened(maps, maps.pool(map, false, new Sliding(2, 2, 2, 1, 1, 1, true)));
                };
        Signal logits = linear.logits(vector, random.nextInt(5, 12), random.nextBoolean() ? Scales.ONE : scales);
        if (random.nextBoolean()) {
            return writer.finish("CHAIN " + type, logits);
        }
        // A beta that leaves more than the largest logit, whatever their scale.
        float beta = (float) (1.5 / (logits.scale() * logits.spread()));
        return writer.finish("CHAIN " + type + " SOFTMAX", activations.softmax(logits, beta));
    }

    private static Signal flattened(MapOps maps, Signal map) {
        return maps.reshape(map, 1, map.shape().elements());
    }
}
