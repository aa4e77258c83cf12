package io.rooftile.costmodel.overlay;

import io.rooftile.core.design.OverlayNumbers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Numbers for "this layer shape on this engine", for the memo: choices that a layer's time does not depend
/// on, or that give the same memory rates, give the same number. A buffer deeper than the whole layer needs is as
/// good as the shallowest one that holds all of it, of features all its tiles, which overlap.
final class KeySpace {
    private final Compiled compiled;
    private final int[] features;
    private final int[] weights;
    private final int[] outputs;
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
        features = depths(options.buffers().feature());
        weights = depths(options.buffers().weight());
        outputs = depths(options.buffers().output());
        ports = options.links().portBits().size();
        cores = options.links().cores().size();
        Engine engine = new Engine(compiled.target);
        Map<Long, Integer> rates = new LinkedHashMap<>();
        rateOf = new int[options.clocksHertz().size() * cores];
        engine.pp = 1;
        engine.icp = 1;
        engine.ocp = 1;
        engine.weightBits = 1;
        engine.portBits = EngineMemory.LEAST_PORT_BITS;
        for (int i = 0; i < rateOf.length; i++) {
            engine.clockHertz = options.clocksHertz().get(i / cores);
            engine.cores = options.links().cores().get(i % cores);
            engine.derive();
            rates.putIfAbsent(engine.memoryCyclesPerByte, rates.size());
            rateOf[i] = rates.get(engine.memoryCyclesPerByte);
        }
        record Widths(int dataBits, int weightBits) {}
        Map<Widths, Integer> formats = new LinkedHashMap<>();
        numbersOf = new int[options.numbers().size()];
        for (int i = 0; i < numbersOf.length; i++) {
            OverlayNumbers numbers = options.numbers().get(i);
            Widths widths = new Widths(numbers.dataBits(), numbers.weightBits());
            formats.putIfAbsent(widths, formats.size());
            numbersOf[i] = formats.get(widths);
        }
        radix = new long[] {
            options.pp().size(),
            options.icp().size(),
            options.ocp().size(),
            rates.size(),
            ports,
            formats.size(),
            features.length + 1L,
            weights.length + 1L,
            outputs.length + 1L,
            compiled.kinds.length,
            options.drainSteps().size()
        };
        long all = 1;
        for (long count : radix) {
            all = Math.multiplyExact(all, Math.max(1, count));
        }
    }

    private static int[] depths(List<Integer> depths) {
        return depths.stream().mapToInt(Integer::intValue).toArray();
    }

    /// Takes in the engine of these choices.
    void use(int[] choices) {
        array = ((choices[1] * radix[1] + choices[2]) * radix[2] + choices[3]) * radix[10] + choices[10];
        int rate = rateOf[choices[0] * cores + choices[8]];
        rest = (rate * radix[4] + choices[7]) * radix[5] + numbersOf[choices[9]];
    }

    /// The number of a kind of task on the engine taken in.
    long key(int kind, Engine engine, OptionIndex at) {
        ShapeTables tables = compiled.kinds[kind].tables();
        LayerShape of = tables.shape;
        PixelTiles pixels = tables.pixels(at, engine);
        PixelTile whole = pixels.tiles[0];
        long featureWords = pixels.mostKeptWords * of.mode().operands() * Math.ceilDiv(of.inputChannels(), engine.icp);
        long groups = of.outputGroups(of.outputChannels(), engine.icp, engine.ocp);
        long weightWords = groups
                * Math.max(
                        of.groupWeightWords(engine.icp, false),
                        of.groupWeightWords(engine.icp, of.sharesColumns(engine)));
        long outputWords = whole.fullGroups * Math.ceilDiv(of.outputChannels(), engine.icp);
        long key = array * radix[3] * radix[4] * radix[5] + rest;
        key = key * radix[6] + depth(features, engine.featureDepthWords, featureWords);
        key = key * radix[7] + depth(weights, engine.weightDepthWords, weightWords);
        key = key * radix[8] + depth(outputs, engine.outputDepthWords, outputWords);
        return key * radix[9] + kind;
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
