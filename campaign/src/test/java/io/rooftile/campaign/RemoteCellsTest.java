package io.rooftile.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.campaign.CampaignRun.Control;
import io.rooftile.campaign.CampaignRun.Listener;
import io.rooftile.campaign.CampaignRun.Settings;
import io.rooftile.campaign.CampaignRun.Summary;
import io.rooftile.core.UserInputException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RemoteCellsTest {
    private static final String SMALL = """
            models: [zoo:lenet5, refused.tflite]
            boards: [icebreaker, ulx3s-85f]
            families: [dataflow]
            objectives: [[latency, lut]]
            effort: {evaluations: 60}
            best: {by: [lut], actions: [generate]}
            """;

    @TempDir
    private Path folder;

    /// Programs elsewhere, as far as this one can be: what goes there and what comes back goes through bytes.
    private record Elsewhere(Function<Errand, Parcel> program) implements Cluster {
        @Override
        public void require(String master) {}

        @Override
        public Session open(String master, Workbench workbench) {
            return new Session() {
                @Override
                public Parcel run(Errand errand, BooleanSupplier isOver) {
                    return sent(program.apply(sent(errand)));
                }

                @Override
                public void close() {}
            };
        }

        @SuppressWarnings("unchecked")
        private static <T extends Serializable> T sent(T value) {
            try {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                    out.writeObject(value);
                }
                try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
                    return (T) in.readObject();
                }
            } catch (IOException exception) {
                throw new UncheckedIOException(exception);
            } catch (ClassNotFoundException exception) {
                throw new IllegalStateException(exception);
            }
        }
    }

    private TestWorkbench workbench() {
        return new TestWorkbench(Set.of(folder.resolve("refused.tflite").toString()));
    }

    private Path file() throws IOException {
        Path file = folder.resolve("some.yaml");
        Files.writeString(folder.resolve("refused.tflite"), "");
        Files.writeString(file, SMALL);
        return file;
    }

    private Summary run(CellExecutor executor, Plan plan, String out) {
        Listener silent = new Listener() {
            @Override
            public void begun(int done, int total) {}

            @Override
            public void ended(String id, String state, String message, long milliseconds) {}
        };
        return new CampaignRun(plan, workbench(), executor)
                .run(new Settings(folder.resolve(out), false, false), new Control(() -> false, silent, () -> 0));
    }

    private Summary runElsewhere(Path file, Plan plan, String version, Function<Errand, Parcel> program) {
        return run(RemoteCells.of(new Elsewhere(program), "there", file, plan, version), plan, "elsewhere");
    }

    @Test
    void elsewhere_givesTheBytesAndRunFoldersOfHere() throws IOException {
        Path file = file();
        Plan plan = CampaignFile.read(file, workbench());
        Summary here = run(new Workers(2), plan, "here");
        Summary there = runElsewhere(file, plan, "test", errand -> errand.run(workbench(), () -> false));
        assertEquals(2, here.failed(), here.toString());
        assertEquals(here.done(), there.done());
        assertEquals(results("here"), results("elsewhere"));
        assertEquals(files("here"), files("elsewhere"));
        assertTrue(files("elsewhere").contains("report.html"));
    }

    private String results(String out) throws IOException {
        return Files.readString(folder.resolve(out).resolve("results.csv"));
    }

    private String files(String out) throws IOException {
        Path cells = folder.resolve(out).resolve("cells");
        try (Stream<Path> tree = Files.walk(cells)) {
            return String.join(
                    "\n",
                    tree.map(path -> cells.relativize(path).toString()).sorted().toList());
        }
    }

    @Test
    void namesOfElsewhere_areThoseOfHere() throws IOException {
        Path file = file();
        Plan plan = CampaignFile.read(file, workbench());
        Errand.Campaign campaign =
                new Errand.Campaign(file.toString(), "test", Runtime.version().feature(), plan.digest("test"));
        // The third cell is the first of the model that is refused with its location.
        Parcel parcel = new Errand(campaign, 3, new Errand.Names("../refused.tflite", "icebreaker", "out/run"))
                .run(workbench(), () -> false);
        assertTrue(parcel instanceof CellParcel);
        if (parcel instanceof CellParcel(CellResult result, long _, PackedFolder run)) {
            assertTrue(result.message().startsWith("../refused.tflite: it is refused"), result.message());
            assertTrue(run.isEmpty());
        }
    }

    @Test
    void otherFilesVersionOrJava_areRefused() throws IOException {
        Path file = file();
        Plan plan = CampaignFile.read(file, workbench());
        assertEquals(
                "--master, there: Rooftile test there and 9.9 here",
                refusal(file, plan, "9.9", errand -> errand.run(workbench(), () -> false)));
        Files.writeString(file, SMALL.replace("60", "61"));
        assertEquals(
                "--master, there: the campaign file, a model or a board is another there than here",
                refusal(file, plan, "test", errand -> errand.run(workbench(), () -> false)));
        Files.delete(file);
        String gone = refusal(file, plan, "test", errand -> errand.run(workbench(), () -> false));
        assertTrue(gone.contains("some.yaml"), gone);
        Errand old = new Errand(new Errand.Campaign(file.toString(), "test", 17, ""), 1, new Errand.Names("", "", ""));
        String java = refusal(file, plan, "test", _ -> old.run(workbench(), () -> false));
        assertTrue(java.endsWith("Java " + Runtime.version().feature() + " there and 17 here"), java);
        assertFalse(Files.exists(folder.resolve("elsewhere/results.csv")));
    }

    /// Without the hint.
    private String refusal(Path file, Plan plan, String version, Function<Errand, Parcel> program) {
        UserInputException exception =
                assertThrows(UserInputException.class, () -> runElsewhere(file, plan, version, program));
        String message = String.valueOf(exception.getMessage());
        return message.substring(0, message.indexOf(';'));
    }

    @Test
    void lostCell_failsAlone() throws IOException {
        Path file = file();
        Plan plan = CampaignFile.read(file, workbench());
        Summary summary = runElsewhere(
                file,
                plan,
                "test",
                errand -> errand.cell() == 2 ? Parcel.lost("gone") : errand.run(workbench(), () -> false));
        assertTrue(summary.isComplete());
        assertEquals(3, summary.failed());
        assertTrue(results("elsewhere").contains(",failed,gone,"));
    }
}
