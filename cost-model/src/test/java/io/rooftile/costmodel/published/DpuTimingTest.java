package io.rooftile.costmodel.published;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rooftile.core.UserInputException;
import io.rooftile.core.device.Basis;
import io.rooftile.core.device.Coefficient;
import io.rooftile.core.device.Coefficients;
import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Convolution;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Parameters;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Window;
import io.rooftile.costmodel.published.DpuWorkload.Operations;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/// Cycles and times of tiny networks, counted by hand.
final class DpuTimingTest {
    private static final DpuShape SHAPE = new DpuShape(4, 8, 10);

    /// One convolution, `3 x 5` taps, rows and columns as given.
    private static Network convolution(int rows, int columns, int inputs, int outputs, boolean isDepthwise) {
        Tensor in = Tensor.real("in", Shape.of(1, rows, columns, inputs));
        Tensor out = Tensor.real("out", Shape.of(1, rows, columns, outputs));
        Window window = Window.same(in.shape(), 3, 5, 1, 1);
        Parameters learned = new Parameters(
                Constant.absent(Tensor.real("w", Shape.of(outputs, 3, 5, isDepthwise ? 1 : inputs))),
                Constant.absent(Tensor.real("b", Shape.of(outputs))));
        return new Network(
                "net",
                List.of(in),
                List.of(out),
                List.of(new Convolution(
                        "c", in, out, window, isDepthwise ? inputs : 1, learned, ActivationFunction.LINEAR)));
    }

    @Test
    void cycles_ofConvolution_roundEachLoopUp() {
        // 6 rows, 7 columns in 2 rounds of 4, 15 taps, 9 channels in 2 rounds of 8, 21 outputs in 3 rounds of 10.
        DpuCycles cycles = DpuCycles.of(convolution(6, 7, 9, 21, false), SHAPE, 1);
        assertEquals(6 * 2 * 15 * 2 * 3, cycles.compute());
        // 15*9*21 weights, 6*7*9 and 6*7*21 map bytes are 4095 bytes, 128 cycles: fewer than 1080.
        assertEquals(0, cycles.memory());
    }

    @Test
    void cycles_ofWideLayerOnOnePixel_waitForItsWeights() {
        // One pixel: 15 taps, 1000/8 = 125 rounds, 2 rounds; weights 15*1000*20, maps 1000 + 20.
        DpuCycles cycles = DpuCycles.of(convolution(1, 1, 1000, 20, false), SHAPE, 1);
        double compute = 15 * 125 * 2;
        assertEquals(compute, cycles.compute());
        assertEquals((15 * 1000 * 20 + 1020) / 32.0 - compute, cycles.memory(), 1e-9);
    }

    @Test
    void cycles_ofScaledNetwork_scaleChannelsButNotTheImage() {
        // Half the width: 3 image channels stay, 40 outputs become 20.
        DpuCycles cycles = DpuCycles.of(convolution(6, 7, 3, 40, false), SHAPE, 0.5);
        assertEquals(6 * 2 * 15 * 1 * 2, cycles.compute());
    }

    @Test
    void cycles_ofDepthwise_doAPixelInEachLane() {
        // 6 rows, 7 columns in 2 rounds of 4, 15 taps, 12 channels in 2 rounds of 8.
        assertEquals(
                6 * 2 * 15 * 2,
                DpuCycles.of(convolution(6, 7, 12, 12, true), SHAPE, 1).compute());
    }

    @Test
    void oneThread_ofOperations_isIdealTimeWithUsualRoundingAndHost() {
        // 640 operations a cycle; 64e6 operations are 1e5 cycles, at 200 MHz 0.5 ms, with usual rounding 0.625 ms.
        DpuTiming timing = DpuTiming.of(SHAPE, 200e6);
        DpuWorkload workload = new DpuWorkload(0.3, HostWork.DENSE, new Operations(64e6, true));
        Formula formula = timing.oneThread(workload);
        Coefficients set = set(
                formula,
                Map.of(
                        "one_thread_milliseconds_compute_stretch", 1.0,
                        "one_thread_milliseconds_memory_stretch", 100.0,
                        "one_thread_milliseconds_maps", 10.0,
                        "one_thread_milliseconds_separable_stretch", 2.0,
                        "one_thread_milliseconds_host_image", 5.0,
                        "one_thread_milliseconds_host_call", 0.25,
                        "one_thread_milliseconds_host_dense", 50.0,
                        "one_thread_milliseconds_host_pose", 1000.0));
        assertEquals(0.625 + 3 + 2 * 0.5 + 1.5 + 0.25 + 15, formula.value(set), 1e-9);
    }

    @Test
    void manyThreads_shareCyclesButNotMemory() {
        DpuTiming timing = DpuTiming.of(SHAPE, 100e6);
        Network network = convolution(1, 1, 1000, 20, false);
        Formula formula = timing.manyThreads(DpuWorkload.of(network), 3);
        DpuCycles cycles = DpuCycles.of(network, SHAPE, 1);
        assertEquals(cycles.compute() / 1e5 / 3, formula.terms().get(0).amount(), 1e-12);
        assertEquals(cycles.memory() / 1e5 / 3, formula.terms().get(1).amount(), 1e-12);
        assertEquals(cycles.memory() / 1e5 * 2 / 3, formula.terms().get(2).amount(), 1e-12);
    }

    @Test
    void value_withoutACoefficient_isTheUsersMistake() {
        Formula formula = Formula.of("dpu", "dpuczdx8g", "lut").plus("per_lane", "luts_per_lane", 3);
        Coefficients empty = new Coefficients("empty", Map.of());
        String message = String.valueOf(Assertions.assertThrows(UserInputException.class, () -> formula.value(empty))
                .getMessage());
        Assertions.assertTrue(message.contains("lut_per_lane (luts_per_lane) is missing"), message);
    }

    private static Coefficients set(Formula formula, Map<String, Double> values) {
        Map<String, Coefficient> coefficients = new TreeMap<>();
        formula.terms()
                .forEach(term -> coefficients.put(
                        term.coefficient(),
                        new Coefficient(
                                values.getOrDefault(term.coefficient(), Double.NaN),
                                term.unit(),
                                Basis.CALIBRATED,
                                "test")));
        return new Coefficients("test", Map.of(formula.section(), coefficients));
    }
}
