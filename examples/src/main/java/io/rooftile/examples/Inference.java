package io.rooftile.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.types.TFloat32;

/// Runs written models over labelled rows.
final class Inference {

    private Inference() {}

    /// The probabilities a frozen graph gives, indexed `[row][class]`.
    static float[][] ofFrozenGraph(ExampleModel model, Path file, LabelledRows rows) throws IOException {
        try (Graph graph = new Graph()) {
            graph.importGraphDef(GraphDef.parseFrom(Files.readAllBytes(file)));
            try (Session session = new Session(graph, Trainer.ONE_THREAD)) {
                return ofSession(model, session, rows);
            }
        }
    }

    /// The probabilities of a session whose graph has the nodes `input` and `probabilities`, indexed `[row][class]`.
    static float[][] ofSession(ExampleModel model, Session session, LabelledRows rows) {
        try (TFloat32 input = model.inputTensor(rows.rows());
                Result result = session.runner()
                        .feed(LayerStack.INPUT, input)
                        .fetch(LayerStack.PROBABILITIES)
                        .run()) {
            TFloat32 probabilities = (TFloat32) result.get(0);
            Shape shape = probabilities.shape();
            float[][] values = new float[Math.toIntExact(shape.get(0))][Math.toIntExact(shape.get(1))];
            for (int row = 0; row < values.length; row++) {
                for (int column = 0; column < values[row].length; column++) {
                    values[row][column] = probabilities.getFloat(row, column);
                }
            }
            return values;
        }
    }

    /// How many rows have their largest probability at their label.
    static int correctRows(float[][] probabilities, LabelledRows rows) {
        int correct = 0;
        for (int row = 0; row < probabilities.length; row++) {
            int best = 0;
            for (int column = 1; column < probabilities[row].length; column++) {
                if (probabilities[row][column] > probabilities[row][best]) {
                    best = column;
                }
            }
            if (best == rows.rows().get(row).label()) {
                correct++;
            }
        }
        return correct;
    }
}
