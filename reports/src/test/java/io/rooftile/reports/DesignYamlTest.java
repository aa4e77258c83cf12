package io.rooftile.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.UserInputException;
import io.rooftile.core.design.DataflowDesign;
import io.rooftile.core.design.Design;
import io.rooftile.core.design.MultiplierStyle;
import io.rooftile.core.design.Requantisation;
import io.rooftile.core.design.Stage;
import io.rooftile.core.design.WeightStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DesignYamlTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Design read(String text) throws IOException {
        return DesignYaml.read(Files.writeString(folder.resolve("d.yaml"), text));
    }

    private String complaint(String text) {
        String message = String.valueOf(
                assertThrows(UserInputException.class, () -> read(text)).getMessage());
        assertTrue(message.startsWith(folder.resolve("d.yaml").toString()), message);
        assertFalse(message.contains("\n"), message);
        assertFalse(message.contains("io.rooftile") || message.contains("fasterxml"), message);
        return message;
    }

    private static String replaced(String text, String old, String by) {
        assertTrue(text.contains(old), old);
        return text.replaceFirst(java.util.regex.Pattern.quote(old), by);
    }

    @Test
    void readsWhatItWrites() throws IOException {
        assertEquals(Explorations.overlay(), read(DesignYaml.text(Explorations.overlay())));
        assertEquals(Explorations.dataflow(), read(DesignYaml.text(Explorations.dataflow())));
    }

    @Test
    void familyIsAKey() {
        assertTrue(DesignYaml.text(Explorations.overlay()).startsWith("family: overlay\n"));
        assertTrue(DesignYaml.text(Explorations.dataflow()).startsWith("family: dataflow\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "123",
                "0x1F",
                "1e3",
                "true",
                "no",
                "null",
                "~",
                "a: b",
                "- a",
                "#a",
                "a #b",
                "*a",
                "&a",
                "!a",
                "%a",
                "@a",
                "'a'",
                "\"a",
                "{a",
                "[a]",
                " a ",
                "a\tb",
                "a\nb",
                "model/conv2d/Conv2D;BiasAdd",
                "é層",
                ".5",
                "1_000",
                "12:30:45",
                "2026-01-01",
                "",
                "-",
                "?",
                "a,b",
                "|",
                ">"
            })
    void layerNamesSurvive(String name) throws IOException {
        DataflowDesign design = new DataflowDesign(
                1, Requantisation.EXACT, List.of(new Stage(name, 1, 2, 3, 4, WeightStorage.URAM, MultiplierStyle.DSP)));
        assertEquals(design, read(DesignYaml.text(design)));
    }

    @Test
    void unknownKeyIsNamedWithItsLineAndTheKnownOnes() {
        String message = complaint(replaced(DesignYaml.text(Explorations.overlay()), "  icp: 4", "  icp: 4\n  icq: 4"));
        assertTrue(message.contains("line 6"), message);
        assertTrue(message.contains("icq") && message.contains("icp, ocp, pp"), message);
    }

    @Test
    void duplicateKeyIsNamedWithItsLine() {
        String message = complaint(replaced(DesignYaml.text(Explorations.overlay()), "  icp: 4", "  icp: 4\n  icp: 8"));
        assertTrue(message.contains("line 6") && message.contains("icp"), message);
    }

    @Test
    void missingKeyIsNamed() {
        String message = complaint(replaced(DesignYaml.text(Explorations.overlay()), "  icp: 4\n", ""));
        assertTrue(message.contains("icp is missing") && message.contains("line 3"), message);
    }

    @Test
    void emptyValueIsNamed() {
        String message = complaint(replaced(DesignYaml.text(Explorations.overlay()), "icp: 4", "icp:"));
        assertTrue(message.contains("icp") && message.contains("line "), message);
    }

    @Test
    void wrongEnumSaysWhatThereIs() {
        String message = complaint(replaced(DesignYaml.text(Explorations.dataflow()), "lut_ram", "lutram"));
        assertTrue(
                message.contains("lutram of stages[0].storage is not one of logic, lut_ram, block_ram, uram"), message);
    }

    @Test
    void enumsAreNotNumbers() {
        assertTrue(complaint(replaced(DesignYaml.text(Explorations.dataflow()), "storage: lut_ram", "storage: 1"))
                .contains("storage"));
    }

    @ParameterizedTest
    @CsvSource({
        "icp: 4, icp: 4.5",
        "icp: 4, icp: '4'",
        "icp: 4, icp: four",
        "icp: 4, icp: 4000000000",
        "cores: 2, cores: [2]",
        "dsp_packing: true, dsp_packing: 1",
        "clock_hertz: 100000000, clock_hertz: 1e8"
    })
    void wrongKindsOfValueAreRefused(String old, String by) {
        String message = complaint(replaced(DesignYaml.text(Explorations.overlay()), old, by));
        assertTrue(message.contains(old.substring(0, old.indexOf(':'))), message);
        assertTrue(message.contains("line "), message);
    }

    @Test
    void impossibleValuesAreRefusedWithTheReason() {
        String message = complaint(replaced(DesignYaml.text(Explorations.overlay()), "icp: 4", "icp: 0"));
        assertTrue(message.contains("PP, ICP and OCP must be at least 1"), message);
    }

    @Test
    void aliasesAnchorsAndTagsAreRefused() {
        String text = DesignYaml.text(Explorations.dataflow());
        assertTrue(complaint(replaced(text, "layer: dense1", "layer: *a")).contains("line "));
        assertTrue(complaint(replaced(text, "stages:", "stages: &a")).contains("aliases"));
        assertTrue(complaint(replaced(text, "pe: 4", "pe: !!int 4")).contains("tags"));
        assertTrue(complaint("!!java.net.URL [a]").contains("tags"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "---\n",
                "# nothing",
                "null",
                "42",
                "[]",
                "family: gpu",
                "family:\n",
                "clock_hertz: 1",
                "a: [b",
                "family: overlay\n\tpp: 1",
                "\u0000",
                "family: overlay",
                "{}",
                "- family: overlay",
                "a: 'b"
            })
    void whatIsNoDesignIsRefused(String text) {
        complaint(text);
    }

    @Test
    void aSecondDocumentIsRefused() {
        String text = DesignYaml.text(Explorations.dataflow());
        assertTrue(complaint(text + "---\n" + text).contains("line 20: a second document"));
    }

    @Test
    void deepNestingIsRefused() {
        complaint("a: " + "[".repeat(100_000));
    }

    @Test
    void filesThatCannotBeReadAreRefused() throws IOException {
        assertThrows(UserInputException.class, () -> DesignYaml.read(folder.resolve("absent.yaml")));
        assertThrows(UserInputException.class, () -> DesignYaml.read(folder));
        Path binary = Files.write(folder.resolve("d.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        assertThrows(UserInputException.class, () -> DesignYaml.read(binary));
    }
}
