package io.rooftile.costmodel.overlay;

import io.rooftile.costmodel.BitOptions;
import io.rooftile.costmodel.DesignSpace;
import io.rooftile.costmodel.Figures;
import io.rooftile.costmodel.Knob;
import io.rooftile.costmodel.fabric.TestTargets;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Prints how many whole-network evaluations of ResNet-50 one thread does per CPU second: of random designs
/// without memo, and of a walk that changes one choice at a time with it.
final class OverlaySpeed {
    private static final int DESIGNS = 4_000;

    private OverlaySpeed() {}

    public static void main(String[] arguments) {
        OverlaySpace space = OverlaySpace.of(NetworkBuilder.resNet50(), TestTargets.large(), BitOptions.fixed(8, 8));
        for (int round = 0; round < 4; round++) {
            report("cold, random designs", space.cold(), designs(space.knobs(), true));
            report("memo, walk", space, designs(space.knobs(), false));
            report("memo, same walk again", space, designs(space.knobs(), false));
        }
    }

    private static int[][] designs(List<Knob> knobs, boolean isRandom) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        int[][] designs = new int[DESIGNS][];
        int[] current = knobs.stream().mapToInt(knob -> knob.options() / 2).toArray();
        for (int i = 0; i < DESIGNS; i++) {
            if (isRandom) {
                for (int k = 0; k < current.length; k++) {
                    current[k] = random.nextInt(knobs.get(k).options());
                }
            } else if (i % 20 == 0) {
                int k = random.nextInt(current.length);
                current[k] = random.nextInt(knobs.get(k).options());
            } else {
                int k = new int[] {0, 7, 8, 9}[random.nextInt(4)];
                current[k] = random.nextInt(knobs.get(k).options());
            }
            designs[i] = current.clone();
        }
        return designs;
    }

    private static void report(String what, DesignSpace space, int[][] designs) {
        Figures figures = new Figures();
        long checksum = 0;
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        for (int[] design : designs) {
            space.evaluate(design, figures);
            checksum += figures.latencyCycles;
        }
        double seconds = (threads.getCurrentThreadCpuTime() - start) * 1e-9;
        System.out.printf("%-24s %,12.0f per CPU second (checksum %d)%n", what, designs.length / seconds, checksum);
    }
}
