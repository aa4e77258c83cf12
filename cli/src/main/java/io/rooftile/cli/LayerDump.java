package io.rooftile.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Tensor;
import io.rooftile.reports.WholePath;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Every layer's output as files of a folder: raw rows of each layer, named by its index and name, and an index that
/// says what they hold.
final class LayerDump {
    /// The index of the folder.
    static final String INDEX = "layers.json";

    private static final int LONGEST_NAME = 80;

    private final WholePath whole;
    private final Path folder;
    private final Network network;
    private final Map<String, Integer> layerOf = new HashMap<>();
    private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();

    private LayerDump(WholePath whole, Network network) {
        this.whole = whole;
        this.folder = whole.fresh();
        this.network = network;
        for (int i = 0; i < network.layers().size(); i++) {
            layerOf.put(network.layers().get(i).output().name(), i);
        }
    }

    /// Starts a dump of all layers of a network.
    static LayerDump in(WholePath whole, Network network) {
        try {
            Files.createDirectory(whole.fresh());
        } catch (IOException exception) {
            throw whole.failure(exception);
        }
        return new LayerDump(whole, network);
    }

    /// Writes some rows of one layer to their place in its file; for any thread. What fails is told by [#complete].
    void write(int layer, long firstRow, int rows, byte[] bytes) {
        Path file = folder.resolve(fileName(layer));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            long at = firstRow * (bytes.length / rows);
            while (rest.hasRemaining()) {
                at += channel.write(rest, at);
            }
        } catch (IOException exception) {
            failure.compareAndSet(null, exception);
        }
    }

    /// Writes some rows of the layer that makes a tensor; the network's inputs are no layer's and are left out.
    void write(Tensor made, long firstRow, int rows, byte[] bytes) {
        Integer layer = layerOf.get(made.name());
        if (layer != null) {
            write(layer, firstRow, rows, bytes);
        }
    }

    /// Writes the index and moves the folder to its place.
    ///
    /// @param rows how many were written of each layer
    /// @throws io.rooftile.core.UserInputException when one of the files could not be written
    void complete(long rows) {
        try {
            IOException first = failure.get();
            if (first != null) {
                throw first;
            }
            Files.writeString(folder.resolve(INDEX), Json.text(index(rows)) + "\n");
        } catch (IOException exception) {
            throw whole.failure(exception);
        }
        whole.complete();
    }

    private ObjectNode index(long rows) throws IOException {
        ObjectNode root = Json.object();
        root.put("network", network.name());
        root.put("rows", rows);
        ArrayNode layers = root.putArray("layers");
        for (int i = 0; i < network.layers().size(); i++) {
            long fileBytes = Files.size(folder.resolve(fileName(i)));
            describe(layers.addObject(), i, fileBytes / rows);
        }
        return root;
    }

    private void describe(ObjectNode node, int index, long rowBytes) {
        Layer layer = network.layers().get(index);
        Tensor output = layer.output();
        node.put("index", index);
        node.put("layer", layer.name());
        node.put("type", layer.typeName());
        node.put("tensor", output.name());
        ArrayNode shape = node.putArray("shape");
        output.shape().dims().forEach(shape::add);
        node.put("format", output.format().typeName());
        node.put("scale", output.quantisation().scale(0));
        node.put("zero_point", output.quantisation().zeroPoint(0));
        node.put("file", fileName(index));
        node.put("bytes_per_row", rowBytes);
    }

    /// The index keeps names apart that differ in nothing a file name may hold.
    private String fileName(int index) {
        String safe = network.layers().get(index).name().replaceAll("[^A-Za-z0-9._-]+", "_");
        return "%03d-%s.bin".formatted(index, safe.substring(0, Math.min(safe.length(), LONGEST_NAME)));
    }
}
