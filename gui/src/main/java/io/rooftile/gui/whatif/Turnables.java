package io.rooftile.gui.whatif;

import io.rooftile.core.design.ArrayShape;
import io.rooftile.core.design.DataflowDesign;
import io.rooftile.core.design.Design;
import io.rooftile.core.design.MultiplierStyle;
import io.rooftile.core.design.OverlayBuffers;
import io.rooftile.core.design.OverlayDesign;
import io.rooftile.core.design.OverlayNumbers;
import io.rooftile.core.design.Stage;
import io.rooftile.core.design.WeightStorage;
import io.rooftile.gui.text.Texts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.LongFunction;

/// The choices of a design of either family.
final class Turnables {
    private static final BigDecimal HERTZ_PER_MEGAHERTZ = BigDecimal.valueOf(1_000_000);

    private Turnables() {}

    static List<Turnable> of(Design design) {
        return switch (design) {
            case DataflowDesign dataflow -> of(dataflow);
            case OverlayDesign overlay -> of(overlay);
        };
    }

    private static List<Turnable> of(DataflowDesign design) {
        List<Turnable> all = new ArrayList<>();
        all.add(clock(
                design.clockHertz(), hertz -> new DataflowDesign(hertz, design.requantisation(), design.stages())));
        for (int i = 0; i < design.stages().size(); i++) {
            Stage stage = design.stages().get(i);
            int at = i;
            String layer = stage.layer();
            all.add(whole(layer, "PE", stage.pe(), pe -> with(design, at, withFolding(stage, pe, stage.simd()))));
            all.add(whole(layer, "SIMD", stage.simd(), simd -> with(design, at, withFolding(stage, stage.pe(), simd))));
            all.add(whole(
                    layer,
                    "activation bits",
                    stage.activationBits(),
                    bits -> with(design, at, withBits(stage, stage.weightBits(), bits))));
            if (stage.weightBits() > 0) {
                all.add(whole(
                        layer,
                        "weight bits",
                        stage.weightBits(),
                        bits -> with(design, at, withBits(stage, bits, stage.activationBits()))));
                all.add(new Turnable(
                        layer,
                        "weights in",
                        word(stage.storage()),
                        text -> with(design, at, withStorage(stage, named(WeightStorage.values(), text)))));
                all.add(new Turnable(
                        layer,
                        "multiply in",
                        word(stage.multiplier()),
                        text -> with(design, at, withMultiplier(stage, named(MultiplierStyle.values(), text)))));
            }
        }
        return all;
    }

    private static Design with(DataflowDesign design, int at, Stage stage) {
        List<Stage> stages = new ArrayList<>(design.stages());
        stages.set(at, stage);
        return new DataflowDesign(design.clockHertz(), design.requantisation(), stages);
    }

    private static Stage withFolding(Stage stage, int pe, int simd) {
        return new Stage(
                stage.layer(),
                pe,
                simd,
                stage.weightBits(),
                stage.activationBits(),
                stage.storage(),
                stage.multiplier());
    }

    private static Stage withBits(Stage stage, int weightBits, int activationBits) {
        return new Stage(
                stage.layer(),
                stage.pe(),
                stage.simd(),
                weightBits,
                activationBits,
                stage.storage(),
                stage.multiplier());
    }

    private static Stage withStorage(Stage stage, WeightStorage storage) {
        return new Stage(
                stage.layer(),
                stage.pe(),
                stage.simd(),
                stage.weightBits(),
                stage.activationBits(),
                storage,
                stage.multiplier());
    }

    private static Stage withMultiplier(Stage stage, MultiplierStyle multiplier) {
        return new Stage(
                stage.layer(),
                stage.pe(),
                stage.simd(),
                stage.weightBits(),
                stage.activationBits(),
                stage.storage(),
                multiplier);
    }

    private static List<Turnable> of(OverlayDesign design) {
        String whole = Texts.of("whatif.whole");
        ArrayShape array = design.array();
        OverlayBuffers buffers = design.buffers();
        OverlayNumbers numbers = design.numbers();
        return List.of(
                clock(
                        design.clockHertz(),
                        hertz -> new OverlayDesign(
                                hertz, array, buffers, numbers, design.memoryPortBits(), design.cores(), List.of())),
                whole(
                        whole,
                        "PP",
                        array.pp(),
                        pp -> with(design, new ArrayShape(pp, array.icp(), array.ocp(), array.drainCycles()))),
                whole(
                        whole,
                        "ICP",
                        array.icp(),
                        icp -> with(design, new ArrayShape(array.pp(), icp, array.ocp(), array.drainCycles()))),
                whole(
                        whole,
                        "OCP",
                        array.ocp(),
                        ocp -> with(design, new ArrayShape(array.pp(), array.icp(), ocp, array.drainCycles()))),
                whole(
                        whole,
                        "drain steps",
                        array.drainCycles(),
                        steps -> with(design, new ArrayShape(array.pp(), array.icp(), array.ocp(), steps))),
                whole(
                        whole,
                        "feature depth (words)",
                        buffers.featureDepthWords(),
                        words -> with(
                                design,
                                new OverlayBuffers(words, buffers.weightDepthWords(), buffers.outputDepthWords()))),
                whole(
                        whole,
                        "weight depth (words)",
                        buffers.weightDepthWords(),
                        words -> with(
                                design,
                                new OverlayBuffers(buffers.featureDepthWords(), words, buffers.outputDepthWords()))),
                whole(
                        whole,
                        "output depth (words)",
                        buffers.outputDepthWords(),
                        words -> with(
                                design,
                                new OverlayBuffers(buffers.featureDepthWords(), buffers.weightDepthWords(), words))),
                whole(
                        whole,
                        "data bits",
                        numbers.dataBits(),
                        bits -> with(
                                design,
                                new OverlayNumbers(
                                        bits, numbers.weightBits(), numbers.requantisation(), numbers.dspPacking()))),
                whole(
                        whole,
                        "weight bits",
                        numbers.weightBits(),
                        bits -> with(
                                design,
                                new OverlayNumbers(
                                        numbers.dataBits(), bits, numbers.requantisation(), numbers.dspPacking()))),
                whole(
                        whole,
                        "products of a DSP block",
                        numbers.dspPacking() ? 2 : 1,
                        products -> with(
                                design,
                                new OverlayNumbers(
                                        numbers.dataBits(),
                                        numbers.weightBits(),
                                        numbers.requantisation(),
                                        isPacked(products)))),
                whole(
                        whole,
                        "memory port (bits)",
                        design.memoryPortBits(),
                        bits -> new OverlayDesign(
                                design.clockHertz(), array, buffers, numbers, bits, design.cores(), List.of())),
                whole(
                        whole,
                        "cores",
                        design.cores(),
                        cores -> new OverlayDesign(
                                design.clockHertz(),
                                array,
                                buffers,
                                numbers,
                                design.memoryPortBits(),
                                cores,
                                List.of())));
    }

    /// The tilings are those of the former array: the cost model chooses anew.
    private static Design with(OverlayDesign design, ArrayShape array) {
        return new OverlayDesign(
                design.clockHertz(),
                array,
                design.buffers(),
                design.numbers(),
                design.memoryPortBits(),
                design.cores(),
                List.of());
    }

    private static Design with(OverlayDesign design, OverlayBuffers buffers) {
        return new OverlayDesign(
                design.clockHertz(),
                design.array(),
                buffers,
                design.numbers(),
                design.memoryPortBits(),
                design.cores(),
                List.of());
    }

    private static Design with(OverlayDesign design, OverlayNumbers numbers) {
        return new OverlayDesign(
                design.clockHertz(),
                design.array(),
                design.buffers(),
                numbers,
                design.memoryPortBits(),
                design.cores(),
                List.of());
    }

    private static boolean isPacked(int products) {
        if (products != 1 && products != 2) {
            throw new IllegalArgumentException("a DSP block makes 1 or 2 products, not " + products);
        }
        return products == 2;
    }

    private static Turnable clock(long hertz, LongFunction<Design> with) {
        return new Turnable(
                Texts.of("whatif.whole"),
                "clock (MHz)",
                BigDecimal.valueOf(hertz)
                        .divide(HERTZ_PER_MEGAHERTZ)
                        .stripTrailingZeros()
                        .toPlainString(),
                text -> with.apply(new BigDecimal(text.strip())
                        .multiply(HERTZ_PER_MEGAHERTZ)
                        .longValueExact()));
    }

    private static Turnable whole(String place, String name, int value, IntFunction<Design> with) {
        return new Turnable(place, name, String.valueOf(value), text -> with.apply(Integer.parseInt(text.strip())));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static <E extends Enum<E>> E named(E[] values, String text) {
        return Arrays.stream(values)
                .filter(value -> word(value).equals(text.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is none of "
                        + String.join(
                                ", ", Arrays.stream(values).map(Turnables::word).toList())));
    }
}
