package io.rooftile.campaign;

import io.rooftile.costmodel.Figures;
import io.rooftile.dse.Contest;
import io.rooftile.dse.Exploration;
import io.rooftile.dse.FrontDesign;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One design of a cell's front, as the database and `results.csv` keep it. Figures are those of `front.csv`.
///
/// @param best the objectives by which no design of the cell is better, words with spaces between; often empty
/// @param utilisation used over available blocks of the resource that is used most
/// @param accuracy in the unit of its objective; null where nobody has told
record DesignRow(
        String design,
        String best,
        long latencyCycles,
        double latencyMilliseconds,
        long intervalCycles,
        double throughputPerSecond,
        long lut,
        long ff,
        long dsp,
        long bram,
        long uram,
        double utilisation,
        double powerMilliwatts,
        double energyMillijoules,
        @Nullable Double accuracy,
        double clockMegahertz,
        long offChipBytes,
        String coefficientSet)
        implements Serializable {
    private static final double HERTZ_PER_MEGAHERTZ = 1e6;

    /// The front of an exploration, in its order.
    static List<DesignRow> of(Exploration exploration) {
        List<Contest> contests = exploration.settings().objectives().stream()
                .map(objective -> Contest.of(objective, exploration))
                .toList();
        return exploration.front().stream().map(design -> of(design, contests)).toList();
    }

    private static DesignRow of(FrontDesign design, List<Contest> contests) {
        Figures figures = design.estimate().figures();
        String best = contests.stream()
                .filter(contest -> contest.winner().map(FrontDesign::id).equals(Optional.of(design.id())))
                .map(contest -> contest.objective().word())
                .collect(Collectors.joining(" "));
        return new DesignRow(
                design.id(),
                best,
                figures.latencyCycles,
                figures.latencyMilliseconds(),
                figures.intervalCycles,
                figures.throughputPerSecond(),
                figures.lut,
                figures.ff,
                figures.dsp,
                figures.bram,
                figures.uram,
                figures.worstUtilisationFraction,
                figures.powerMilliwatts,
                figures.energyMillijoules,
                figures.hasAccuracy() ? figures.accuracy : null,
                figures.clockHertz / HERTZ_PER_MEGAHERTZ,
                figures.offChipBytes,
                design.estimate().coefficientSet());
    }

    /// Its figures, as objectives read them.
    Figures figures() {
        Figures figures = new Figures();
        figures.clockHertz = Math.round(clockMegahertz * HERTZ_PER_MEGAHERTZ);
        figures.latencyCycles = latencyCycles;
        figures.intervalCycles = intervalCycles;
        figures.lut = lut;
        figures.ff = ff;
        figures.dsp = dsp;
        figures.bram = bram;
        figures.uram = uram;
        figures.offChipBytes = offChipBytes;
        figures.worstUtilisationFraction = utilisation;
        figures.powerMilliwatts = powerMilliwatts;
        figures.energyMillijoules = energyMillijoules;
        if (accuracy != null) {
            figures.accuracy = accuracy;
        }
        return figures;
    }
}
