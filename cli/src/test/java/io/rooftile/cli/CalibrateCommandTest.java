package io.rooftile.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.calibration.experiment.Laboratory;
import io.rooftile.calibration.experiment.Measured;
import io.rooftile.calibration.experiment.MeasuredSet;
import io.rooftile.calibration.experiment.Subject;
import io.rooftile.core.device.Part;
import io.rooftile.core.device.ResourceVector;
import io.rooftile.resourcedb.ResourceDatabase;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `rooftile calibrate` on measurements that are made up: no tool runs.
final class CalibrateCommandTest {
    private static final String HEADER =
            "architecture,design,hardware_sha256,tool,lut,ff,dsp,bram,uram,placer,fmax_hz\n";
    private static final int DESIGNS = 40;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private record Answer(int exitCode, String out, String err) {}

    private static Answer run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Rooftile.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new Answer(exitCode, out.toString(), err.toString());
    }

    @Test
    void coefficients_areASetThatExploreTakes_inTheSameBytes() throws IOException {
        Path measurements = Files.writeString(folder.resolve("m.csv"), MeasuredSet.text(madeUp()));
        Path first = folder.resolve("first.yaml");
        Path second = folder.resolve("second.yaml");
        Answer answer = run("calibrate", "--measurements", measurements.toString(), "--out", first.toString());
        assertEquals(0, answer.exitCode(), answer.err());
        assertTrue(answer.out().contains("ecp5"), answer.out());
        run("calibrate", "--measurements", measurements.toString(), "--out", second.toString());
        assertEquals(Files.readString(first), Files.readString(second));
        ResourceDatabase database = ResourceDatabase.builtIn();
        assertTrue(database.coefficients(first.toString()).id().startsWith("rooftile-"));
        assertEquals(
                database.coefficients(ResourceDatabase.THEORY).get("xc7", "window_luts_factor", "luts_per_lut"),
                database.coefficients(first.toString()).get("xc7", "window_luts_factor", "luts_per_lut"));
        Answer explored = run(
                "explore",
                "../examples/gestures/frozen.pb",
                "--board",
                "ulx3s-85f",
                "--family",
                "dataflow",
                "--evaluations",
                "500",
                "--coefficients",
                first.toString(),
                "--out",
                folder.resolve("run").toString());
        assertEquals(0, explored.exitCode(), explored.err());
    }

    @Test
    void mistakes_areOneLine() throws IOException {
        refused(
                "it has no measurements",
                "--measurements",
                folder.resolve("none.csv").toString());
        refused("no such family of parts", "--family", "stratix");
        Path other = Files.writeString(folder.resolve("other.csv"), "lut,ff\n1,2\n");
        refused("the columns are not those of measurements", "--measurements", other.toString());
        Path unknown =
                Files.writeString(folder.resolve("unknown.csv"), HEADER + "versal,1,ab,Yosys 0.23,1,1,0,0,0,,\n");
        refused("measurements on versal are not known", "--measurements", unknown.toString());
        assertFalse(Files.exists(folder.resolve("none.csv")));
    }

    @Test
    void mistakesOfMeasurements_overwriteNothing() throws IOException {
        Path set = Files.writeString(folder.resolve("set.yaml"), "mine");
        Path page = Files.writeString(folder.resolve("page.md"), "mine");
        String row = "ecp5,1,ab,Yosys 0.23,9,8,0,0,0,,\n";
        List<String> wrong = List.of(
                "architecture,design,lut,ff\necp5,1,9,8\n",
                HEADER + row + "ecp5,1,ab,Yosys 0.23,10,8,0,0,0,,\n",
                HEADER + row + "ecp5,2,ab,Yosys 0.40,9,8,0,0,0,,\n",
                HEADER + "ecp5,1,ab,Yosys 0.23,9,8,0,0,0,nextpnr 0.4,fast\n");
        for (String text : wrong) {
            Path file = Files.writeString(folder.resolve("wrong.csv"), text);
            refused("wrong.csv", "--measurements", file.toString(), "--out", set.toString(), "--page", page.toString());
            assertEquals(text, Files.readString(file));
        }
        assertEquals("mine", Files.readString(set));
        assertEquals("mine", Files.readString(page));
    }

    @Test
    void tooFewDesigns_leaveTheory_andItIsSaid() throws IOException {
        List<Measured> few = madeUp().subList(0, 12);
        Path measurements = Files.writeString(folder.resolve("few.csv"), MeasuredSet.text(few));
        Path set = folder.resolve("few.yaml");
        Answer answer = run("calibrate", "--measurements", measurements.toString(), "--out", set.toString());
        assertEquals(0, answer.exitCode(), answer.err());
        assertTrue(answer.out().contains("12 designs are too few"), answer.out());
        ResourceDatabase database = ResourceDatabase.builtIn();
        assertEquals(
                database.coefficients(ResourceDatabase.THEORY).byArchitecture(),
                database.coefficients(set.toString()).byArchitecture());
    }

    private static void refused(String what, String... arguments) {
        List<String> all = new ArrayList<>(List.of("calibrate"));
        all.addAll(List.of(arguments));
        Answer answer = run(all.toArray(String[]::new));
        assertEquals(2, answer.exitCode(), answer.out());
        assertEquals(1, answer.err().lines().count(), answer.err());
        assertTrue(answer.err().contains(what), answer.err());
    }

    private static List<Measured> madeUp() {
        Part part = ResourceDatabase.builtIn().board("ulx3s-85f").part();
        List<Measured> measured = new ArrayList<>();
        for (int number = 1; number <= DESIGNS; number++) {
            ResourceVector made = new ResourceVector(1_000L + 37L * number, 500L + 11L * number, 3, 1, 0);
            measured.add(new Measured("ecp5", number, Laboratory.hash(Subject.of(number, part)), "Yosys 0.23", made));
        }
        return measured;
    }
}
