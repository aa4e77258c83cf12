package io.rooftile.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.UserInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CampaignFileTest {
    @TempDir
    private Path folder;

    private Plan read(String text) throws IOException {
        Path file = folder.resolve("some.yaml");
        Files.writeString(file, text);
        return CampaignFile.read(file, new TestWorkbench(Set.of()));
    }

    private UserInputException refusal(String text) {
        return assertThrows(UserInputException.class, () -> read(text));
    }

    @Test
    void cells_areTheProductOfAllAxes_lastAxisFastest() throws IOException {
        Plan plan = read("""
                models: [zoo:lenet5, zoo:alexnet@96x128]
                boards: [pynq-z2]
                families: [dataflow]
                objectives: [[latency, lut], [energy, dsp, lut]]
                constraints: [{}, {lut: 0.5, dsp: 0.25}]
                seeds: [3, 9]
                effort: {evaluations: 77, front: 12}
                """);
        assertEquals(16, plan.cells().size());
        Cell last = plan.cells().getLast();
        assertEquals(16, last.number());
        assertEquals("alexnet-96x128-pynq-z2-dataflow-o2-c2-s9", last.id());
        assertEquals(
                List.of(
                        "explore",
                        "zoo:alexnet@96x128",
                        "--board",
                        "pynq-z2",
                        "--family",
                        "dataflow",
                        "--objectives",
                        "energy,dsp,lut",
                        "--limit",
                        "dsp=0.25",
                        "--limit",
                        "lut=0.5",
                        "--seed",
                        "9",
                        "--evaluations",
                        "77",
                        "--front",
                        "12",
                        "--threads",
                        "1"),
                last.arguments());
        assertEquals("lenet5-pynq-z2-dataflow-o1-c1-s9", plan.cells().get(1).id());
    }

    @Test
    void patterns_meanAllThatMatch_sortedAndNamedApart() throws IOException {
        for (String model : List.of("b/net.pb", "a/net.pb", "a/other.tflite", "a/readme.md")) {
            Files.createDirectories(folder.resolve(model).getParent());
            Files.writeString(folder.resolve(model), "");
        }
        Plan plan = read("""
                models: ["*/*.{pb,tflite}", "zoo:resnet1*"]
                boards: ["zcu10?"]
                families: [overlay]
                """);
        assertEquals(
                List.of("a-net", "other", "b-net", "resnet18", "resnet101", "resnet152"),
                plan.cells().stream()
                        .map(cell -> cell.model().name())
                        .distinct()
                        .toList());
        assertEquals(
                List.of("zcu102", "zcu104"),
                plan.cells().stream()
                        .map(cell -> cell.board().name())
                        .distinct()
                        .toList());
    }

    @Test
    void unknownBoardOfCell37Of40_isNamedWithItsLine() {
        StringBuilder text = new StringBuilder("models: [zoo:lenet5]\nfamilies: [overlay]\nseeds: [1, 2]\nboards:\n");
        List<String> boards = new TestWorkbench(Set.of()).boards().subList(0, 20);
        for (int i = 0; i < boards.size(); i++) {
            text.append("  - ").append(i == 18 ? "zcu1022" : boards.get(i)).append('\n');
        }
        UserInputException refusal = refusal(text.toString());
        String message = String.valueOf(refusal.getMessage());
        assertTrue(message.contains("some.yaml, line 23: board zcu1022: unknown board"), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "families: [both]                          | line 3: there is no family both",
                "families: []                              | line 3: families must be a list of one or more",
                "familes: [overlay]                        | line 3: the key familes is not known in a campaign",
                "seeds: [1, 2, 1]                          | line 3: the same stands in seeds already, in line 3",
                "seeds: [-1]                               | line 3: a seed must be a whole number from 0",
                "objectives: [[latency, lut], [lut, latency]] | line 3: the same stands in objectives already",
                "objectives: [[latency]]                   | line 3: a cell needs two objectives or more",
                "objectives: [[latency, lut], lut]         | line 3: the objectives of a cell must be a list of one or more",
                "constraints: [{lut: 0}]                   | line 3: the share of lut must be a number above 0.0 and up to 1.0",
                "constraints: [{slices: 0.5}]              | line 3: the key slices is not known in a constraint",
                "effort: {evaluations: many}               | line 3: evaluations must be a whole number",
                "numbers: {weight_bits: [1]}               | line 3: a width must be a whole number from 2 to 16",
                "numbers: {requantisation: rough}          | line 3: there is no requantisation rough",
                "best: {actions: [fly]}                    | line 3: there is no action fly",
                "best: {by: [dsp], actions: [report]}      | line 3: best by dsp, which is not among the objectives",
                "models: [zoo:lenet5]                      | line 3: Duplicate field 'models'",
                "seeds: &a [1]                             | line 3: aliases, anchors and tags are not allowed",
            })
    void mistake_isNamedWithItsLine(String line, String message) {
        UserInputException refusal = refusal("models: [zoo:lenet5]\nboards: [pynq-z2]\n" + line + "\n");
        String all = refusal.getMessage() + refusal.details();
        assertTrue(all.contains("some.yaml, " + message), all);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "zoo:lenet5, zoo:lenet5              | lenet5 is in the list already, in line 1",
                "'zoo:lenet*', zoo:lenet5            | lenet5 is in the list already, in line 1",
                "zoo:lenet6                          | there is no topology lenet6",
                "absent.tflite                       | there is no such file",
                "'absent/*.tflite'                   | nothing matches absent/*.tflite",
                "'[.pb'                              | this is no path or pattern",
                "{model: zoo:lenet5, weight: a.h5}   | the key weight is not known in a model",
                "{model: zoo:lenet5, weights: a.h5}  | there is no file",
                "{name: a}                           | the key model is missing in a model",
                "{model: zoo:lenet5, name: a/b}      | the name a/b has other characters",
            })
    void modelThatIsNotThere_isNamedWithItsLine(String models, String message) {
        UserInputException refusal = refusal("models: [" + models + "]\nboards: [pynq-z2]\n");
        String all = refusal.getMessage() + refusal.details();
        assertTrue(all.contains("line 1: ") && all.contains(message), all);
    }

    @Test
    void mistakes_areAllNamedAtOnce_byLine() {
        UserInputException refusal = refusal("""
                seeds: [x]
                boards: [nowhere]
                models: [zoo:nothing]
                """);
        assertEquals(
                List.of("line 1", "line 2", "line 3"),
                refusal.details().stream().map(detail -> detail.substring(0, 6)).toList());
    }

    @Test
    void digest_isThatOfTheMeaning() throws IOException {
        String text = "models: [zoo:lenet5]\nboards: [pynq-z2]\nfamilies: [overlay]\n";
        String digest = read(text).digest("1");
        assertEquals(
                digest,
                read("# why\nboards: [pynq-z2]\nfamilies: [overlay]\nmodels:\n  - zoo:lenet5\n")
                        .digest("1"));
        assertNotEquals(digest, read(text).digest("2"));
        assertNotEquals(digest, read(text + "seeds: [2]\n").digest("1"));
        assertNotEquals(digest, read(text + "effort: {evaluations: 5}\n").digest("1"));
        assertNotEquals(digest, read(text + "best: {actions: [generate]}\n").digest("1"));
    }
}
