package io.rooftile.calibration.dataflow;

import io.rooftile.core.dataflow.Folding;
import io.rooftile.core.dataflow.Pipeline;
import io.rooftile.core.dataflow.StageShape;
import io.rooftile.core.design.DataflowDesign;
import io.rooftile.core.design.MultiplierStyle;
import io.rooftile.core.design.Requantisation;
import io.rooftile.core.design.Stage;
import io.rooftile.core.design.WeightStorage;
import io.rooftile.core.device.Part;
import io.rooftile.core.network.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Dataflow designs by chance.
final class RandomDesigns {
    private static final int NEAR = 4;
    private static final long MOST_WEIGHTS_IN_LOGIC = 2_500;
    private static final long CLOCK_HERTZ = 100_000_000;

    private RandomDesigns() {}

    /// One with any legal folding in every stage that takes at most so many cycles and not far fewer, where there is
    /// one: what is far faster is also far larger.
    static DataflowDesign next(
            Network network, int bits, Requantisation requantisation, long mostCycles, RandomGenerator random) {
        List<Stage> stages = new ArrayList<>();
        for (StageShape shape : Pipeline.of(network).stages()) {
            List<int[]> foldings = foldings(shape, mostCycles);
            int[] chosen = foldings.get(random.nextInt(foldings.size()));
            stages.add(stage(shape, chosen[0], chosen[1], bits, random));
        }
        return new DataflowDesign(CLOCK_HERTZ, requantisation, stages);
    }

    /// One that a part can hold the kinds of blocks of, with tables in logic only where they are small: synthesis takes
    /// minutes for others.
    static DataflowDesign forPart(
            Network network,
            int bits,
            Requantisation requantisation,
            long mostCycles,
            Part part,
            RandomGenerator random) {
        DataflowDesign any = next(network, bits, requantisation, mostCycles, random);
        List<StageShape> shapes = Pipeline.of(network).stages();
        List<Stage> stages = new ArrayList<>();
        for (int i = 0; i < shapes.size(); i++) {
            Stage stage = any.stages().get(i);
            long weights = (long) shapes.get(i).outputChannels() * shapes.get(i).dotLength();
            boolean isTable = stage.storage() == WeightStorage.LUT_RAM && weights > MOST_WEIGHTS_IN_LOGIC;
            stages.add(new Stage(
                    stage.layer(),
                    stage.pe(),
                    stage.simd(),
                    stage.weightBits(),
                    stage.activationBits(),
                    isTable ? WeightStorage.BLOCK_RAM : stage.storage(),
                    part.capacity().dsp() > 0 ? stage.multiplier() : MultiplierStyle.LUT));
        }
        return new DataflowDesign(any.clockHertz(), requantisation, stages);
    }

    private static Stage stage(StageShape shape, int pe, int simd, int bits, RandomGenerator random) {
        Folding folding = Folding.of(shape, pe, simd);
        boolean isUnrolled = folding.inputFold() == 1 && folding.outputFold() == 1;
        boolean isPlain = shape.taps().groups() == 1 || shape.kind() != StageShape.Kind.MATRIX;
        WeightStorage storage = isUnrolled && isPlain && random.nextBoolean()
                ? WeightStorage.LOGIC
                : random.nextBoolean() ? WeightStorage.BLOCK_RAM : WeightStorage.LUT_RAM;
        MultiplierStyle multiplier = random.nextBoolean() ? MultiplierStyle.DSP : MultiplierStyle.LUT;
        return new Stage(shape.name(), pe, simd, shape.hasWeights() ? bits : 0, bits, storage, multiplier);
    }

    private static List<int[]> foldings(StageShape shape, long mostCycles) {
        List<int[]> all = new ArrayList<>();
        List<int[]> quick = new ArrayList<>();
        List<int[]> near = new ArrayList<>();
        for (int pe = 1; pe <= shape.lanes(); pe++) {
            for (int simd = 1; shape.isPe(pe) && simd <= Math.max(1, shape.dotLength()); simd++) {
                if (shape.isSimd(simd)) {
                    int[] folding = {pe, simd};
                    all.add(folding);
                    long cycles = Folding.of(shape, pe, simd).intervalCycles();
                    if (cycles <= mostCycles) {
                        quick.add(folding);
                    }
                    if (cycles <= mostCycles && cycles > mostCycles / NEAR) {
                        near.add(folding);
                    }
                }
            }
        }
        return !near.isEmpty() ? near : !quick.isEmpty() ? quick : List.of(all.getLast());
    }
}
