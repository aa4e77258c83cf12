package io.rooftile.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.calibration.experiment.Laboratory;
import io.rooftile.calibration.experiment.Measured;
import io.rooftile.calibration.experiment.MeasuredSet;
import io.rooftile.calibration.experiment.Subject;
import io.rooftile.calibration.feedback.Feedback;
import io.rooftile.calibration.feedback.FeedbackCsv;
import io.rooftile.calibration.feedback.FeedbackSet;
import io.rooftile.calibration.fit.Formulas;
import io.rooftile.core.device.Part;
import io.rooftile.core.device.ResourceVector;
import io.rooftile.costmodel.fabric.Circuit;
import io.rooftile.resourcedb.ResourceDatabase;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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

    /// The whole set of a user's, by itself and with the designs that come with Rooftile.
    @Test
    void ownDesigns_areFittedApart_orWithThoseThatComeWithRooftile() throws IOException {
        String formulas = Formulas.hash(FamilyBoards.theory(ResourceDatabase.builtIn(), "ecp5"));
        Path mine = Files.writeString(folder.resolve("mine.csv"), own(20, "Yosys 0.23", formulas));
        Path set = folder.resolve("mine.yaml");
        Answer apart = run("calibrate", "--measurements", mine.toString(), "--apart", "--out", set.toString());
        assertEquals(0, apart.exitCode(), apart.err());
        assertFalse(apart.out().contains("xc7"), apart.out());
        // Synthesis makes two thirds of all, so that each factor is two thirds.
        assertEquals(
                0.6667,
                ResourceDatabase.builtIn()
                        .coefficients(set.toString())
                        .get("ecp5", "window_luts_factor", "luts_per_lut")
                        .value());
        Answer together = run("calibrate", "--measurements", mine.toString());
        assertEquals(0, together.exitCode(), together.err());
        assertTrue(together.out().contains("xc7"), together.out());
        Path former = Files.writeString(folder.resolve("former.csv"), own(20, "Yosys 0.23", "00"));
        Answer leftOut = run("calibrate", "--measurements", former.toString());
        assertTrue(leftOut.out().contains("20 of your designs were measured when formulas"), leftOut.out());
        refused("all of its designs were measured when formulas", "--measurements", former.toString(), "--apart");
        Path newer = Files.writeString(folder.resolve("newer.csv"), own(20, "Yosys 0.40", formulas));
        refused("it was measured with Yosys 0.40, the designs that come with", "--measurements", newer.toString());
        refused("it holds your own designs", "--measurements", mine.toString(), "--family", "ecp5");
        refused("there are no designs of your own", "--apart");
    }

    @Test
    void mistakesOfOwnDesigns_areOneLine_andOverwriteNothing() throws IOException {
        Path set = Files.writeString(folder.resolve("set.yaml"), "mine");
        String good = own(2, "Yosys 0.23", "00");
        for (String text : List.of(
                good.replace(",levels,", ",steps,"),
                good.replace(",20000,", ",2e4,"),
                good.replace("ecp5", "stratix"))) {
            Path file = Files.writeString(folder.resolve("wrong.csv"), text);
            refused("wrong.csv", "--measurements", file.toString(), "--out", set.toString());
            assertEquals(text, Files.readString(file));
        }
        assertEquals("mine", Files.readString(set));
    }

    /// Designs of 30,000 LUTs and more in windows by theory, of which synthesis makes two thirds.
    private static String own(int designs, String tool, String formulas) {
        FeedbackSet set = FeedbackSet.empty("mine.csv");
        for (int i = 0; i < designs; i++) {
            double[] windows = new double[Circuit.values().length];
            windows[List.of(Circuit.values()).indexOf(Circuit.WINDOW)] = 30_000.0 + 3 * i;
            List<Double> terms = Arrays.stream(windows).boxed().toList();
            ResourceVector made = new ResourceVector(20_000 + 2L * i, 20_000 + 2L * i, 1, 1, 0);
            set = set.with(
                    new Feedback(
                            new Feedback.Hardware(
                                    "net", "dataflow-%03d".formatted(i), "ecp5", "lfe5u-85f", 83_640, "h" + i, 1),
                            new Feedback.Circuits(formulas, 3, terms, terms),
                            new Feedback.Estimated("rooftile-0", made, made),
                            new Feedback.Found(tool, made, new Feedback.Placement.None())),
                    "row");
        }
        return FeedbackCsv.text(set);
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
