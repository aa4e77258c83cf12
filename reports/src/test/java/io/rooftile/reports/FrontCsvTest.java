package io.rooftile.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rooftile.dse.Exploration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrontCsvTest {
    @Test
    void hasTheColumnsThatScriptsReadAndARowPerDesignOfTheFront() {
        Exploration exploration = Explorations.both(Explorations.network("net", 2), 4);
        List<String> lines = FrontCsv.text(exploration).lines().toList();
        assertEquals(
                "design,family,latency_cycles,latency_ms,interval_cycles,throughput_fps,lut,ff,dsp,bram,uram,utilisation,"
                        + "power_mw,energy_mj,accuracy,clock_mhz,offchip_bytes,coefficient_set,"
                        + "lut_low,lut_high,ff_low,ff_high,fmax_mhz,fmax_low_mhz,fmax_high_mhz",
                lines.getFirst());
        assertEquals(1 + exploration.front().size(), lines.size());
        // Two layers of 500 and 501 cycles at 100 MHz, 12,000 LUTs: 200 mW + 12,000 / 50, times 10.01 us.
        assertEquals(
                "overlay-001,overlay,1001,0.0100100,1001,99900.1,12000,18000,60,40,0,0.240000,440.000,0.00440440,,"
                        + "100.000,450,theory-0000,,,,,,,",
                lines.get(1));
        long commas = lines.getFirst().chars().filter(c -> c == ',').count();
        lines.forEach(
                line -> assertEquals(commas, line.chars().filter(c -> c == ',').count(), line));
    }

    @Test
    void holdsTheAccuracyWhereItIsAnObjective() {
        List<String> lines = FrontCsv.text(Explorations.accurate(Explorations.network("net", 2), 4))
                .lines()
                .toList();
        int column = List.of(lines.getFirst().split(",", -1)).indexOf("accuracy");
        for (String line : lines.subList(1, lines.size())) {
            String expected = line.startsWith("overlay") ? "0.950000" : "0.875000";
            assertEquals(expected, line.split(",", -1)[column], line);
        }
    }

    @Test
    void isAHeaderWithoutDesigns() {
        assertEquals(
                1,
                FrontCsv.text(Explorations.none(Explorations.network("net", 2)))
                        .lines()
                        .count());
    }
}
