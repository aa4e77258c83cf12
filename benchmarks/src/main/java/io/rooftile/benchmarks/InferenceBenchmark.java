package io.rooftile.benchmarks;

import io.rooftile.core.design.Requantisation;
import io.rooftile.core.network.Network;
import io.rooftile.modelimport.ImportOptions;
import io.rooftile.modelimport.ImportResult;
import io.rooftile.modelimport.formats.ModelImport;
import io.rooftile.quantization.integer.IntegerExecutor;
import io.rooftile.quantization.integer.IntegerNetwork;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Integer inference on one thread: calls per second, and multiply-accumulates per second in the line `macs`.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class InferenceBenchmark {
    /// The network that needs no file.
    static final String GENERATED = "generated";

    /// Which network: [#GENERATED] or the file of a quantised model.
    @Param(GENERATED)
    public String model = "";

    /// How many rows one call computes: one for latency, many for throughput.
    @Param({"1", "256"})
    public int rows;

    private byte[] input = {};
    private long macs;
    private @Nullable IntegerExecutor executor;

    /// The work of an iteration.
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Work {
        /// Multiply-accumulates.
        public long macs;
    }

    /// Reads the network and draws the rows.
    @Setup
    public void prepare() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        Network network = network(random);
        executor = new IntegerExecutor(IntegerNetwork.of(network, Requantisation.EXACT));
        macs = Math.multiplyExact(rows, network.macs());
        input = new byte[Math.multiplyExact(rows, executor.rowBytesIn())];
        random.nextBytes(input);
    }

    private Network network(RandomGenerator random) {
        if (model.equals(GENERATED)) {
            return GeneratedNetwork.ofPairs(random);
        }
        return switch (ModelImport.read(model, ImportOptions.NONE)) {
            case ImportResult.Imported imported -> imported.network();
            case ImportResult.Refused refused -> throw new IllegalStateException(refused.toString());
        };
    }

    /// All rows once.
    @Benchmark
    public byte[] infer(Work work) {
        work.macs += macs;
        return Objects.requireNonNull(executor).run(input, 1);
    }
}
