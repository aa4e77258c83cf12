package io.rooftile.modelimport.tensorflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.rooftile.core.UserInputException;
import io.rooftile.modelimport.ImportOptions;
import io.rooftile.modelimport.ImportResult;
import io.rooftile.modelimport.Unsupported;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/// What cannot be imported is said in one message: file, node, what is wrong, what to do.
class BadInputTest {
    @TempDir
    private Path folder;

    private Path write(String name, byte[] bytes) throws IOException {
        Path file = folder.resolve(name);
        Files.write(file, bytes);
        return file;
    }

    private Path write(Consumer<GraphWriter> writer) throws IOException {
        GraphWriter graph = new GraphWriter(new SplittableRandom(1));
        writer.accept(graph);
        return write("graph.pb", graph.graph().toByteArray());
    }

    private static String error(Path model) {
        return String.valueOf(
                assertThrows(UserInputException.class, () -> new TensorFlowReader().read(model, ImportOptions.NONE))
                        .getMessage());
    }

    private static List<Unsupported> refused(Path model) {
        return switch (new TensorFlowReader().read(model, ImportOptions.NONE)) {
            case ImportResult.Refused refused -> refused.unsupported();
            case ImportResult.Imported imported -> throw new AssertionError("imported " + imported.network());
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.pb", "a.pbtxt", "saved_model.pb"})
    void emptyFiles(String name) throws IOException {
        assertTrue(error(write(name, new byte[0])).contains("the file is empty"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.pb", "a.pbtxt", "saved_model.pb"})
    void filesOfAnotherKind(String name) throws IOException {
        byte[] picture = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', (byte) 0xff, (byte) 0xff, (byte) 0xff};
        Path file = write(name, picture);

        assertTrue(error(file).contains("or it is damaged"), error(file));
        assertTrue(error(file).startsWith(folder.toString()), error(file));
    }

    @Test
    void aTruncatedGraph() throws IOException {
        byte[] whole = Files.readAllBytes(
                write(w -> w.input("x", -1, 3).weights("w", 3, 2).op("y", "MatMul", "x", "w")));
        Path file = write("cut.pb", Arrays.copyOf(whole, whole.length - 7));

        assertTrue(error(file).contains("damaged"), error(file));
    }

    @Test
    void textThatIsNestedWithoutEnd() throws IOException {
        Path file = write(
                "deep.pbtxt", "node { attr { value { func { ".repeat(50_000).getBytes(StandardCharsets.UTF_8));

        assertTrue(error(file).contains("nested too deeply"), error(file));
    }

    @Test
    void textWithAMistakeIsLocated() throws IOException {
        Path file = write("a.pbtxt", "node {\n  name: \"x\"\n  opp: \"y\"\n}\n".getBytes(StandardCharsets.UTF_8));

        assertTrue(error(file).contains("a.pbtxt, line 3"), error(file));
    }

    @Test
    void aFolderThatIsNoSavedModel() {
        assertTrue(error(folder).contains("has no saved_model.pb"), error(folder));
    }

    @Test
    void aSavedModelWithoutItsVariables() throws IOException {
        Path example = Path.of(System.getProperty("rooftile.root", "."), "examples", "digits", "saved_model");
        Files.copy(example.resolve("saved_model.pb"), folder.resolve("saved_model.pb"));

        assertTrue(
                error(folder).contains("no variables/variables.index, but the graph needs conv1/kernel"),
                error(folder));
    }

    @ParameterizedTest
    @ValueSource(strings = {"variables.index", "variables.data-00000-of-00001"})
    void aSavedModelWithDamagedVariables(String damaged) throws IOException {
        Path example = Path.of(System.getProperty("rooftile.root", "."), "examples", "digits", "saved_model");
        Files.copy(example.resolve("saved_model.pb"), folder.resolve("saved_model.pb"));
        Path variables = Files.createDirectory(folder.resolve("variables"));
        for (String name : List.of("variables.index", "variables.data-00000-of-00001")) {
            byte[] bytes = Files.readAllBytes(example.resolve("variables").resolve(name));
            Files.write(variables.resolve(name), name.equals(damaged) ? Arrays.copyOf(bytes, bytes.length / 2) : bytes);
        }

        assertTrue(error(folder).contains("the variables cannot be read"), error(folder));
    }

    @Test
    void aTensorOf2To40Elements() throws IOException {
        TensorProto.Builder huge = TensorProto.newBuilder()
                .setDtype(DataType.DT_FLOAT)
                .setTensorShape(GraphWriter.shape(1 << 20, 1 << 20))
                .addFloatVal(1);
        Path file = write(w -> w.input("x", -1, 3).constant("w", huge).op("y", "MatMul", "x", "w"));

        assertTrue(error(file).contains("node w"), error(file));
        assertTrue(error(file).contains("more than"), error(file));
    }

    @Test
    void aTensorWithFewerBytesThanItsShapeNeeds() throws IOException {
        TensorProto.Builder small = TensorProto.newBuilder()
                .setDtype(DataType.DT_FLOAT)
                .setTensorShape(GraphWriter.shape(3, 2))
                .setTensorContent(ByteString.copyFrom(new byte[20]));
        Path file = write(w -> w.input("x", -1, 3).constant("w", small).op("y", "MatMul", "x", "w"));

        assertTrue(error(file).contains("20 bytes instead of 24"), error(file));
    }

    @Test
    void aGraphThatIsNotFrozen() throws IOException {
        Path file = write(w -> w.input("x", -1, 3)
                .op("w", "VariableV2")
                .with("dtype", GraphWriter.type(DataType.DT_FLOAT))
                .op("y", "MatMul", "x", "w"));

        assertTrue(error(file).contains("the graph is not frozen: w"), error(file));
    }

    @Test
    void aNodeThatIsMissing() throws IOException {
        assertTrue(error(write(w -> w.input("x", -1, 3).op("y", "AddV2", "x", "z")))
                .contains("there is no node z"));
    }

    @Test
    void aCircle() throws IOException {
        Path file = write(w -> w.input("x", -1, 3)
                .op("a", "AddV2", "x", "b")
                .op("b", "Relu", "a")
                .op("y", "Relu", "b"));

        assertTrue(error(file).contains("circle"), error(file));
    }

    @Test
    void everythingUnsupportedIsListedAtOnce() throws IOException {
        List<Unsupported> unsupported = refused(write(w -> w.input("x", -1, 8, 6, 2)
                .op("a", "Cumsum", "x", "x")
                .op("b", "Relu", "x")
                .op("c", "Where", "b")
                .op("d", "AddV2", "a", "c")
                .op("y", "Erf", "b")));

        assertEquals(
                List.of("a", "c", "y"),
                unsupported.stream().map(Unsupported::node).toList());
        assertEquals(
                List.of("Cumsum", "Where", "Erf"),
                unsupported.stream().map(Unsupported::op).toList());
    }

    @Test
    void channelsFirstIsRefused() throws IOException {
        List<Unsupported> unsupported = refused(write(w -> w.input("x", 1, 2, 8, 6)
                .weights("w", 3, 3, 2, 4)
                .op("y", "Conv2D", "x", "w")
                .with("strides", 1, 1, 1, 1)
                .with("padding", "SAME")
                .with("data_format", "NCHW")));

        assertEquals("the data format is NCHW", unsupported.getFirst().reason());
    }

    @Test
    void batchNormalisationInTrainingIsRefused() throws IOException {
        List<Unsupported> unsupported = refused(write(
                w -> w.input("x", 1, 8, 6, 2).positives("v", 2).op("y", "FusedBatchNorm", "x", "v", "v", "v", "v")));

        assertTrue(unsupported.getFirst().reason().contains("statistics from the data"));
    }

    @Test
    void anOpenImageSizeIsRefused() throws IOException {
        List<Unsupported> unsupported = refused(write(w -> w.input("x", -1, -1, -1, 3)
                .weights("w", 3, 3, 3, 4)
                .op("y", "Conv2D", "x", "w")
                .with("strides", 1, 1, 1, 1)
                .with("padding", "SAME")));

        assertEquals("x", unsupported.getFirst().node());
        assertTrue(unsupported.getFirst().reason().contains("[?, ?, ?, 3]"));
    }

    @Test
    void oneOpenDimensionFollowsFromAReshape() throws IOException {
        Path file = write(w -> w.input("x", -1, -1, 5).list("dims", -1, 30).op("y", "Reshape", "x", "dims"));

        assertEquals(
                List.of(1, 6, 5),
                Imports.imported(file).network().inputs().getFirst().shape().dims());
    }

    @Test
    void theUnsupportedMayStayOnTheHostWhereItsShapeIsKnown() throws IOException {
        TensorShapeProto shape = GraphWriter.shape(-1, 5);
        AttrValue shapes = AttrValue.newBuilder()
                .setList(AttrValue.ListValue.newBuilder().addShape(shape))
                .build();
        Path file = write(w -> w.input("x", -1, 5)
                .op("e", "Erf", "x")
                .with("_output_shapes", shapes)
                .op("y", "Relu", "e"));

        ImportResult result = new TensorFlowReader().read(file, new ImportOptions(null, true));
        assertTrue(result instanceof ImportResult.Imported, result.toString());
    }

    @Test
    void theBranchThatIsNotTakenIsLeftOut() throws IOException {
        TensorProto.Builder no = TensorProto.newBuilder()
                .setDtype(DataType.DT_BOOL)
                .setTensorShape(GraphWriter.shape())
                .addBoolVal(false);
        Path file = write(w -> w.input("x", -1, 5)
                .constant("training", no)
                .op("switch", "Switch", "x", "training")
                .op("dropped", "RandomThing", "switch:1")
                .op("kept", "Relu", "switch")
                .op("y", "Merge", "kept", "dropped"));

        assertEquals(
                List.of("kept"),
                Imports.imported(file).network().layers().stream()
                        .map(layer -> layer.name())
                        .toList());
    }
}
