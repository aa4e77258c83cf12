package io.rooftile.examples;

import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

/// The networks that ship, and how a stored row becomes their input: `input = value / valuesPerUnit`.
enum ExampleModel {
    /// A small convolutional network on 28 rows by 20 columns of grey pixels.
    DIGITS("digits", 255, DigitRenderer.CLASS_COUNT),

    /// A perceptron with two hidden layers on fifteen motion features.
    GESTURES("gestures", GestureGenerator.STEPS_PER_UNIT, GestureGenerator.CLASS_COUNT);

    private final String folder;
    private final int valuesPerUnit;
    private final int classCount;

    ExampleModel(String folder, int valuesPerUnit, int classCount) {
        this.folder = folder;
        this.valuesPerUnit = valuesPerUnit;
        this.classCount = classCount;
    }

    /// The name of the folder that holds the model's files.
    String folder() {
        return folder;
    }

    int classCount() {
        return classCount;
    }

    /// One row of the input, without the batch dimension.
    Shape rowShape() {
        return switch (this) {
            case DIGITS -> Shape.of(DigitRenderer.HEIGHT_PIXELS, DigitRenderer.WIDTH_PIXELS, 1);
            case GESTURES -> Shape.of(GestureGenerator.FEATURE_COUNT);
        };
    }

    /// Adds the network, from its placeholder to its probabilities, to an empty graph.
    Classifier build(Graph graph) {
        LayerStack layers = new LayerStack(graph, rowShape());
        return switch (this) {
            case DIGITS ->
                layers.convolution("conv1", 3, 3, 8)
                        .maxPool("pool1", 2, 2)
                        .convolution("conv2", 3, 3, 16)
                        .maxPool("pool2", 2, 2)
                        .flatten("flatten")
                        .dense("dense1", 16)
                        .relu("dense1")
                        .dense("dense2", classCount)
                        .softmax();
            case GESTURES ->
                layers.dense("dense1", 24)
                        .relu("dense1")
                        .dense("dense2", 12)
                        .relu("dense2")
                        .dense("dense3", classCount)
                        .softmax();
        };
    }

    /// The model's input for some stored rows, of shape `[rows, rowShape...]`; the caller closes it.
    TFloat32 inputTensor(List<LabelledRows.Row> rows) {
        Shape shape = rowShape().prepend(rows.size());
        float[] values = new float[Math.toIntExact(shape.size())];
        int position = 0;
        for (LabelledRows.Row row : rows) {
            for (int value : row.values()) {
                values[position] = (float) value / valuesPerUnit;
                position++;
            }
        }
        return TFloat32.tensorOf(shape, DataBuffers.of(values));
    }
}
