package io.rooftile.calibration.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.UserInputException;
import io.rooftile.core.device.ResourceVector;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class MeasuredSetTest {
    private static final String HEADER =
            "architecture,design,hardware_sha256,tool,lut,ff,dsp,bram,uram,placer,fmax_hz\n";

    @Test
    void text_isReadBackInTheOrderOfTheDesigns() {
        Measured second = new Measured("xc7", 12, "ab", "Yosys 0.23", new ResourceVector(5, 4, 3, 2, 1));
        Measured first = new Measured(
                "xc7",
                2,
                "cd",
                "Yosys 0.23",
                new ResourceVector(9, 8, 7, 6, 0),
                Optional.of(new Measured.Placed("nextpnr-ice40 0.4", 25_000_000)));
        String text = MeasuredSet.text(List.of(second, first));
        assertEquals(
                HEADER + "xc7,2,cd,Yosys 0.23,9,8,7,6,0,nextpnr-ice40 0.4,25000000\nxc7,12,ab,Yosys 0.23,5,4,3,2,1,,\n",
                text);
        assertEquals(List.of(first, second), MeasuredSet.read("m.csv", text));
    }

    @Test
    void mistakes_areNamedWithTheirLine() {
        refused("architecture,lut\n", "line 1", "the columns are not those of measurements");
        refused(HEADER + "xc7,2,cd,Yosys 0.23,9,8,7,6\n", "line 2", "it has 8 fields");
        refused(HEADER + "xc7,2,cd,Yosys 0.23,9.5,8,7,6,0,,\n", "line 2", "a count is no whole number");
        refused(
                HEADER + "xc7,2,cd,Yosys 0.23,9,8,7,6,0,,\nxc7,2,cd,Yosys 0.23,10,8,7,6,0,,\n",
                "line 3",
                "was measured before, otherwise");
        refused(
                HEADER + "xc7,2,cd,Yosys 0.23,9,8,7,6,0,,\nxc7,3,cd,Yosys 0.40,9,8,7,6,0,,\n",
                "line 3",
                "another version");
    }

    @Test
    void aLineTwice_countsOnce() {
        String line = "xc7,2,cd,Yosys 0.23,9,8,7,6,0,,\n";
        assertEquals(1, MeasuredSet.read("m.csv", HEADER + line + line).size());
    }

    private static void refused(String text, String place, String what) {
        UserInputException refusal = assertThrows(UserInputException.class, () -> MeasuredSet.read("m.csv", text));
        String message = String.valueOf(refusal.getMessage());
        assertTrue(message.contains("m.csv") && message.contains(place) && message.contains(what), message);
    }
}
