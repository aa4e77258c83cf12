package io.rooftile.reports;

import io.rooftile.costmodel.Figures;
import io.rooftile.dse.Exploration;
import io.rooftile.dse.FrontDesign;
import java.util.Locale;

/// `front.csv`: one row per design of the front.
final class FrontCsv {
    /// Empty cells are figures that nothing has measured or estimated yet.
    private static final String HEADER =
            "design,family,latency_cycles,latency_ms,interval_cycles,throughput_fps,lut,ff,"
                    + "dsp,bram,uram,utilisation,power_mw,energy_mj,accuracy,clock_mhz,offchip_bytes,coefficient_set,"
                    + "lut_low,lut_high,ff_low,ff_high,fmax_mhz,fmax_low_mhz,fmax_high_mhz";

    private FrontCsv() {}

    static String text(Exploration exploration) {
        StringBuilder csv = new StringBuilder(HEADER).append('\n');
        for (FrontDesign design : exploration.front()) {
            csv.append(row(design)).append('\n');
        }
        return csv.toString();
    }

    private static String row(FrontDesign design) {
        Figures figures = design.estimate().figures();
        return String.join(
                ",",
                design.id(),
                design.family().word(),
                String.valueOf(figures.latencyCycles),
                decimal(figures.latencyMilliseconds()),
                String.valueOf(figures.intervalCycles),
                decimal(figures.throughputPerSecond()),
                String.valueOf(figures.lut),
                String.valueOf(figures.ff),
                String.valueOf(figures.dsp),
                String.valueOf(figures.bram),
                String.valueOf(figures.uram),
                decimal(figures.worstUtilisationFraction),
                decimal(figures.powerMilliwatts),
                decimal(figures.energyMillijoules),
                figures.hasAccuracy() ? decimal(figures.accuracy) : "",
                decimal(figures.clockHertz / 1e6),
                String.valueOf(figures.offChipBytes),
                design.estimate().coefficientSet(),
                end(figures, figures.lutLow),
                end(figures, figures.lutHigh),
                end(figures, figures.ffLow),
                end(figures, figures.ffHigh),
                megahertz(figures.fmaxHertz),
                megahertz(figures.fmaxLowHertz),
                megahertz(figures.fmaxHighHertz));
    }

    private static String megahertz(double hertz) {
        return hertz > 0 ? decimal(hertz / 1e6) : "";
    }

    private static String end(Figures figures, long end) {
        return figures.hasIntervals() ? String.valueOf(end) : "";
    }

    /// Six significant digits: more would claim what no estimate knows.
    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.6g", value);
    }
}
