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
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CampaignRunTest {
    private static final String SMALL = """
            models: [zoo:lenet5, zoo:alexnet@96x128]
            boards: [icebreaker, pynq-z2]
            families: [overlay, dataflow]
            objectives: [[latency, lut]]
            effort: {evaluations: 60}
            """;

    private static final String ONE_PIPELINE = """
            models: [zoo:lenet5]
            boards: [pynq-z2]
            families: [dataflow]
            objectives: [[latency, lut]]
            effort: {evaluations: 60}
            best: {by: [latency], actions: [bitstream]}
            """;

    @TempDir
    private Path folder;

    private final TestWorkbench workbench = new TestWorkbench(Set.of());

    private Plan plan(String text) throws IOException {
        Path file = folder.resolve("some.yaml");
        Files.writeString(file, text);
        return CampaignFile.read(file, workbench);
    }

    private Settings fresh(String out) {
        return new Settings(folder.resolve(out), false, false);
    }

    private static Control undisturbed(AtomicInteger ended) {
        return new Control(() -> false, new Counting(ended, new AtomicInteger()), () -> 0);
    }

    /// Counts cells.
    private record Counting(AtomicInteger ended, AtomicInteger before) implements Listener {
        @Override
        public void begun(int done, int total) {
            before.set(done);
        }

        @Override
        public void ended(String id, String state, String message, long milliseconds) {
            ended.incrementAndGet();
        }
    }

    private Summary run(Plan plan, Settings settings, int workers) {
        return new CampaignRun(plan, workbench, new Workers(workers)).run(settings, undisturbed(new AtomicInteger()));
    }

    private String results(String out) throws IOException {
        return Files.readString(folder.resolve(out).resolve("results.csv"));
    }

    @Test
    void results_areTheSameBytesForAnyNumberOfWorkers() throws IOException {
        Plan plan = plan(SMALL);
        Summary one = run(plan, fresh("one"), 1);
        run(plan, fresh("three"), 3);
        assertEquals(8, one.total());
        assertTrue(one.isComplete() && one.done() > 2, one.toString());
        assertEquals(results("one"), results("three"));
        List<String> cells = results("one")
                .lines()
                .skip(1)
                .map(line -> line.substring(0, line.indexOf(',')))
                .distinct()
                .toList();
        assertEquals(List.of("1", "2", "3", "4", "5", "6", "7", "8"), cells);
        assertTrue(results("one").lines().allMatch(line -> line.split(",", -1).length >= 30));
    }

    @Test
    void interrupted_goesOnWithTheRest_andEndsInTheSameBytes() throws IOException {
        Plan plan = plan(SMALL);
        run(plan, fresh("whole"), 2);
        AtomicInteger ended = new AtomicInteger();
        Summary first = new CampaignRun(plan, workbench, new Workers(2))
                .run(
                        fresh("parts"),
                        new Control(() -> ended.get() >= 3, new Counting(ended, new AtomicInteger()), () -> 0));
        assertFalse(first.isComplete());
        assertFalse(Files.exists(folder.resolve("parts/results.csv")));
        AtomicInteger rest = new AtomicInteger();
        Summary second = new CampaignRun(plan, workbench, new Workers(2)).run(fresh("parts"), undisturbed(rest));
        assertTrue(second.isComplete());
        assertEquals(8 - ended.get(), rest.get());
        assertEquals(results("whole"), results("parts"));
    }

    @Test
    void failingCell_isRecordedAndStopsNobody_andIsRetried() throws IOException {
        Plan plan = plan(SMALL);
        run(plan, fresh("well"), 1);
        TestWorkbench refusing = new TestWorkbench(Set.of("zoo:lenet5"));
        Summary summary =
                new CampaignRun(plan, refusing, new Workers(2)).run(fresh("out"), undisturbed(new AtomicInteger()));
        assertEquals(4, summary.failed());
        assertTrue(summary.isComplete());
        assertTrue(
                results("out").contains(",failed,\"zoo:lenet5: it is refused, \"\"here\"\"; take another\","),
                results("out"));
        AtomicInteger again = new AtomicInteger();
        new CampaignRun(plan, workbench, new Workers(1)).run(fresh("out"), undisturbed(again));
        assertEquals(0, again.get());
        Summary retried = new CampaignRun(plan, workbench, new Workers(1))
                .run(new Settings(folder.resolve("out"), false, true), undisturbed(again));
        assertEquals(4, again.get());
        assertEquals(0, retried.failed());
        assertEquals(results("well"), results("out"));
    }

    @Test
    void otherCampaign_isRefused_untilRestarted() throws IOException {
        run(plan(SMALL), fresh("out"), 2);
        Plan other = plan(SMALL + "seeds: [2]\n");
        UserInputException refusal = assertThrows(UserInputException.class, () -> run(other, fresh("out"), 1));
        String message = String.valueOf(refusal.getMessage());
        assertTrue(message.contains("--restart"), message);
        assertTrue(
                run(other, new Settings(folder.resolve("out"), true, false), 2).isComplete());
        assertTrue(results("out").contains(",2,done,"));
    }

    @Test
    void databaseOfAnotherVersionOrProgram_isRefused() throws IOException, SQLException {
        Plan plan = plan(SMALL);
        run(plan, fresh("out"), 2);
        pragma("user_version = 0");
        assertTrue(refusal(plan).contains("version 0, and this Rooftile knows version 1; finish it with the older"));
        pragma("user_version = 2");
        assertTrue(refusal(plan).contains("use a newer Rooftile"));
        pragma("application_id = 7");
        assertTrue(refusal(plan).contains("of another program"));
        Files.write(folder.resolve("out/campaign.db"), new byte[] {'n', 'o', ' ', 'd', 'b'});
        assertTrue(refusal(plan).contains("damaged or no database"), refusal(plan));
    }

    private String refusal(Plan plan) {
        return String.valueOf(assertThrows(UserInputException.class, () -> run(plan, fresh("out"), 1))
                .getMessage());
    }

    private void pragma(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("out/campaign.db"));
                Statement change = connection.createStatement()) {
            change.execute("PRAGMA " + statement);
        }
    }

    @Test
    void folderThatIsTakenOrSomethingElse_isRefused() throws IOException {
        Plan plan = plan(SMALL);
        Files.createDirectories(folder.resolve("out"));
        Files.writeString(folder.resolve("out/thesis.txt"), "");
        assertTrue(refusal(plan).contains("there is something without campaign.db"));
        Files.delete(folder.resolve("out/thesis.txt"));
        try (FileChannel channel = FileChannel.open(
                        folder.resolve("out/campaign.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock _ = channel.lock()) {
            assertTrue(refusal(plan).contains("another campaign runs in this folder"));
        }
        assertTrue(run(plan, fresh("out"), 2).isComplete());
    }

    @Test
    void bestDesigns_areFollowedUp() throws IOException {
        Plan plan = plan(SMALL.replace("icebreaker, ", "").replace(", zoo:alexnet@96x128", "")
                + "best: {by: [lut, latency], actions: [bitstream, generate]}\n");
        run(plan, fresh("out"), 1);
        Path dataflow = folder.resolve("out/cells/lenet5-pynq-z2-dataflow");
        assertTrue(Files.exists(dataflow.resolve("report.html")));
        List<List<String>> commands = workbench.commands.stream()
                .filter(command -> command.get(1).equals(dataflow.toString()))
                .toList();
        assertEquals(
                List.of("generate", "synthesize", "validate", "generate", "synthesize", "validate"),
                commands.stream().map(List::getFirst).toList());
        assertEquals(
                2,
                commands.stream()
                        .map(command -> command.get(command.indexOf("--design") + 1))
                        .distinct()
                        .count());
    }

    /// The part of the PYNQ-Z2 lists 50, 100 and 150 MHz, of which the fastest design has the highest.
    @Test
    void missedClock_isLoweredToTheNextOfThePart() throws IOException {
        Plan plan = plan(ONE_PIPELINE);
        TestWorkbench slow = new TestWorkbench(Set.of(), design -> !design.endsWith("-50mhz"));
        Summary summary =
                new CampaignRun(plan, slow, new Workers(1)).run(fresh("out"), undisturbed(new AtomicInteger()));
        assertEquals(1, summary.done());
        List<String> tried = slow.commands.stream()
                .map(command -> command.getFirst() + " " + command.get(command.indexOf("--design") + 1))
                .toList();
        String front = tried.getFirst().substring("synthesize ".length());
        assertEquals(
                List.of(
                        "synthesize " + front,
                        "synthesize " + front + "-100mhz",
                        "synthesize " + front + "-50mhz",
                        "validate " + front + "-50mhz"),
                tried);
        assertTrue(results("out").contains(",done,bitstream at a lower clock: " + front + "-50mhz,"), results("out"));
        Path designs = folder.resolve("out/cells/lenet5-pynq-z2-dataflow/designs");
        assertEquals(
                Files.readString(designs.resolve(front + ".yaml"))
                        .replaceFirst("clock_hertz: \\d+", "clock_hertz: 50000000"),
                Files.readString(designs.resolve(front + "-50mhz.yaml")));
    }

    @Test
    void clockMissedAtTheLowestOfThePart_fails_besideItsPrediction() throws IOException {
        Plan plan = plan(ONE_PIPELINE);
        TestWorkbench slow = new TestWorkbench(Set.of(), _ -> true);
        Summary summary =
                new CampaignRun(plan, slow, new Workers(1)).run(fresh("out"), undisturbed(new AtomicInteger()));
        assertEquals(1, summary.failed());
        assertEquals(
                List.of("synthesize", "synthesize", "synthesize", "validate"),
                slow.commands.stream().map(List::getFirst).toList());
    }
}
