package io.rooftile.quantization.real;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rooftile.core.network.ArgMax;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Network;
import io.rooftile.modelimport.tensorflow.TensorFlowReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.types.TFloat32;

/// TensorFlow computes the same numbers from the same file.
final class TensorFlowComparisonTest {
    private static final double TOLERANCE = 1e-4;

    private static final int SEEDED_ROWS = 5;

    @ParameterizedTest
    @CsvSource({"tf1-lenet-frozen/lenet_frozen.pb, input, Lenet/fc9_1/Relu", "tf1-fc-layers-frozen/frozen.pb, X, output"
    })
    void run_ofFrozenGraph_isWithinTheTolerance(String model, String in, String out) throws IOException {
        Path file = Rows.shared("models/" + model);
        Network network = scores(Rows.imported(new TensorFlowReader(), file));
        float[] rows = seeded(network);

        Rows.assertClose(ofFrozen(file, in, out, network, rows), Rows.run(network, 2, rows), TOLERANCE);
    }

    @ParameterizedTest
    @CsvSource("mlperftiny-kws-dscnn/kws_ref_model")
    void run_ofSavedModel_isWithinTheTolerance(String model) {
        Path folder = Rows.shared("models/" + model);
        Network network = Rows.imported(new TensorFlowReader(), folder);
        float[] rows = seeded(network);

        Rows.assertClose(ofSavedModel(folder, network, rows), Rows.run(network, 2, rows), TOLERANCE);
    }

    @ParameterizedTest
    @CsvSource({"digits, 255, 199", "gestures, 64, 198"})
    void run_ofExample_isWithinTheToleranceAndRightAsOftenAsItsPageSays(String example, float scale, int right)
            throws IOException {
        Path folder = Path.of(System.getProperty("rooftile.root", "."), "examples", example);
        List<String[]> lines = Files.readAllLines(folder.resolve("test_rows.csv")).stream()
                .map(line -> line.split(",", -1))
                .toList();
        int values = lines.getFirst().length - 1;
        float[] rows = new float[lines.size() * values];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Integer.parseInt(lines.get(i / values)[1 + i % values]) / scale;
        }
        Network saved = Rows.imported(new TensorFlowReader(), folder.resolve("saved_model"));
        Network frozen = Rows.imported(new TensorFlowReader(), folder.resolve("frozen.pb"));

        float[] actual = Rows.run(saved, 2, rows);

        Rows.assertClose(ofSavedModel(folder.resolve("saved_model"), saved, rows), actual, TOLERANCE);
        Rows.assertClose(
                ofFrozen(folder.resolve("frozen.pb"), "input", "probabilities", frozen, rows),
                Rows.run(frozen, 1, rows),
                TOLERANCE);
        assertEquals(right, rightRows(actual, lines));
    }

    private static int rightRows(float[] outputs, List<String[]> lines) {
        int classes = outputs.length / lines.size();
        int right = 0;
        for (int row = 0; row < lines.size(); row++) {
            int best = 0;
            for (int k = 1; k < classes; k++) {
                best = outputs[row * classes + k] > outputs[row * classes + best] ? k : best;
            }
            right += best == Integer.parseInt(lines.get(row)[0]) ? 1 : 0;
        }
        return right;
    }

    /// The scores where the network ends in the index of the greatest of them, which says less.
    private static Network scores(Network network) {
        Layer last = network.layers().getLast();
        return last instanceof ArgMax
                ? new Network(network.name(), network.inputs(), last.inputs(), network.layers())
                : network;
    }

    private static float[] seeded(Network network) {
        int elements = Math.toIntExact(network.inputs().getFirst().shape().elements());
        return Rows.random(new SplittableRandom(11), SEEDED_ROWS * elements);
    }

    private static float[] ofFrozen(Path file, String in, String out, Network network, float[] rows)
            throws IOException {
        try (Graph graph = new Graph()) {
            graph.importGraphDef(GraphDef.parseFrom(Files.readAllBytes(file)));
            try (Session session = new Session(graph)) {
                return run(session, in, out, network, rows);
            }
        }
    }

    private static float[] ofSavedModel(Path folder, Network network, float[] rows) {
        try (SavedModelBundle bundle = SavedModelBundle.load(folder.toString(), "serve")) {
            SignatureDef signature = bundle.metaGraphDef().getSignatureDefOrThrow("serving_default");
            String in = signature.getInputsMap().values().iterator().next().getName();
            String out = signature.getOutputsMap().values().iterator().next().getName();
            return run(bundle.session(), in, out, network, rows);
        }
    }

    private static float[] run(Session session, String in, String out, Network network, float[] rows) {
        long[] dims = network.inputs().getFirst().shape().dims().stream()
                .mapToLong(dim -> dim)
                .toArray();
        dims[0] = rows.length / network.inputs().getFirst().shape().elements();
        try (TFloat32 fed = TFloat32.tensorOf(Shape.of(dims), DataBuffers.of(rows));
                Result result = session.runner().feed(in, fed).fetch(out).run()) {
            TFloat32 tensor = (TFloat32) result.get(0);
            float[] values = new float[Math.toIntExact(tensor.size())];
            tensor.copyTo(DataBuffers.of(values));
            return values;
        }
    }
}
