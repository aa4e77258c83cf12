package io.rooftile.costmodel.overlay;

import io.rooftile.core.design.OverlayNumbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Numbers for "this layer shape on this engine", for the memo: choices that a layer's time does not depend
/// on, or that give the same memory rates, give the same number. A buffer deeper than the whole layer needs is as
/// good as the shallowest one that holds all of it.
final class KeySpace {
    private final Compiled compiled;
    private final int[] features;
    private final int[] weights;
    private final int[] accumulators;
    private final int[] rateOf;
    private final int[] numbersOf;
    private final int ports;
    private final int cores;
    private final long[] radix;
    private long array;
    private long rest;

    KeySpace(Compiled compiled) {
        this.compiled = compiled;
        OverlayOptions options = compiled.options;
        features = halves(options.buffers().feature());
        weights =
                options.buffers().weight().stream().mapToInt(Integer::intValue).toArray();
        accumulators = options.buffers().accumulator().stream()
                .mapToInt(Integer::intValue)
                .toArray();
        ports = options.links().portBits().size();
        cores = options.links().cores().size();
        Engine engine = new Engine(compiled.target);
        record Rate(long port, long memory) {}
        Map<Rate, Integer> rates = new LinkedHashMap<>();
        rateOf = new int[options.clocksHertz().size() * ports * cores];
        engine.pp = 1;
        engine.icp = 1;
        engine.ocp = 1;
        engine.weightBits = 1;
        for (int i = 0; i < rateOf.length; i++) {
            engine.clockHertz = options.clocksHertz().get(i / (ports * cores));
            engine.portBits = options.links().portBits().get(i / cores % ports);
            engine.cores = options.links().cores().get(i % cores);
            engine.derive();
            Rate rate = new Rate(engine.portCyclesPerByte, engine.memoryCyclesPerByte);
            rates.putIfAbsent(rate, rates.size());
            rateOf[i] = rates.get(rate);
        }
        List<OverlayNumbers> formats = new ArrayList<>();
        numbersOf = new int[options.numbers().size()];
        for (int i = 0; i < numbersOf.length; i++) {
            OverlayNumbers numbers = options.numbers().get(i);
            OverlayNumbers timed =
                    new OverlayNumbers(numbers.dataBits(), numbers.weightBits(), numbers.requantisation(), false);
            if (!formats.contains(timed)) {
                formats.add(timed);
            }
            numbersOf[i] = formats.indexOf(timed);
        }
        radix = new long[] {
            options.pp().size(),
            options.icp().size(),
            options.ocp().size(),
            rates.size(),
            formats.size(),
            features.length + 1L,
            weights.length + 1L,
            accumulators.length + 1L,
            compiled.shapes.length,
            1L << Residence.BITS
        };
        long all = 1;
        for (long count : radix) {
            all = Math.multiplyExact(all, Math.max(1, count));
        }
    }

    /// All depths that a tile may have to do with, ascending.
    private static int[] halves(List<Integer> depths) {
        return depths.stream()
                .flatMap(
                        depth -> Residency.uses().stream().map(use -> Math.toIntExact(Residency.tileWords(use, depth))))
                .mapToInt(Integer::intValue)
                .distinct()
                .sorted()
                .toArray();
    }

    /// Takes in the engine of these choices.
    void use(int[] choices) {
        array = (choices[1] * radix[1] + choices[2]) * radix[2] + choices[3];
        int rate = rateOf[(choices[0] * ports + choices[7]) * cores + choices[8]];
        rest = rate * radix[4] + numbersOf[choices[9]];
    }

    /// The number of a layer shape on the engine taken in.
    ///
    /// @param halfWords depth of each feature bank that a tile may take
    /// @param residence bits of [Residence]
    long key(int shape, Engine engine, OptionIndex at, long halfWords, int residence) {
        ShapeTables tables = compiled.shapes[shape];
        LayerShape.Work work = tables.shape.work();
        PixelTile whole = tables.pixels[at.pp].tiles[0];
        long inputs = tables.inputGroups[at.icp];
        long outputs = tables.outputGroups[at.ocp];
        boolean isSecondLoaded = (residence & Residence.SECOND) == 0;
        int loaded = ((residence & Residence.INPUT) == 0 ? 1 : 0) + (work.operands() > 1 && isSecondLoaded ? 1 : 0);
        long featureWords = whole.words * inputs * loaded
                + (work.isFused() && isSecondLoaded ? whole.outputWords * tables.outputWords[at.icp] : 0);
        boolean areWeightsLoaded = (residence & Residence.WEIGHTS) == 0;
        long words = tables.isArray ? inputs * work.weightTaps() : Math.ceilDiv(work.weightTaps(), engine.icp);
        long weightWords = areWeightsLoaded ? outputs * (words + engine.parameterWords) : 0;
        long sums = tables.isArray && inputs > 1 ? whole.groupsFirst * outputs : 0;
        long key = array * radix[3] * radix[4] + rest;
        key = key * radix[5] + depth(features, halfWords, featureWords);
        key = key * radix[6] + depth(weights, engine.weightDepthWords, weightWords);
        key = key * radix[7] + depth(accumulators, engine.accumulatorDepthWords, sums);
        return (key * radix[8] + shape) * radix[9] + residence;
    }

    /// Index of the least depth that is enough for `most` words, or where none up to `words` is, of `words`.
    private static int depth(int[] depths, long words, long most) {
        long asked = Math.min(words, most);
        int index = 0;
        while (index < depths.length && depths[index] < asked) {
            index++;
        }
        return index;
    }
}
