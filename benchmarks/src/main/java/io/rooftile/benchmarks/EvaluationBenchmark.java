package io.rooftile.benchmarks;

import io.rooftile.core.network.Network;
import io.rooftile.costmodel.BitOptions;
import io.rooftile.costmodel.DesignSpace;
import io.rooftile.costmodel.Figures;
import io.rooftile.costmodel.Knob;
import io.rooftile.costmodel.Target;
import io.rooftile.costmodel.dataflow.DataflowSpace;
import io.rooftile.costmodel.overlay.OverlaySpace;
import io.rooftile.dse.Explorer;
import io.rooftile.dse.Objective;
import io.rooftile.dse.SearchSettings;
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
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Whole-network evaluations of ResNet-50 per second, on one thread. Each pass goes once through a list of designs
/// and starts with an empty memo, so that no design is found because an earlier pass evaluated it.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class EvaluationBenchmark {
    private static final int DESIGNS = 1 << 13;
    private static final int SEED = 1;

    /// Which space.
    @Param({"overlay", "dataflow"})
    public String family = "";

    /// Which designs, and whether layers costed before are looked up: `cold` and `memo` draw each knob of each design
    /// anew; `search` is the memo on the designs that a search visits, in its order.
    @Param({"cold", "memo", "search"})
    public String designs = "";

    private final Figures figures = new Figures();
    private int[][] choices = {};
    private @Nullable Network network;
    private @Nullable Target target;
    private @Nullable DesignSpace space;

    /// Draws the designs, or lets a search choose them.
    @Setup(Level.Trial)
    public void choose() {
        ResourceDatabase database = ResourceDatabase.builtIn();
        target = Target.of(database.board("zcu102"), database.coefficients(ResourceDatabase.THEORY));
        network = switch (ModelImport.read("zoo:resnet50", ImportOptions.NONE)) {
            case ImportResult.Imported imported -> imported.network();
            case ImportResult.Refused refused -> throw new IllegalStateException(refused.toString());
        };
        choices = switch (designs) {
            case "cold", "memo" -> random(newSpace().knobs());
            case "search" -> visited(newSpace());
            default -> throw new IllegalStateException("no such designs: " + designs);
        };
    }

    /// Forgets what earlier passes costed.
    @Setup(Level.Invocation)
    public void forget() {
        space = newSpace();
    }

    private DesignSpace newSpace() {
        Network of = Objects.requireNonNull(network);
        Target on = Objects.requireNonNull(target);
        boolean isCold = designs.equals("cold");
        return switch (family) {
            case "overlay" -> {
                OverlaySpace overlays = OverlaySpace.of(of, on, BitOptions.AS_TRAINED);
                yield isCold ? overlays.cold() : overlays;
            }
            case "dataflow" ->
                isCold
                        ? DataflowSpace.withoutMemo(of, on, BitOptions.AS_TRAINED)
                        : DataflowSpace.of(of, on, BitOptions.AS_TRAINED);
            default -> throw new IllegalStateException("no such family: " + family);
        };
    }

    private static int[][] random(List<Knob> knobs) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        int[][] drawn = new int[DESIGNS][knobs.size()];
        for (int[] design : drawn) {
            for (int knob = 0; knob < design.length; knob++) {
                design[knob] = random.nextInt(knobs.get(knob).options());
            }
        }
        return drawn;
    }

    /// The first designs that a search visits; where it finds no more, those of the next one. A recorded pipeline is
    /// searched from single knobs on, like an overlay, because the solver by stages asks for the space itself.
    private int[][] visited(DesignSpace searched) {
        RecordedSpace recorded = new RecordedSpace(searched);
        for (int seed = SEED; recorded.visited().size() < DESIGNS; seed++) {
            SearchSettings settings = new SearchSettings(
                    List.of(searched.family()),
                    Objective.STANDARD,
                    seed,
                    1,
                    new SearchSettings.Effort(2L * DESIGNS, null),
                    100);
            new Explorer(Objects.requireNonNull(network), Objects.requireNonNull(target), List.of(recorded))
                    .explore(settings, new Explorer.Control(() -> false, _ -> {}, System::nanoTime));
        }
        return recorded.visited().subList(0, DESIGNS).toArray(int[][]::new);
    }

    /// One whole network, for each of the designs.
    @Benchmark
    @OperationsPerInvocation(DESIGNS)
    public double evaluate() {
        DesignSpace fresh = Objects.requireNonNull(space);
        double sum = 0;
        for (int[] design : choices) {
            fresh.evaluate(design, figures);
            sum += figures.energyMillijoules;
        }
        return sum;
    }
}
