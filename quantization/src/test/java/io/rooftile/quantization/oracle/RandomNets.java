package io.rooftile.quantization.oracle;

import static io.rooftile.quantization.oracle.ElementType.FLOAT32;
import static io.rooftile.quantization.oracle.ElementType.INT16;
import static io.rooftile.quantization.oracle.ElementType.INT8;
import static io.rooftile.quantization.oracle.ElementType.UINT8;

import io.rooftile.quantization.oracle.LinearOps.Scales;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Random small models of one operation each, the same for the same state of the generator.
///
/// Sizes are odd and height, width, strides, channels and filters differ; zero points are not 0 but where
/// TensorFlow Lite asks for it; scales are such that outputs use their range.
public final class RandomNets {
    private static final Set<ElementType> BYTES = Set.of(INT8, UINT8);
    private static final Set<ElementType> INTEGERS = Set.of(INT8, UINT8, INT16);

    /// One operation in one of its variants.
    public enum Family {
        CONVOLUTION(INTEGERS),
        DEPTHWISE(INTEGERS),
        DENSE(INTEGERS),
        DENSE_PER_CHANNEL(Set.of(INT8, INT16)),
        AVERAGE_POOL(INTEGERS),
        MAX_POOL(INTEGERS),
        ADD(INTEGERS),
        SUBTRACT(INTEGERS),
        MULTIPLY(INTEGERS),
        MAXIMUM(INTEGERS),
        MINIMUM(INTEGERS),
        ADD_CONSTANT(INTEGERS),
        MULTIPLY_CONSTANT(INTEGERS),
        CONCATENATION(INTEGERS),
        CONCATENATION_RESCALED(Set.of(UINT8)),
        PAD(INTEGERS),
        PAD_V2(INTEGERS),
        RELU(INTEGERS),
        RELU6(BYTES),
        RELU_N1_TO_1(BYTES),
        LEAKY_RELU(INTEGERS),
        HARD_SWISH(BYTES),
        LOGISTIC(INTEGERS),
        TANH(INTEGERS),
        SOFTMAX(INTEGERS),
        MEAN(INTEGERS),
        MEAN_RESCALED(INTEGERS),
        QUANTISE_REALS(INTEGERS),
        REQUANTISE(INTEGERS),
        DEQUANTISE(INTEGERS),
        RESIZE_NEAREST(INTEGERS),
        RESIZE_BILINEAR(INTEGERS),
        RESHAPE(INTEGERS),
        SQUEEZE(INTEGERS),
        EXPAND(INTEGERS),
        TRANSPOSE(INTEGERS),
        ARG_MAX(BYTES);

        @SuppressWarnings("ImmutableEnumChecker") // Sets of Set.of do not change.
        private final Set<ElementType> types;

        Family(Set<ElementType> types) {
            this.types = types;
        }

        /// The types of input for which TensorFlow Lite computes it.
        public Set<ElementType> types() {
            return types;
        }
    }

    private RandomNets() {}

    /// A model of one operation.
    ///
    /// @param type of its input, but for [Family#QUANTISE_REALS] of its output
    public static TestNet one(Family family, ElementType type, RandomGenerator random) {
        TfLiteModelWriter writer = new TfLiteModelWriter();
        Maker maker = new Maker(writer, random);
        return writer.finish(family + " " + type, maker.make(family, type));
    }

    /// A feature map that flows into a model.
    static Signal mapInput(TfLiteModelWriter writer, ElementType type, RandomGenerator random) {
        float scale = (float) Math.pow(10, random.nextDouble(-3, -1));
        int height = 2 * random.nextInt(3, 6) + 1;
        return input(writer, type, scale, random, 1, height, height + 2 * random.nextInt(1, 3), random.nextInt(3, 9));
    }

    private static Signal input(
            TfLiteModelWriter writer, ElementType type, float scale, RandomGenerator random, int... shape) {
        if (type == FLOAT32) {
            return writer.input(type, 1, 0, 1, shape);
        }
        int zeroPoint = type.zeroPoint(random);
        double middle = (type.max + (double) type.min) / 2;
        double uniform = (type.max - (double) type.min) / Math.sqrt(12);
        return writer.input(type, scale, zeroPoint, Math.hypot(uniform, middle - zeroPoint), shape);
    }

    private record Maker(
            TfLiteModelWriter writer,
            RandomGenerator random,
            LinearOps linear,
            ElementwiseOps elementwise,
            ActivationOps activations,
            MapOps maps) {
        Maker(TfLiteModelWriter writer, RandomGenerator random) {
            this(
                    writer,
                    random,
                    new LinearOps(writer, random),
                    new ElementwiseOps(writer, random),
                    new ActivationOps(writer, random),
                    new MapOps(writer, random));
        }

        Signal make(Family family, ElementType type) {
            return switch (family) {
                case CONVOLUTION -> {
                    Signal in = map(type);
                    yield linear.convolution(in, in.channels() + 3, Sliding.random(random, true), scales(type));
                }
                case DEPTHWISE ->
                    linear.depthwise(map(type), random.nextInt(1, 4), Sliding.random(random, true), scales(type));
                case DENSE -> dense(type, Scales.ONE);
                case DENSE_PER_CHANNEL -> dense(type, Scales.PER_CHANNEL);
                case AVERAGE_POOL -> maps.pool(map(type), true, Sliding.random(random, false));
                case MAX_POOL -> maps.pool(map(type), false, Sliding.random(random, false));
                case ADD -> pair(ElementwiseOps.Kind.ADD, type);
                case SUBTRACT -> pair(ElementwiseOps.Kind.SUBTRACT, type);
                case MULTIPLY -> pair(ElementwiseOps.Kind.MULTIPLY, type);
                case MAXIMUM -> pair(ElementwiseOps.Kind.MAXIMUM, type);
                case MINIMUM -> pair(ElementwiseOps.Kind.MINIMUM, type);
                case ADD_CONSTANT -> elementwise.withConstant(ElementwiseOps.Kind.ADD, map(type));
                case MULTIPLY_CONSTANT -> elementwise.withConstant(ElementwiseOps.Kind.MULTIPLY, map(type));
                case CONCATENATION -> concatenation(type, false);
                case CONCATENATION_RESCALED -> concatenation(type, true);
                case PAD -> maps.pad(map(type), false);
                case PAD_V2 -> maps.pad(map(type), true);
                case RELU -> activation(ActivationOps.Kind.RELU, type);
                case RELU6 -> activation(ActivationOps.Kind.RELU6, type);
                case RELU_N1_TO_1 -> activation(ActivationOps.Kind.RELU_N1_TO_1, type);
                case LEAKY_RELU -> activation(ActivationOps.Kind.LEAKY_RELU, type);
                case HARD_SWISH -> activation(ActivationOps.Kind.HARD_SWISH, type);
                case LOGISTIC -> activation(ActivationOps.Kind.LOGISTIC, type);
                case TANH -> activation(ActivationOps.Kind.TANH, type);
                case SOFTMAX -> softmax(type);
                case MEAN -> maps.mean(map(type), random.nextBoolean(), false);
                case MEAN_RESCALED -> maps.mean(map(type), random.nextBoolean(), true);
                case QUANTISE_REALS -> activations.quantise(map(FLOAT32), type);
                case REQUANTISE -> activations.quantise(map(type), other(type));
                case DEQUANTISE -> activations.dequantise(map(type));
                case RESIZE_NEAREST -> resize(type, false);
                case RESIZE_BILINEAR -> resize(type, true);
                case RESHAPE -> {
                    Signal in = map(type);
                    yield maps.reshape(in, 1, in.width(), in.height() * in.channels());
                }
                case SQUEEZE -> maps.squeeze(input(writer, type, 0.01f, random, 1, 1, 1, 61));
                case EXPAND -> maps.expand(input(writer, type, 0.01f, random, 1, 7, 11));
                case TRANSPOSE ->
                    random.nextBoolean()
                            ? maps.transpose(map(type), 0, 2, 1, 3)
                            : maps.transpose(map(type), 0, 3, 1, 2);
                case ARG_MAX -> maps.argMax(map(type));
            };
        }

        private Signal map(ElementType type) {
            return mapInput(writer, type, random);
        }

        private Scales scales(ElementType type) {
            return type == UINT8 ? Scales.ONE : Scales.PER_CHANNEL;
        }

        private Signal dense(ElementType type, Scales scales) {
            // TensorFlow Lite 2.18's reference kernel with one scale per channel takes a third dimension for the
            // channels.
            boolean keepsDimensions = scales == Scales.ONE && random.nextBoolean();
            int columns = random.nextInt(20, 60);
            Signal in = keepsDimensions
                    ? input(writer, type, 0.02f, random, 1, 5, columns)
                    : input(writer, type, 0.02f, random, 1, columns);
            return linear.dense(in, random.nextInt(9, 20), keepsDimensions, scales);
        }

        private Signal pair(ElementwiseOps.Kind kind, ElementType type) {
            Signal left = map(type);
            int[] shape = left.shape().dims();
            Signal right = kind.compares()
                    ? writer.input(type, left.scale(), left.zeroPoint(), left.spread(), shape)
                    : input(writer, type, left.scale() * random.nextFloat(0.2f, 5f), random, shape);
            return elementwise.of(kind, left, right);
        }

        private Signal concatenation(ElementType type, boolean rescales) {
            List<Signal> in = new ArrayList<>(List.of(map(type)));
            Signal first = in.getFirst();
            for (int i = 1; i < 3; i++) {
                int channels = first.channels() + i;
                in.add(
                        rescales
                                ? input(
                                        writer,
                                        type,
                                        first.scale() * random.nextFloat(0.3f, 3f),
                                        random,
                                        1,
                                        first.height(),
                                        first.width(),
                                        channels)
                                : writer.input(
                                        type,
                                        first.scale(),
                                        first.zeroPoint(),
                                        first.spread(),
                                        1,
                                        first.height(),
                                        first.width(),
                                        channels));
            }
            return maps.concatenate(in);
        }

        private Signal activation(ActivationOps.Kind kind, ElementType type) {
            float scale = ActivationOps.inputScale(kind, type, random);
            return activations.of(kind, input(writer, type, scale, random, 1, 7, 9, 5));
        }

        private Signal softmax(ElementType type) {
            // Reals of a few units, so that more than the largest element is left of a row.
            float scale = (float) (random.nextDouble(2, 8) / (type.max - (double) type.min));
            float beta = random.nextBoolean() ? 1 : random.nextFloat(0.5f, 2f);
            return activations.softmax(input(writer, type, scale, random, 5, random.nextInt(4, 13)), beta);
        }

        private ElementType other(ElementType type) {
            return switch (type) {
                case INT8 -> random.nextBoolean() ? INT8 : UINT8;
                case UINT8 -> random.nextBoolean() ? INT8 : UINT8;
                case INT16 -> random.nextBoolean() ? INT8 : INT16;
                case INT32, FLOAT32 -> throw new IllegalArgumentException("no other type for " + type);
            };
        }

        private Signal resize(ElementType type, boolean bilinear) {
            Signal in = map(type);
            MapOps.Sampling[] samplings = MapOps.Sampling.values();
            return maps.resize(
                    in,
                    bilinear,
                    samplings[random.nextInt(samplings.length)],
                    in.height() + random.nextInt(-3, 7),
                    in.width() + random.nextInt(-3, 11));
        }
    }
}
