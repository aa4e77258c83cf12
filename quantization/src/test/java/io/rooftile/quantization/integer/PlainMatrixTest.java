package io.rooftile.quantization.integer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.UserInputException;
import io.rooftile.core.design.Requantisation;
import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Dense;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.NumberFormat;
import io.rooftile.core.network.Parameters;
import io.rooftile.core.network.Quantisation;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Values;
import io.rooftile.quantization.numerics.OutputRange;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Layers of any number of bits against `y = clamp(zy + round(factor * sum))` in plain 64-bit and real arithmetic.
final class PlainMatrixTest {
    private static final int ROWS = 5;
    private static final int OUTPUTS = 7;

    /// One dense layer and what it was made from.
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Case(Network network, int[] weights, long[] bias, double factor) {
        static Case of(
                Tensor input,
                Tensor output,
                NumberFormat weightFormat,
                double weightScale,
                int[] weights,
                long... bias) {
            int inputs = input.shape().channels();
            Quantisation scale = Quantisation.perTensor(weightScale, 0);
            Tensor stored = new Tensor("w", new Shape(List.of(bias.length, inputs)), weightFormat, scale);
            Tensor biases = new Tensor("b", new Shape(List.of(bias.length)), NumberFormat.INT64, scale);
            Parameters learned = new Parameters(
                    new Constant(stored, new Values.Ints(weights)), new Constant(biases, new Values.Longs(bias)));
            Dense dense = new Dense("dense", input, output, learned, ActivationFunction.LINEAR);
            Network network = new Network("net", List.of(input), List.of(output), List.of(dense));
            double factor = input.quantisation().scale(0)
                    * weightScale
                    / output.quantisation().scale(0);
            return new Case(network, weights, bias, factor);
        }

        long sum(int k, int... row) {
            int zeroPoint = network.inputs().getFirst().quantisation().zeroPoint(0);
            long sum = bias[k];
            for (int c = 0; c < row.length; c++) {
                sum += (long) weights[k * row.length + c] * (row[c] - zeroPoint);
            }
            return sum;
        }
    }

    private static Tensor tensor(String name, int channels, NumberFormat format, double scale, int zeroPoint) {
        return new Tensor(name, new Shape(List.of(1, channels)), format, Quantisation.perTensor(scale, zeroPoint));
    }

    @ParameterizedTest
    @EnumSource(Requantisation.class)
    void anyBits(Requantisation requantisation) {
        SplittableRandom random = new SplittableRandom(17);
        for (int bits = 2; bits <= 16; bits++) {
            for (int seed = 0; seed < 20; seed++) {
                assertPlain(random(bits, requantisation, random), requantisation, random);
            }
        }
    }

    /// A layer of inputs, weights and outputs of so many bits whose outputs use their range.
    private static Case random(int bits, Requantisation requantisation, SplittableRandom random) {
        boolean isShift = requantisation == Requantisation.POWER_OF_TWO;
        int inputs = random.nextInt(3, 40);
        int half = 1 << (bits - 1);
        NumberFormat format = random.nextBoolean() ? NumberFormat.signed(bits) : NumberFormat.unsigned(bits);
        int least = format.kind() == NumberFormat.Kind.SIGNED ? -half : 0;
        int weightBits = random.nextInt(2, 9);
        int most = (1 << (weightBits - 1)) - 1;
        int[] weights = random.ints((long) OUTPUTS * inputs, -most, most + 1).toArray();
        double typicalSum = Math.sqrt(inputs / 9.0) * half * most;
        double wanted = half / typicalSum * random.nextDouble(0.2, 1);
        double factor = isShift ? Math.scalb(1.0, Math.getExponent(wanted)) : wanted;
        long[] bias =
                random.longs(OUTPUTS, (long) -typicalSum, (long) typicalSum + 1).toArray();
        return Case.of(
                tensor("x", inputs, format, 1, random.nextInt(least, least + 2 * half)),
                tensor("y", OUTPUTS, format, 1, random.nextInt(least, least + 2 * half)),
                NumberFormat.signed(weightBits),
                factor,
                weights,
                bias);
    }

    private static void assertPlain(Case made, Requantisation requantisation, SplittableRandom random) {
        Tensor input = made.network().inputs().getFirst();
        Tensor output = made.network().outputs().getFirst();
        int inputs = input.shape().channels();
        int least = (int) OutputRange.least(input.format());
        int most = (int) OutputRange.most(input.format());
        int[][] rows = new int[ROWS][];
        Arrays.setAll(rows, i -> random.ints(inputs, least, most + 1).toArray());
        int[][] found = run(made, requantisation, rows);
        for (int row = 0; row < ROWS; row++) {
            for (int k = 0; k < OUTPUTS; k++) {
                double real = made.factor() * made.sum(k, rows[row]);
                int zeroPoint = output.quantisation().zeroPoint(0);
                // Half up is exact for shifts; a multiplier has 31 bits, of which wide sums see 15.
                long plain = Math.clamp((long) Math.floor(real + 0.5) + zeroPoint, least, most);
                double tolerance = requantisation == Requantisation.POWER_OF_TWO ? 0 : 1;
                assertEquals(
                        (double) plain, found[row][k], tolerance, made.network().inputs() + " to " + output);
            }
        }
    }

    private static int[][] run(Case made, Requantisation requantisation, int[]... rows) {
        NumberFormat format = made.network().inputs().getFirst().format();
        int bytes = format.bits() > Byte.SIZE ? Short.BYTES : Byte.BYTES;
        ByteBuffer raw =
                ByteBuffer.allocate(rows.length * rows[0].length * bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int[] row : rows) {
            for (int value : row) {
                if (bytes == Short.BYTES) {
                    raw.putShort((short) value);
                } else {
                    raw.put((byte) value);
                }
            }
        }
        IntegerNetwork network = IntegerNetwork.of(made.network(), requantisation);
        ByteBuffer results = ByteBuffer.wrap(new IntegerExecutor(network).run(raw.array(), 1))
                .order(ByteOrder.LITTLE_ENDIAN);
        boolean isUnsigned = format.kind() == NumberFormat.Kind.UNSIGNED;
        int[][] found = new int[rows.length][made.bias().length];
        for (int[] row : found) {
            for (int k = 0; k < row.length; k++) {
                int value = bytes == Short.BYTES ? results.getShort() : results.get();
                row[k] = isUnsigned ? value & ((1 << (bytes * Byte.SIZE)) - 1) : value;
            }
        }
        return found;
    }

    /// One weight of 1 and inputs up to 128 from the zero point: sums reach the bias and 128.
    private static Case edge(long bias) {
        return Case.of(
                tensor("x", 1, NumberFormat.INT8, 1, 0),
                tensor("y", 1, NumberFormat.INT8, 1, 0),
                NumberFormat.INT8,
                0x1p-30,
                new int[] {1},
                bias);
    }

    @Test
    void sumsThatJustFit32Bits_areNarrow() {
        assertFalse(isWide(edge(Integer.MAX_VALUE - 128)));
        assertFalse(isWide(edge(-(Integer.MAX_VALUE - 128))));
        assertTrue(isWide(edge(Integer.MAX_VALUE - 127)));
    }

    /// (2^31 - 1 + 127) / 2^30 is 2 where the sum is wide, and would be -2 where it is not.
    @Test
    void sumsThatJustDoNotFit_areRight() {
        int[][] found = run(edge(Integer.MAX_VALUE), Requantisation.EXACT, new int[] {127});
        assertEquals(2, found[0][0]);
    }

    @Test
    void sumsBeyond48Bits_areRefused() {
        assertTrue(isWide(edge((1L << 47) - 128)));
        assertThrows(UserInputException.class, () -> isWide(edge((1L << 47) - 127)));
    }

    private static boolean isWide(Case made) {
        IntegerNetwork network = IntegerNetwork.of(made.network(), Requantisation.EXACT);
        return ((MatrixLayer) network.layers().getFirst()).isWide();
    }
}
