package io.rooftile.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rooftile.core.UserInputException;
import io.rooftile.core.design.Requantisation;
import io.rooftile.core.network.Network;
import io.rooftile.quantization.integer.IntegerExecutor;
import io.rooftile.quantization.integer.IntegerNetwork;
import io.rooftile.quantization.real.RealExecutor;
import io.rooftile.quantization.real.RealNetwork;
import io.rooftile.quantization.real.RealRows;
import io.rooftile.reports.WholePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `rooftile infer`: what a model computes, row after row.
@Command(
        name = "infer",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Computes a model: a quantised one in integers, bit for bit as TensorFlow Lite's reference kernels,",
            "any other in float32."
        },
        footer = {
            "",
            "A row holds all inputs (outputs) one behind the other, raw and little-endian, in the model's own types."
        })
final class InferCommand implements Callable<Integer> {
    /// What is read or written at once.
    private static final int CHUNK_BYTES = 64 << 20;

    private static final double NANOSECONDS_PER_MILLISECOND = 1e6;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final ModelArguments model = new ModelArguments();

    @Option(names = "--input", required = true, paramLabel = "FILE", description = "Rows in the model's input type.")
    @SuppressWarnings("NullAway.Init")
    private Path input;

    @Option(
            names = "--output",
            required = true,
            paramLabel = "FILE",
            description = "Receives the rows in the model's output type; replaced when all are there.")
    @SuppressWarnings("NullAway.Init")
    private Path output;

    @Option(
            names = "--layers",
            paramLabel = "FOLDER",
            description = "Receives every layer's output: a file for each, and the index " + LayerDump.INDEX + ".")
    private @Nullable Path layers;

    @Mixin
    private final ThreadArguments threads = new ThreadArguments();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    private final LongSupplier nanoseconds = System::nanoTime;

    /// Something that computes rows.
    private record Engine(int rowBytesIn, int rowBytesOut, Computation computation) {}

    /// The outputs of a chunk of rows. `dump` hears of each layer's output, where there is one.
    @FunctionalInterface
    private interface Computation {
        byte[] run(byte[] rows, long firstRow, int threads, @Nullable LayerDump dump);
    }

    @Override
    public Integer call() {
        int workers = threads.count();
        requireApart();
        Network network = model.requireWeights();
        boolean isInteger = IntegerNetwork.isInteger(network);
        Engine engine = isInteger ? integers(network) : reals(network);
        long rows = rows(engine.rowBytesIn());
        long took = write(network, engine, rows, workers);
        report(network, rows, workers, took / NANOSECONDS_PER_MILLISECOND);
        return Rooftile.DONE;
    }

    private static Engine integers(Network network) {
        IntegerExecutor executor = new IntegerExecutor(IntegerNetwork.of(network, Requantisation.EXACT));
        return new Engine(
                executor.rowBytesIn(),
                executor.rowBytesOut(),
                (rows, firstRow, workers, dump) -> dump == null
                        ? executor.run(rows, workers)
                        : executor.run(
                                rows,
                                workers,
                                (layer, _, first, count, bytes) -> dump.write(layer, firstRow + first, count, bytes)));
    }

    private static Engine reals(Network network) {
        RealExecutor executor = new RealExecutor(RealNetwork.of(network));
        return new Engine(
                executor.rowBytesIn(),
                executor.rowBytesOut(),
                (rows, firstRow, workers, dump) -> dump == null
                        ? executor.run(rows, workers)
                        : executor.run(rows, workers, (tensor, values, first, count) -> {
                            byte[] bytes = RealRows.of(tensor).bytes(values, count);
                            dump.write(tensor, firstRow + first, count, bytes);
                        }));
    }

    /// How many rows the input holds.
    private long rows(int rowBytes) {
        if (!Files.isRegularFile(input)) {
            throw UserInputException.of(input.toString(), "", "there is no such file", "give --input a file of rows");
        }
        long bytes;
        try {
            bytes = Files.size(input);
        } catch (IOException exception) {
            throw unreadable(exception);
        }
        String rowsAreLike = "one row of this model takes " + rowBytes + " bytes";
        if (bytes == 0) {
            throw UserInputException.of(input.toString(), "", "it is empty", rowsAreLike);
        }
        if (bytes % rowBytes != 0) {
            throw UserInputException.of(
                    input.toString(),
                    "",
                    "its %d bytes are %d whole rows and %d bytes that are left over"
                            .formatted(bytes, bytes / rowBytes, bytes % rowBytes),
                    rowsAreLike);
        }
        return bytes / rowBytes;
    }

    private UserInputException unreadable(IOException exception) {
        return UserInputException.of(
                input.toString(),
                "",
                "it cannot be read (" + exception.getClass().getSimpleName() + ")",
                "give --input a file that can");
    }

    /// Writes the output, and the layers where they are asked for.
    ///
    /// @return how many nanoseconds computing took
    private long write(Network network, Engine engine, long rows, int workers) {
        try (WholePath file = WholePath.file(output, "--output");
                WholePath folder = layers == null ? null : WholePath.folder(layers, LayerDump.INDEX, "--layers")) {
            LayerDump dump = folder == null ? null : LayerDump.in(folder, network);
            long took = compute(engine, workers, file, dump);
            if (dump != null) {
                dump.complete(rows);
            }
            file.complete();
            return took;
        }
    }

    private void requireApart() {
        if (layers != null
                && output.toAbsolutePath()
                        .normalize()
                        .startsWith(layers.toAbsolutePath().normalize())) {
            throw UserInputException.of(
                    output.toString(), "", "the output cannot lie in the folder of --layers", "give another --output");
        }
    }

    private long compute(Engine engine, int workers, WholePath file, @Nullable LayerDump dump) {
        int chunkRows = Math.max(1, CHUNK_BYTES / Math.max(engine.rowBytesIn(), engine.rowBytesOut()));
        long took = 0;
        try (InputStream in = open();
                OutputStream out = Files.newOutputStream(file.fresh())) {
            byte[] chunk = read(in, chunkRows * engine.rowBytesIn());
            for (long firstRow = 0; chunk.length > 0; firstRow += chunkRows) {
                long start = nanoseconds.getAsLong();
                byte[] results = engine.computation().run(chunk, firstRow, workers, dump);
                took += nanoseconds.getAsLong() - start;
                out.write(results);
                chunk = read(in, chunkRows * engine.rowBytesIn());
            }
        } catch (IOException exception) {
            throw file.failure(exception);
        }
        return took;
    }

    private InputStream open() {
        try {
            return Files.newInputStream(input);
        } catch (IOException exception) {
            throw unreadable(exception);
        }
    }

    private byte[] read(InputStream in, int bytes) {
        try {
            return in.readNBytes(bytes);
        } catch (IOException exception) {
            throw unreadable(exception);
        }
    }

    private void report(Network network, long rows, int workers, double milliseconds) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ObjectNode node = Json.object();
            node.put("network", network.name());
            node.put("rows", rows);
            node.put("milliseconds", milliseconds);
            node.put("threads", workers);
            node.put("macs", Math.multiplyExact(rows, network.macs()));
            out.println(Json.text(node));
        } else {
            out.printf(
                    "%,d rows of %s in %s ms on %d threads%n",
                    rows, network.name(), Numbers.short3(milliseconds), workers);
        }
    }
}
