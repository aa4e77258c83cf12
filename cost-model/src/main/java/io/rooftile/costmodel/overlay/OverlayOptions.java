package io.rooftile.costmodel.overlay;

import io.rooftile.core.design.ArrayShape;
import io.rooftile.core.design.OverlayBuffers;
import io.rooftile.core.design.OverlayDesign;
import io.rooftile.core.design.OverlayNumbers;
import io.rooftile.core.design.Requantisation;
import io.rooftile.core.device.DspBlock;
import io.rooftile.core.network.Network;
import io.rooftile.costmodel.BitOptions;
import io.rooftile.costmodel.Target;
import io.rooftile.costmodel.fabric.Fabric;
import java.util.ArrayList;
import java.util.List;

/// The values that each choice of an overlay may take, each list ascending and not empty.
///
/// @param buffers depths in words
/// @param numbers one entry per number format of the engine
public record OverlayOptions(
        List<Long> clocksHertz,
        List<Integer> pp,
        List<Integer> icp,
        List<Integer> ocp,
        List<Integer> drainSteps,
        Depths buffers,
        Links links,
        List<OverlayNumbers> numbers) {
    /// How many choices make a design.
    static final int KNOBS = 11;

    /// On a part with room for fewer products per cycle one more lane or half a buffer more is much of the part, so
    /// that arrays and depths go in finer steps.
    private static final int PRODUCTS_OF_SMALL_PART = 128;

    private static final int MOST_PORT_BITS = 512;

    /// Groups of layers with few input channels take one to three cycles, others four and more.
    private static final List<Integer> DRAIN_STEPS = List.of(1, 2, ArrayShape.USUAL_DRAIN_CYCLES);

    /// What a small engine reaches. Source: nextpnr-ice40 0.4, 13.3 MHz on an iCE40 UP5K (`docs/overlay.md`).
    private static final long SMALL_ENGINE_HERTZ = 13_000_000;

    public OverlayOptions {
        clocksHertz = List.copyOf(clocksHertz);
        pp = List.copyOf(pp);
        icp = List.copyOf(icp);
        ocp = List.copyOf(ocp);
        drainSteps = List.copyOf(drainSteps);
        numbers = List.copyOf(numbers);
    }

    /// Depths of the buffers, in words; see [OverlayBuffers].
    public record Depths(List<Integer> feature, List<Integer> weight, List<Integer> output) {
        public Depths {
            feature = List.copyOf(feature);
            weight = List.copyOf(weight);
            output = List.copyOf(output);
        }
    }

    /// Widths of the memory port and numbers of cores.
    public record Links(List<Integer> portBits, List<Integer> cores) {
        public Links {
            portBits = List.copyOf(portBits);
            cores = List.copyOf(cores);
        }
    }

    /// The options that make sense on a target (`docs/model/overlay.md` says why each is what it is): its
    /// clocks, ports no wider than its memory's, finer steps on a small part. The engine's widths hold for all
    /// layers, so of a network's own widths the widest counts.
    public static OverlayOptions of(Network network, Target target, BitOptions bits, Requantisation requantisation) {
        List<Integer> dataBits =
                bits.activationBits().isEmpty() ? List.of(EngineBits.ofData(network)) : bits.activationBits();
        List<Integer> weightBits =
                bits.weightBits().isEmpty() ? List.of(EngineBits.ofWeights(network)) : bits.weightBits();
        List<OverlayNumbers> numbers = new ArrayList<>();
        for (int data : dataBits) {
            for (int weight : weightBits) {
                numbers.add(new OverlayNumbers(data, weight, requantisation, false));
                if (isPackable(network, target, data, weight)) {
                    numbers.add(new OverlayNumbers(data, weight, requantisation, true));
                }
            }
        }
        int widest = EngineMemory.of(target).portBits();
        List<Integer> ports = new ArrayList<>();
        for (int width = EngineMemory.LEAST_PORT_BITS; width <= Math.min(MOST_PORT_BITS, widest); width *= 2) {
            ports.add(width);
        }
        if (EngineMemory.of(target).isOnChip()) {
            return ofSmallEngine(target, numbers);
        }
        boolean isSmall = mostProducts(target, numbers.getFirst()) < PRODUCTS_OF_SMALL_PART;
        List<Integer> lanes =
                isSmall ? List.of(1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16) : List.of(1, 2, 4, 8, 10, 12, 14, 16, 24, 32);
        return new OverlayOptions(
                target.board().part().clocksHertz(),
                List.of(1, 2, 4, 8, 16),
                lanes,
                lanes,
                DRAIN_STEPS,
                new Depths(
                        isSmall ? halfOctaves(5, 14) : powersOfTwo(5, 14),
                        isSmall ? halfOctaves(4, 14) : powersOfTwo(4, 14),
                        powersOfTwo(3, 13)),
                new Links(ports, List.of(1, 2, 3, 4, 6, 8)),
                numbers);
    }

    /// Whether one multiplier of the part can serve two pixels; a small engine has one pixel.
    private static boolean isPackable(Network network, Target target, int dataBits, int weightBits) {
        int stored = Math.max(weightBits, EngineBits.ofStoredWeights(network));
        return !EngineMemory.of(target).isOnChip() && Fabric.of(target).packsPair(stored, dataBits);
    }

    /// Of an engine at the part's own RAM: one pixel at a time, and buffers that few block RAMs hold.
    private static OverlayOptions ofSmallEngine(Target target, List<OverlayNumbers> numbers) {
        List<Integer> lanes = List.of(1, 2, 3, 4, 5, 6);
        List<Long> clocks = target.board().part().clocksHertz();
        return new OverlayOptions(
                clocks.stream()
                        .filter(hertz -> hertz <= Math.max(SMALL_ENGINE_HERTZ, clocks.getFirst()))
                        .toList(),
                List.of(1),
                lanes,
                lanes,
                List.of(ArrayShape.USUAL_DRAIN_CYCLES),
                new Depths(powersOfTwo(5, 10), powersOfTwo(5, 10), powersOfTwo(5, 10)),
                new Links(List.of(EngineMemory.LEAST_PORT_BITS), List.of(1)),
                numbers);
    }

    /// Products per cycle if the multiplier blocks of the budget, or where the part has none its LUTs, made nothing
    /// else.
    private static double mostProducts(Target target, OverlayNumbers numbers) {
        Fabric fabric = Fabric.of(target);
        DspBlock dsp = target.board().part().blocks().dsp();
        if (dsp == null || !fabric.hasDsp()) {
            return target.budget().lut() / fabric.multiplierLuts(numbers.dataBits(), numbers.weightBits());
        }
        long blocksForHundred = fabric.dspBlocks(100, numbers.dataBits(), numbers.weightBits(), false);
        return 100.0 * target.budget().dsp() / blocksForHundred;
    }

    /// The options that hold one design alone.
    static OverlayOptions of(OverlayDesign design) {
        return new OverlayOptions(
                List.of(design.clockHertz()),
                List.of(design.array().pp()),
                List.of(design.array().icp()),
                List.of(design.array().ocp()),
                List.of(design.array().drainCycles()),
                new Depths(
                        List.of(design.buffers().featureDepthWords()),
                        List.of(design.buffers().weightDepthWords()),
                        List.of(design.buffers().outputDepthWords())),
                new Links(List.of(design.memoryPortBits()), List.of(design.cores())),
                List.of(design.numbers()));
    }

    /// These options with the lanes of one array alone.
    public OverlayOptions withArray(ArrayShape array) {
        return new OverlayOptions(
                clocksHertz,
                List.of(array.pp()),
                List.of(array.icp()),
                List.of(array.ocp()),
                drainSteps,
                buffers,
                links,
                numbers);
    }

    private static List<Integer> powersOfTwo(int from, int to) {
        List<Integer> powers = new ArrayList<>();
        for (int exponent = from; exponent <= to; exponent++) {
            powers.add(1 << exponent);
        }
        return powers;
    }

    /// Powers of two and three quarters of them, from the first power to the last.
    private static List<Integer> halfOctaves(int from, int to) {
        List<Integer> steps = new ArrayList<>(List.of(1 << from));
        for (int exponent = from + 1; exponent <= to; exponent++) {
            steps.add(3 << (exponent - 2));
            steps.add(1 << exponent);
        }
        return steps;
    }

    /// The design of one option each.
    OverlayDesign design(int[] choices) {
        return new OverlayDesign(
                clocksHertz.get(choices[0]),
                new ArrayShape(
                        pp.get(choices[1]), icp.get(choices[2]), ocp.get(choices[3]), drainSteps.get(choices[10])),
                new OverlayBuffers(
                        buffers.feature().get(choices[4]),
                        buffers.weight().get(choices[5]),
                        buffers.output().get(choices[6])),
                numbers.get(choices[9]),
                links.portBits().get(choices[7]),
                links.cores().get(choices[8]),
                List.of());
    }
}
