package io.rooftile.examples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

/// What the files in `digits/` and `gestures/` are, against what their README pages say they are.
final class ShippedModelsTest {

    private static final Path EXAMPLES = Path.of(System.getProperty("rooftile.root", ".."), "examples");
    private static final Set<String> INFERENCE_OPS =
            Set.of("Placeholder", "Const", "Conv2D", "BiasAdd", "Relu", "MaxPool", "Reshape", "MatMul", "Softmax");

    @ParameterizedTest
    @EnumSource(ExampleModel.class)
    void testRows_areTwoHundredInBalancedClasses(ExampleModel model) throws IOException {
        LabelledRows rows = testRows(model);
        assertEquals(200, rows.rows().size());
        assertEquals(model.rowShape().size(), rows.valuesPerRow());
        Map<Integer, Long> rowsPerLabel =
                rows.rows().stream().collect(Collectors.groupingBy(LabelledRows.Row::label, Collectors.counting()));
        assertEquals(model.classCount(), rowsPerLabel.size());
        assertEquals(
                Set.of(200L / model.classCount()),
                Set.copyOf(rowsPerLabel.values()),
                "rows per class: " + rowsPerLabel);
    }

    @ParameterizedTest
    @EnumSource(ExampleModel.class)
    void frozenGraph_reachesTheAccuracyStated(ExampleModel model) throws IOException {
        LabelledRows rows = testRows(model);
        float[][] probabilities = Inference.ofFrozenGraph(model, file(model, "frozen.pb"), rows);
        int correct = Inference.correctRows(probabilities, rows);
        assertEquals(stated(model, "test rows right, of 200"), correct);
        assertTrue(correct >= 194, "at least 97 % of 200 rows, but " + correct);
    }

    @ParameterizedTest
    @EnumSource(ExampleModel.class)
    void savedModel_givesWhatTheFrozenGraphGives(ExampleModel model) throws IOException {
        LabelledRows rows = testRows(model);
        float[][] frozen = Inference.ofFrozenGraph(model, file(model, "frozen.pb"), rows);
        try (SavedModelBundle bundle =
                SavedModelBundle.load(file(model, "saved_model").toString())) {
            assertEquals(
                    Set.of("input"),
                    bundle.function("serving_default").signature().inputNames());
            assertEquals(
                    Set.of("probabilities"),
                    bundle.function("serving_default").signature().outputNames());
            float[][] saved = Inference.ofSession(model, bundle.session(), rows);
            for (int row = 0; row < frozen.length; row++) {
                assertArrayEquals(frozen[row], saved[row], 1e-5f, "row " + row);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ExampleModel.class)
    void frozenGraph_holdsOnlyWhatInferenceNeeds(ExampleModel model) throws IOException {
        List<NodeDef> nodes = frozen(model).getNodeList();
        List<String> others = nodes.stream()
                .filter(node -> !INFERENCE_OPS.contains(node.getOp()))
                .map(NodeDef::getName)
                .toList();
        assertEquals(List.of(), others);
        Set<String> used =
                nodes.stream().flatMap(node -> node.getInputList().stream()).collect(Collectors.toSet());
        List<String> unused = nodes.stream()
                .map(NodeDef::getName)
                .filter(name -> !used.contains(name))
                .toList();
        assertEquals(List.of("probabilities"), unused);
    }

    // digits: conv1 28*20*8*(3*3*1) + conv2 14*10*16*(3*3*8) + dense1 (7*5*16)*16 + dense2 16*10 MACs;
    //         parameters (72+8) + (1152+16) + (8960+16) + (160+10).
    // gestures: 15*24 + 24*12 + 12*5 MACs; as many weights, and 24 + 12 + 5 biases.
    @ParameterizedTest
    @CsvSource({"DIGITS,210720,10394", "GESTURES,708,749"})
    void counts_ofTheFrozenGraph_areThoseStatedAndThoseDerivedByHand(
            ExampleModel model, long expectedMacs, long expectedParameters) throws IOException {
        long macs = 0;
        long parameters = 0;
        try (Graph graph = new Graph()) {
            graph.importGraphDef(frozen(model));
            List<GraphOperation> operations = new ArrayList<>();
            graph.operations().forEachRemaining(operations::add);
            for (GraphOperation operation : operations) {
                Shape shape = operation.output(0).shape();
                switch (operation.type()) {
                    case "Const" -> parameters += operation.name().startsWith("flatten") ? 0 : shape.size();
                    case "Conv2D" -> {
                        Shape kernel = kernel(graph, operation).shape();
                        macs += shape.get(1) * shape.get(2) * kernel.size();
                    }
                    case "MatMul" -> macs += kernel(graph, operation).shape().size();
                    default -> assertTrue(INFERENCE_OPS.contains(operation.type()), operation.type());
                }
            }
        }
        assertEquals(expectedMacs, macs);
        assertEquals(expectedParameters, parameters);
        assertEquals(expectedMacs, stated(model, "MACs"));
        assertEquals(expectedParameters, stated(model, "parameters"));
    }

    @Test
    void shippedFiles_stayUnderTwoMegabytes() throws IOException {
        long bytes = 0;
        for (ExampleModel model : ExampleModel.values()) {
            try (Stream<Path> files = Files.walk(EXAMPLES.resolve(model.folder()))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    bytes += Files.size(file);
                }
            }
        }
        assertTrue(bytes < 2_000_000, "the example folders hold " + bytes + " bytes");
    }

    private static org.tensorflow.Output<?> kernel(Graph graph, GraphOperation operation) {
        String name = operation.name().replaceFirst("/[^/]*$", "/kernel");
        return Objects.requireNonNull(graph.operation(name), name).output(0);
    }

    private static Path file(ExampleModel model, String name) {
        return EXAMPLES.resolve(model.folder()).resolve(name);
    }

    private static LabelledRows testRows(ExampleModel model) throws IOException {
        return LabelledRows.read(file(model, "test_rows.csv"));
    }

    private static GraphDef frozen(ExampleModel model) throws IOException {
        return GraphDef.parseFrom(Files.readAllBytes(file(model, "frozen.pb")));
    }

    /// The figure in the README's table row that begins with `name`.
    private static long stated(ExampleModel model, String name) throws IOException {
        Matcher row = Pattern.compile("(?m)^\\| " + Pattern.quote(name) + " \\| ([\\d,]+) \\|")
                .matcher(Files.readString(file(model, "README.md")));
        assertTrue(row.find(), "README.md of " + model + " has no table row '" + name + "'");
        return Long.parseLong(row.group(1).replace(",", ""));
    }
}
