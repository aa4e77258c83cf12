package io.rooftile.calibration.published;

import java.util.ArrayList;
import java.util.List;

/// Collects what tables say: figures to predict, and rows that are left out with their reason.
final class Rows {
    private final List<Sample> samples = new ArrayList<>();
    private final List<Replay.LeftOut> leftOut = new ArrayList<>();

    void add(Measurement measurement, Prediction prediction) {
        samples.add(new Sample(measurement, prediction));
    }

    void leaveOut(String source, String row, String reason) {
        leftOut.add(new Replay.LeftOut(source, row, reason));
    }

    List<Sample> samples() {
        return List.copyOf(samples);
    }

    List<Replay.LeftOut> leftOut() {
        return List.copyOf(leftOut);
    }
}
