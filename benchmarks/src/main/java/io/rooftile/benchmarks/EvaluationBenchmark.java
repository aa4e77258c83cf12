package io.rooftile.benchmarks;

import io.rooftile.core.network.Network;
import io.rooftile.costmodel.BitOptions;
import io.rooftile.costmodel.DesignSpace;
import io.rooftile.costmodel.Figures;
import io.rooftile.costmodel.Knob;
import io.rooftile.costmodel.Target;
import io.rooftile.costmodel.dataflow.DataflowSpace;
import io.rooftile.costmodel.overlay.OverlaySpace;
import io.rooftile.modelimport.ImportOptions;
import io.rooftile.modelimport.ImportResult;
import io.rooftile.modelimport.formats.ModelImport;
import io.rooftile.resourcedb.ResourceDatabase;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Whole-network evaluations of ResNet-50 per second, on one thread: random designs of the space, each knob
/// drawn anew for every design, so that nothing but the memo can help.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class EvaluationBenchmark {
    private static final int DESIGNS = 1 << 12;

    /// Which space.
    @Param({"overlay", "dataflow"})
    public String family = "";

    /// Whether layers costed before are looked up.
    @Param({"cold", "memo"})
    public String memo = "";

    private final Figures figures = new Figures();
    private int[][] designs = {};
    private @Nullable DesignSpace space;
    private int next;

    /// Compiles the space and draws the designs.
    @Setup
    public void compile() {
        ResourceDatabase database = ResourceDatabase.builtIn();
        Target target = Target.of(database.board("zcu102"), database.coefficients(ResourceDatabase.THEORY));
        Network network =
                switch (ModelImport.read("zoo:resnet50", ImportOptions.NONE)) {
                    case ImportResult.Imported imported -> imported.network();
                    case ImportResult.Refused refused -> throw new IllegalStateException(refused.toString());
                };
        space = switch (family + " " + memo) {
            case "overlay cold" ->
                OverlaySpace.of(network, target, BitOptions.AS_TRAINED).cold();
            case "overlay memo" -> OverlaySpace.of(network, target, BitOptions.AS_TRAINED);
            case "dataflow cold" -> DataflowSpace.withoutMemo(network, target, BitOptions.AS_TRAINED);
            case "dataflow memo" -> DataflowSpace.of(network, target, BitOptions.AS_TRAINED);
            default -> throw new IllegalStateException("no such benchmark: " + family + " " + memo);
        };
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        List<Knob> knobs = space.knobs();
        designs = new int[DESIGNS][knobs.size()];
        for (int[] design : designs) {
            for (int knob = 0; knob < design.length; knob++) {
                design[knob] = random.nextInt(knobs.get(knob).options());
            }
        }
    }

    /// One whole network.
    @Benchmark
    public double evaluate() {
        Objects.requireNonNull(space).evaluate(designs[next++ & (DESIGNS - 1)], figures);
        return figures.energyMillijoules;
    }
}
