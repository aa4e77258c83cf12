package io.rooftile.quantization.real;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.UserInputException;
import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Convolution;
import io.rooftile.core.network.HostOperation;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.NumberFormat;
import io.rooftile.core.network.Parameters;
import io.rooftile.core.network.Quantisation;
import io.rooftile.core.network.Requantise;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Softmax;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Window;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Rows over threads, what is told of them, and what is refused.
final class RealExecutorTest {
    private static final Tensor INPUT = Tensor.real("x", Shape.of(1, 5, 4, 3));
    private static final Tensor MADE = Tensor.real("c", Shape.of(1, 3, 3, 7));
    private static final Tensor OUTPUT = Tensor.real("y", Shape.of(1, 3, 3, 7));

    private static Network network(float... weights) {
        Convolution convolution = new Convolution(
                "conv",
                INPUT,
                MADE,
                Window.valid(3, 2, 1, 1),
                1,
                new Parameters(Constant.real("weights", Shape.of(7, 3, 2, 3), weights), null),
                ActivationFunction.of(ActivationFunction.Kind.TANH));
        return new Network(
                "net", List.of(INPUT), List.of(OUTPUT), List.of(convolution, new Softmax("s", MADE, OUTPUT, 1)));
    }

    private static float[] weights() {
        return Rows.random(new SplittableRandom(1), 7 * 3 * 2 * 3);
    }

    private static byte[] rows(int count) {
        return Rows.bytes(Rows.random(new SplittableRandom(2), count * 60));
    }

    // 1 to 3 rows, one full block, and blocks that do not fill up.
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 64, 201})
    void run_withMoreThreads_givesTheSameBytes(int count) {
        RealExecutor executor = new RealExecutor(RealNetwork.of(network(weights())));

        byte[] one = executor.run(rows(count), 1);

        assertEquals(count * 63 * Float.BYTES, one.length);
        assertArrayEquals(one, executor.run(rows(count), 2));
        assertArrayEquals(one, executor.run(rows(count), 3));
    }

    @Test
    void run_ofNoRows_givesNone() {
        assertEquals(0, new RealExecutor(RealNetwork.of(network(weights()))).run(new byte[0], 2).length);
    }

    @Test
    void run_ofPartOfARow_saysHowLongOneIs() {
        RealExecutor executor = new RealExecutor(RealNetwork.of(network(weights())));

        var refused = assertThrows(IllegalArgumentException.class, () -> executor.run(new byte[241], 1));

        assertEquals("rows of 240 bytes are needed, but there were 241 bytes", refused.getMessage());
    }

    @Test
    void listener_hearsEveryRowOfEveryTensorOnce() {
        int count = 150;
        Map<String, byte[]> heard = new ConcurrentHashMap<>();
        RealExecutor executor = new RealExecutor(RealNetwork.of(network(weights())));

        byte[] results = executor.run(rows(count), 2, (tensor, values, firstRow, inBlock) -> {
            RealRows format = RealRows.of(tensor);
            byte[] all = heard.computeIfAbsent(tensor.name(), _ -> new byte[count * format.rowBytes()]);
            byte[] block = format.bytes(values, inBlock);
            System.arraycopy(block, 0, all, firstRow * format.rowBytes(), block.length);
        });

        assertEquals(3, heard.size());
        assertArrayEquals(rows(count), heard.get("x"));
        assertArrayEquals(results, heard.get("y"));
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void weightThatIsNoNumber_isRefusedWithItsPlace(float bad) {
        float[] weights = weights();
        weights[11] = bad;

        var refused = assertThrows(UserInputException.class, () -> RealNetwork.of(network(weights)));

        assertOneLine("conv (Convolution): element 11 of weights is " + bad, refused);
    }

    @Test
    void everythingThatIsNotReal_isNamed() {
        Tensor real = Tensor.real("x", Shape.of(1, 3));
        // Up to 32 bits are rounded to; more are not known.
        Tensor whole = new Tensor("q", Shape.of(1, 3), NumberFormat.INT64, Quantisation.perTensor(0.5, 3));
        Tensor back = Tensor.real("y", Shape.of(1, 3));
        Network network = new Network(
                "net",
                List.of(real),
                List.of(back),
                List.of(
                        new Requantise("r", real, whole),
                        new HostOperation("h", List.of(whole), back, "Sort", "no accelerator sorts")));

        var refused = assertThrows(UserInputException.class, () -> RealNetwork.of(network));

        assertEquals(
                List.of("r (Requantise): q is int64", "h (HostOperation): it stays on the host: no accelerator sorts"),
                refused.details());
    }

    @Test
    void weightsThatAreNotKnown_areRefused() {
        Network known = network(weights());
        Convolution convolution = (Convolution) known.layers().getFirst();
        Constant absent = Constant.absent(convolution.learned().weights().tensor());
        Network network = new Network(
                "net", known.inputs(), List.of(MADE), List.of(convolution.withLearned(new Parameters(absent, null))));

        var refused = assertThrows(UserInputException.class, () -> RealNetwork.of(network));

        assertOneLine("conv (Convolution): the numbers of weights are not known", refused);
    }

    private static void assertOneLine(String what, UserInputException refused) {
        assertEquals(List.of(), refused.details());
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.contains(what), message);
    }

    @Test
    void lanesBehindTheLastRow_changeNothing() {
        RealExecutor executor = new RealExecutor(RealNetwork.of(network(weights())));
        byte[] many = executor.run(rows(70), 1);

        byte[] few = executor.run(rows(5), 1);

        assertArrayEquals(Arrays.copyOf(many, few.length), few);
    }
}
