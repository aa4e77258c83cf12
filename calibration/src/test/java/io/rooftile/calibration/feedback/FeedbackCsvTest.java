package io.rooftile.calibration.feedback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.calibration.feedback.Feedback.Circuits;
import io.rooftile.calibration.feedback.Feedback.Estimated;
import io.rooftile.calibration.feedback.Feedback.Found;
import io.rooftile.calibration.feedback.Feedback.Hardware;
import io.rooftile.calibration.feedback.Feedback.Placement;
import io.rooftile.core.UserInputException;
import io.rooftile.core.device.ResourceVector;
import io.rooftile.costmodel.fabric.Circuit;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class FeedbackCsvTest {
    private static final String PLACER = "nextpnr-ice40 0.4";

    private static Feedback row(String sha256, long clockHertz, long luts, Placement placement) {
        List<Double> amounts = IntStream.range(0, Circuit.values().length)
                .mapToObj(kind -> kind + 0.1234)
                .toList();
        return new Feedback(
                new Hardware("my net, \"v2\"", "dataflow-001", "ice40", "ice40up5k", 5280, sha256, clockHertz),
                new Circuits("f0", 11.4, amounts, amounts),
                new Estimated("rooftile-01", new ResourceVector(9, 8, 7, 6, 5), new ResourceVector(19, 18, 17, 16, 15)),
                new Found("Yosys 0.23", new ResourceVector(luts, 98, 97, 96, 95), placement));
    }

    private static FeedbackSet set(Feedback... rows) {
        FeedbackSet set = FeedbackSet.empty("mine.csv");
        for (Feedback row : rows) {
            set = set.with(row, row.hardware().design());
        }
        return set;
    }

    @Test
    void everyRow_isReadBackAsItWas_inWhateverOrderItCame() {
        Feedback mapped = row("a0", 24_000_000, 99, new Placement.None());
        Feedback failed = row("a1", 24_000_000, 99, new Placement.Failed(PLACER));
        Feedback routed = row("a2", 24_000_000, 99, new Placement.Routed(PLACER, 3, 21_383_970));
        String text = FeedbackCsv.text(set(mapped, failed, routed));
        assertEquals(text, FeedbackCsv.text(set(routed, mapped, failed)));
        assertEquals(
                List.of(mapped, failed, routed),
                FeedbackCsv.read("mine.csv", text).rows());
        assertTrue(text.contains("\nmy_net___v2_,dataflow-001,ice40,"), text);
        assertTrue(FeedbackCsv.isMeant(text));
    }

    @Test
    void theSameAgain_countsOnce_andRoutedStands() {
        Feedback failed = row("a1", 24_000_000, 99, new Placement.Failed(PLACER));
        Feedback routed = row("a1", 24_000_000, 99, new Placement.Routed(PLACER, 1, 21_000_000));
        Feedback otherSeed = row("a1", 24_000_000, 99, new Placement.Routed(PLACER, 2, 22_000_000));
        Feedback otherClock = row("a1", 12_000_000, 99, new Placement.Routed(PLACER, 1, 20_000_000));
        assertEquals(List.of(routed), set(routed, routed).rows());
        assertEquals(List.of(routed), set(failed, routed).rows());
        assertEquals(List.of(routed), set(routed, failed).rows());
        assertEquals(
                List.of(otherClock, routed, otherSeed),
                set(routed, otherSeed, otherClock).rows());
    }

    @Test
    void contradictions_andOtherVersionsOfTools_areRefusedWithTheirPlace() {
        Feedback routed = row("a1", 24_000_000, 99, new Placement.Routed(PLACER, 1, 21_000_000));
        Feedback faster = row("a1", 24_000_000, 99, new Placement.Routed(PLACER, 1, 22_000_000));
        Feedback larger = row("a1", 12_000_000, 100, new Placement.None());
        Feedback newer = row("a2", 24_000_000, 99, new Placement.Routed("nextpnr-ice40 0.7", 1, 21_000_000));
        refused("mine.csv, dataflow-001: my_net___v2_/dataflow-001 on ice40up5k was measured before", routed, faster);
        refused("was measured before, otherwise", routed, larger);
        refused("it was measured with nextpnr-ice40 0.7, what is known with nextpnr-ice40 0.4", routed, newer);
    }

    private static void refused(String what, Feedback... rows) {
        String message = assertThrows(UserInputException.class, () -> set(rows)).getMessage();
        assertTrue(String.valueOf(message).contains(what), message);
    }

    @Test
    void mistakesOfAFile_areNamedWithTheirLine() {
        String text = FeedbackCsv.text(set(row("a2", 24_000_000, 99, new Placement.Routed(PLACER, 3, 21_000_000))));
        unreadable("lut,ff\n1,2\n", "line 1", "the columns are not those");
        unreadable("", "line 1", "the columns are not those");
        unreadable(text.replace(",port_luts", ",port_luts,wall_luts"), "line 1", "kinds of circuits are not those");
        unreadable(text.replace(",99,98,", ",99,"), "line 2", "it has 55 fields");
        unreadable(text.replace(",99,98,", ",99.5,98,"), "line 2", "\"99.5\" is no count");
        unreadable(text.replace(",99,98,", ",-99,98,"), "line 2", "\"-99\" is no count");
        unreadable(text.replace(",99,98,", ",0,98,"), "line 2", "a count is 0");
        unreadable(text.replace(",11.4,", ",NaN,"), "line 2", "\"NaN\" is no amount");
        unreadable(text.replace(",11.4,", ",1.2.3,"), "line 2", "1.2.3");
        unreadable(text.replace(",routed,", ",perhaps,"), "line 2", "placement is none, failed or routed");
        unreadable(text.replace(",21000000,", ",,"), "line 2", "\"\" is no count");
        String line = text.lines().toList().getLast();
        unreadable(text + line.replace(",99,98,", ",100,98,") + "\n", "line 3", "was measured before, otherwise");
        assertEquals(1, FeedbackCsv.read("mine.csv", text + line + "\n").rows().size());
    }

    private static void unreadable(String text, String place, String what) {
        UserInputException refusal = assertThrows(UserInputException.class, () -> FeedbackCsv.read("mine.csv", text));
        String message = String.valueOf(refusal.getMessage());
        assertTrue(message.startsWith("mine.csv, " + place + ": ") && message.contains(what), message);
    }
}
