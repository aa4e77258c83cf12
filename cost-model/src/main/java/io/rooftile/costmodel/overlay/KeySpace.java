package io.rooftile.costmodel.overlay;

import io.rooftile.core.design.OverlayNumbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Numbers for "this layer shape on this engine", for the memo: choices that a layer's time does not depend
/// on, or that give the same memory rates, give the same number.
final class KeySpace {
    private final int[] rateOf;
    private final int[] numbersOf;
    private final int ports;
    private final int cores;
    private final long[] radix;
    private long base;

    KeySpace(Compiled compiled) {
        OverlayOptions options = compiled.options;
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
            options.buffers().feature().size(),
            options.buffers().weight().size(),
            options.buffers().accumulator().size(),
            rates.size(),
            formats.size(),
            compiled.shapes.length,
            Residency.uses().size(),
            1L << Residence.BITS
        };
        long all = 1;
        for (long count : radix) {
            all = Math.multiplyExact(all, Math.max(1, count));
        }
    }

    /// Takes in the engine of these choices.
    void use(int[] choices) {
        long key = choices[1];
        for (int i = 1; i < 6; i++) {
            key = key * radix[i] + choices[i + 1];
        }
        key = key * radix[6] + rateOf[(choices[0] * ports + choices[7]) * cores + choices[8]];
        base = key * radix[7] + numbersOf[choices[9]];
    }

    long key(int shape, Residency.Use use, int residence) {
        return ((base * radix[8] + shape) * radix[9] + use.index) * radix[10] + residence;
    }
}
