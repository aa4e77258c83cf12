package io.rooftile.calibration.published;

import io.rooftile.calibration.published.Prediction.Counted;
import io.rooftile.calibration.published.Prediction.Impossible;
import io.rooftile.core.UserInputException;
import io.rooftile.core.device.Coefficients;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// Published measurements, read and ready to be predicted.
public final class Replay {
    private static final List<Reader> READERS = List.of(
            new Reader("dpu.yaml", DpuTables::read),
            new Reader("finn.yaml", FinnTables::read),
            new Reader("hls4ml.yaml", Hls4mlTables::read),
            new Reader(
                    "fpgaconvnet_dnnbuilder.yaml",
                    (root, _, rows) -> UnreadTables.leaveOut("fpgaconvnet_dnnbuilder", root, List.of(), rows)));

    private final List<Sample> samples;
    private final List<LeftOut> leftOut;

    private Replay(List<Sample> samples, List<LeftOut> leftOut) {
        this.samples = samples;
        this.leftOut = leftOut;
    }

    /// Which file has which tables.
    private record Reader(String file, Tables tables) {}

    @FunctionalInterface
    private interface Tables {
        void read(TruthNode root, Context context, Rows rows);
    }

    /// A row that is not used: suspect, a duplicate, or from memory.
    ///
    /// @param source file and table
    /// @param row what the table calls it
    public record LeftOut(String source, String row, String reason) {}

    /// A figure that nothing predicts.
    public record Unpredicted(Measurement measurement, String reason) {}

    /// Reads every table of a folder.
    ///
    /// @throws UserInputException when a file is broken, a key is missing, or there is no file at all
    public static Replay of(TruthFolder folder, Topologies topologies) {
        Rows rows = new Rows();
        Context context = new Context(folder, topologies);
        boolean isEmpty = true;
        for (Reader reader : READERS) {
            var root = folder.file(reader.file());
            root.ifPresent(node -> reader.tables().read(node, context, rows));
            isEmpty &= root.isEmpty();
        }
        if (isEmpty) {
            throw folder.empty();
        }
        return new Replay(rows.samples(), rows.leftOut());
    }

    public List<LeftOut> leftOut() {
        return leftOut;
    }

    public List<Unpredicted> unpredicted() {
        return samples.stream()
                .filter(sample -> sample.prediction() instanceof Impossible)
                .map(sample -> new Unpredicted(sample.measurement(), ((Impossible) sample.prediction()).reason()))
                .toList();
    }

    /// The coefficient sets that these measurements give, by name.
    public Map<String, Coefficients> fit() {
        return CoefficientFit.of(samples);
    }

    /// Every figure that something predicts, in file order.
    ///
    /// @param sets coefficient sets by name
    public List<Replayed> predict(Map<String, Coefficients> sets) {
        Map<Integer, Double> heldOut = HeldOut.predictions(samples);
        List<Replayed> replayed = new ArrayList<>();
        for (int index = 0; index < samples.size(); index++) {
            Sample sample = samples.get(index);
            Prediction prediction = sample.prediction();
            if (prediction instanceof Impossible) {
                continue;
            }
            boolean isCounted = prediction instanceof Counted;
            double predicted = prediction.value(sets);
            Double without = isCounted ? Double.valueOf(predicted) : heldOut.get(index);
            replayed.add(new Replayed(
                    sample.measurement(),
                    isCounted,
                    predicted,
                    without == null ? OptionalDouble.empty() : OptionalDouble.of(without)));
        }
        return replayed;
    }
}
