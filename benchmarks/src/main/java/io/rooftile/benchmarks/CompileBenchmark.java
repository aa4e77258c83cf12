package io.rooftile.benchmarks;

import io.rooftile.core.design.ArrayShape;
import io.rooftile.core.design.OverlayBuffers;
import io.rooftile.core.design.OverlayDesign;
import io.rooftile.core.design.OverlayNumbers;
import io.rooftile.core.design.Requantisation;
import io.rooftile.core.network.Network;
import io.rooftile.costmodel.Target;
import io.rooftile.costmodel.overlay.OverlayModel;
import io.rooftile.quantization.integer.IntegerNetwork;
import io.rooftile.resourcedb.ResourceDatabase;
import io.rooftile.rtl.overlay.CompilerOptions;
import io.rooftile.rtl.overlay.OverlayCompiler;
import io.rooftile.rtl.overlay.OverlayProgram;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Seconds in which a network of ResNet-50's size becomes a program of an overlay engine, from quantised layers and
/// chosen tilings to packed weights, in a process that has compiled nothing before.
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 0)
public class CompileBenchmark {
    private @Nullable IntegerNetwork network;
    private @Nullable OverlayDesign design;

    /// Draws the network and chooses the tilings, for the array of a B4096.
    @Setup
    public void prepare() {
        Network drawn = GeneratedNetwork.ofBottlenecks(
                RandomGeneratorFactory.of("L64X128MixRandom").create(1));
        ResourceDatabase database = ResourceDatabase.builtIn();
        Target target = Target.of(database.board("zcu102"), database.coefficients(ResourceDatabase.THEORY));
        OverlayDesign given = new OverlayDesign(
                300_000_000,
                new ArrayShape(8, 16, 16),
                new OverlayBuffers(2048, 2048, 1024),
                new OverlayNumbers(8, 8, Requantisation.EXACT, false),
                128,
                1,
                List.of());
        design = (OverlayDesign)
                OverlayModel.estimate(drawn, given, target).estimate().design();
        network = IntegerNetwork.of(drawn, Requantisation.EXACT);
    }

    /// Compiles it.
    @Benchmark
    public OverlayProgram compile() {
        return OverlayCompiler.compile(
                Objects.requireNonNull(network), Objects.requireNonNull(design), CompilerOptions.USUAL);
    }
}
