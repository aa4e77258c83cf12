package io.rooftile.costmodel.published;

import io.rooftile.core.UserInputException;
import io.rooftile.core.device.Coefficients;
import io.rooftile.core.device.ResourceVector;
import io.rooftile.core.network.Convolution;
import io.rooftile.core.network.Dense;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.LoopNest;
import io.rooftile.core.network.Network;
import io.rooftile.costmodel.published.MatrixVectorUnit.Bits;
import io.rooftile.costmodel.published.MatrixVectorUnit.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// The configurations that other people's generators have for a network, each with what published measurements say of
/// it. Clocks are those of the published boards.
public final class Offers {
    /// Cores of one DPU (PG338: up to four).
    private static final int MOST_CORES = 4;

    private static final double DPU_HERTZ = 300e6;
    private static final double HLS4ML_HERTZ = 200e6;
    private static final double FINN_HERTZ = 200e6;

    /// Bits of hls4ml's weights where nothing else is asked for.
    private static final int HLS4ML_BITS = 16;

    /// Widest operands of FINN's units that were published.
    private static final int FINN_BITS = 4;

    /// AMD's 36 Kb blocks are two of 18 Kb.
    private static final double HALVES = 2;

    private static final double MILLISECONDS = 1000;

    private Offers() {}

    /// DPUCZDX8G with the Vitis AI library: arrays, cores, and where products are added up; with depthwise convolution.
    ///
    /// @param set the coefficient set `dpu`
    public static List<Offer> dpu(Network network, Coefficients set) {
        DpuWorkload workload = DpuWorkload.of(network);
        List<Offer> offers = new ArrayList<>();
        for (DpuShape shape : DpuShape.offered()) {
            DpuTiming timing = DpuTiming.of(shape, DPU_HERTZ);
            double latency = timing.oneThread(workload).value(set);
            for (DspUse use : DspUse.values()) {
                ResourceVector core = new ResourceVector(
                        Math.round(DpuResources.lut(shape, use).value(set)
                                + DpuResources.depthwiseLut(shape).value(set)),
                        Math.round(DpuResources.ff(shape, use).value(set)),
                        DpuResources.dsp(shape, use) + DpuResources.depthwiseDsp(shape),
                        Math.round(HALVES * DpuResources.bram(shape, RamUse.LOW)),
                        0);
                for (int cores = 1; cores <= MOST_CORES; cores++) {
                    double between = timing.manyThreads(workload, cores).value(set);
                    offers.add(new Offer(
                            cores + " x " + shape.name() + ", DSP use "
                                    + use.name().toLowerCase(Locale.ROOT),
                            latency,
                            MILLISECONDS / between,
                            core.times(cores)));
                }
            }
        }
        return offers;
    }

    /// hls4ml's resource strategy, for networks of dense layers one after the other: reuse factors in powers of two.
    ///
    /// @param set the coefficient set `hls4ml`
    /// @throws UserInputException when the network has other layers with weights
    public static List<Offer> hls4ml(Network network, Coefficients set) {
        List<Integer> widths = new ArrayList<>();
        long most = 1;
        for (Layer layer : weighted(network)) {
            if (!(layer instanceof Dense)) {
                throw unknown("hls4ml", layer);
            }
            LoopNest loops = layer.loops();
            if (widths.isEmpty()) {
                widths.add(loops.c());
            }
            widths.add(loops.k());
            most = Math.max(most, layer.macs());
        }
        List<Offer> offers = new ArrayList<>();
        for (long reuse = 1; reuse <= most; reuse *= 2) {
            ResourceDense dense = new ResourceDense(widths, HLS4ML_BITS, reuse);
            offers.add(new Offer(
                    "reuse " + reuse,
                    MILLISECONDS * dense.latencyCycles() / HLS4ML_HERTZ,
                    HLS4ML_HERTZ / dense.intervalCycles(),
                    new ResourceVector(
                            Math.round(dense.lut().value(set)),
                            Math.round(dense.ff().value(set)),
                            dense.dsp(),
                            Math.round(HALVES * dense.bram().value(set)),
                            0)));
        }
        return offers;
    }

    /// FINN's matrix-vector units in RTL with 4-bit operands: the least folding of each layer that keeps an
    /// interval, for
    /// intervals in powers of two. Windows, thresholds and FIFOs are not counted: no published figure is of
    /// them alone.
    ///
    /// @param set the coefficient set `finn`
    /// @throws UserInputException when a layer is of groups
    public static List<Offer> finn(Network network, Coefficients set) {
        List<Layer> layers = weighted(network);
        long slowest = layers.stream().mapToLong(Layer::macs).max().orElse(1);
        List<Offer> offers = new ArrayList<>();
        for (long interval = 16; interval < 2 * slowest; interval *= 2) {
            List<MatrixVectorUnit> units = new ArrayList<>();
            for (Layer layer : layers) {
                units.add(unit(layer, interval));
            }
            List<FinnStage> stages = IntStream.range(0, units.size())
                    .mapToObj(i -> new FinnStage(
                            units.get(i).foldedCycles(), layers.get(i).loops().oy()))
                    .toList();
            offers.add(new Offer(
                    "interval " + FinnStage.intervalCycles(stages),
                    MILLISECONDS * FinnStage.latencyCycles(stages) / FINN_HERTZ,
                    FINN_HERTZ / FinnStage.intervalCycles(stages),
                    new ResourceVector(
                            Math.round(sum(units, unit -> unit.lut(Style.RTL).value(set))),
                            Math.round(sum(units, unit -> unit.ff(Style.RTL).value(set))),
                            0,
                            Math.round(sum(units, MatrixVectorUnit::bram18)),
                            0)));
        }
        return offers.stream().distinct().toList();
    }

    private static double sum(List<MatrixVectorUnit> units, ToDoubleFunction<MatrixVectorUnit> figure) {
        return units.stream().mapToDouble(figure).sum();
    }

    /// The fewest products at once that keep the interval, or all of them.
    private static MatrixVectorUnit unit(Layer layer, long interval) {
        if (layer instanceof Convolution convolution && convolution.groups() > 1) {
            throw unknown("finn", layer);
        }
        LoopNest loops = layer.loops();
        MatrixVectorUnit.Layer shape = new MatrixVectorUnit.Layer(
                (long) loops.oy() * loops.ox(), loops.fy() * loops.fx(), loops.c(), loops.k());
        Bits bits = Bits.exact(FINN_BITS, FINN_BITS, (long) shape.taps() * shape.inputChannels());
        MatrixVectorUnit best =
                new MatrixVectorUnit(shape, shape.outputChannels(), shape.taps() * shape.inputChannels(), bits);
        for (int pe : divisors(shape.outputChannels())) {
            for (int simd : divisors(shape.taps() * shape.inputChannels())) {
                MatrixVectorUnit unit = new MatrixVectorUnit(shape, pe, simd, bits);
                if (unit.foldedCycles() <= interval && (long) pe * simd < (long) best.pe() * best.simd()) {
                    best = unit;
                }
            }
        }
        return best;
    }

    private static int[] divisors(int number) {
        return IntStream.rangeClosed(1, number).filter(i -> number % i == 0).toArray();
    }

    private static List<Layer> weighted(Network network) {
        List<Layer> layers =
                network.layers().stream().filter(layer -> layer.macs() > 0).toList();
        if (layers.isEmpty()) {
            throw UserInputException.of(
                    network.name(), "", "no layer has weights", "give a network with convolutions or dense layers");
        }
        return layers;
    }

    private static UserInputException unknown(String generator, Layer layer) {
        return UserInputException.of(
                "--as " + generator,
                "layer " + layer.name(),
                "no published figures are of a " + layer.typeName() + " of this kind",
                "use --as dpu, or leave --as out");
    }
}
