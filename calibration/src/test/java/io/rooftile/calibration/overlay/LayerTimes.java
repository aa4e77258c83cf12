package io.rooftile.calibration.overlay;

import static java.util.Objects.requireNonNull;

import io.rooftile.costmodel.Estimate;
import io.rooftile.costmodel.LayerEstimate;
import io.rooftile.rtl.overlay.OverlayProgram;
import io.rooftile.rtl.overlay.Unit;
import io.rooftile.rtl.overlay.replay.EngineReplay;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the layers of a program take: from the last result of the one before to its own, the last one to the end.
final class LayerTimes {
    /// Layers that take less are not looked at one by one: a burst that comes first or last is a percent of them.
    static final long LEAST_CYCLES = 1000;

    private LayerTimes() {}

    /// Cycles by layer of the engine, in the order of the program.
    static Map<String, Long> of(Estimate estimate, OverlayProgram program, EngineReplay.Result replayed) {
        Map<String, Long> ends = new LinkedHashMap<>();
        List<Long> results = requireNonNull(replayed.jobs().get(Unit.COMPUTE)).ends();
        int job = 0;
        for (OverlayProgram.Note note : program.notes()) {
            if (note.text().endsWith(": compute")) {
                String layer = estimate.layers().stream()
                        .map(LayerEstimate::layer)
                        .filter(name -> note.text().startsWith(name + ", "))
                        .max(Comparator.comparingInt(String::length))
                        .orElseThrow();
                ends.put(layer, results.get(job));
                job++;
            }
        }
        ends.put(new ArrayList<>(ends.keySet()).getLast(), replayed.cycles());
        Map<String, Long> cycles = new LinkedHashMap<>();
        long before = 0;
        for (Map.Entry<String, Long> end : ends.entrySet()) {
            cycles.put(end.getKey(), end.getValue() - before);
            before = end.getValue();
        }
        return cycles;
    }

    /// The signed relative error of the estimate that is farthest from 0, over layers of more than [#LEAST_CYCLES];
    /// 0 where there are none.
    static double worstError(Estimate estimate, Map<String, Long> cycles) {
        double worst = 0;
        for (LayerEstimate layer : estimate.layers()) {
            Long found = cycles.get(layer.layer());
            if (found != null && found > LEAST_CYCLES) {
                double error = (double) layer.work().cycles() / found - 1;
                worst = Math.abs(error) > Math.abs(worst) ? error : worst;
            }
        }
        return worst;
    }
}
