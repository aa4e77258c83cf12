package io.rooftile.cli;

import io.rooftile.core.UserInputException;
import io.rooftile.core.design.Requantisation;
import io.rooftile.core.network.Network;
import io.rooftile.costmodel.BitOptions;
import io.rooftile.dse.AccuracyModel;
import io.rooftile.dse.Objective;
import io.rooftile.dse.QuantisedAccuracy;
import io.rooftile.dse.SearchSettings;
import io.rooftile.modelimport.ModelDigest;
import io.rooftile.quantization.accuracy.AccuracyMeter;
import io.rooftile.quantization.accuracy.Metric;
import io.rooftile.quantization.accuracy.Samples;
import io.rooftile.quantization.accuracy.Sensitivity;
import io.rooftile.quantization.accuracy.SensitivityTable;
import io.rooftile.quantization.integer.IntegerNetwork;
import io.rooftile.quantization.posttraining.BitAssignment;
import io.rooftile.quantization.posttraining.QuantisationScheme;
import java.util.List;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;

/// Accuracy as an objective of `explore`: what the table of sensitivity is measured on.
///
/// @param model what the search predicts and measures accuracy with
/// @param bits widths that the search may choose from
record AccuracyObjective(AccuracyModel model, BitOptions bits) {
    private static final List<Integer> USUAL_BITS = List.of(2, 3, 4, 5, 6, 8, 12, 16);

    /// Rows that predictions are made of; more cost time in every prediction.
    private static final int PREDICTED_ROWS = 400;

    /// Of what the table is measured on: the same for all seeds of the search, so that they share a table.
    private static final long SEED = 1;

    /// What accuracy is measured on, and where tables are kept.
    ///
    /// @param requantisation of the designs that are explored
    record Source(ModelArguments model, DataArguments data, SensitivityCache cache, Requantisation requantisation) {
        /// Digest of all that a table depends on.
        String key(List<Integer> widths) {
            return ModelDigest.ofText(String.join(
                    "\n",
                    "rooftile " + Version.number(),
                    model.dependencies(),
                    data.dependencies(),
                    QuantisationScheme.usual(requantisation).toString(),
                    "widths " + widths,
                    "mixes " + SensitivityTable.USUAL_MIXES + ", seed " + SEED,
                    "rows " + DesignAccuracy.CALIBRATION_ROWS + ", " + PREDICTED_ROWS + ", "
                            + DataArguments.RANDOM_ROWS));
        }
    }

    static boolean isWanted(SearchSettings settings) {
        return settings.objectives().contains(Objective.ACCURACY);
    }

    /// Measures the table of a network, or takes it from the cache.
    ///
    /// @param opened widths that the user opened, if any
    /// @throws UserInputException when the network has no bits to choose, or rows do not fit it
    static AccuracyObjective of(Network network, SearchSettings settings, BitOptions opened, Source source) {
        if (IntegerNetwork.isInteger(network)) {
            throw UserInputException.of(
                    network.name(),
                    "",
                    "the model is quantised already, so that accuracy does not depend on the design",
                    "leave accuracy out of --objectives, or give the model of real numbers");
        }
        Network scores = AccuracyMeter.scores(network);
        Samples samples = source.data().readOrRandom(scores);
        Samples few = source.data().first(scores, samples, PREDICTED_ROWS);
        BitOptions bits = new BitOptions(
                opened.weightBits().isEmpty() ? USUAL_BITS : opened.weightBits(),
                opened.activationBits().isEmpty() ? USUAL_BITS : opened.activationBits());
        // The outputs of a pipeline have the most bits, whatever the others may have.
        List<Integer> widths = Stream.of(bits.weightBits(), bits.activationBits(), List.of(BitAssignment.MOST_BITS))
                .flatMap(List::stream)
                .distinct()
                .sorted()
                .toList();
        int threads = settings.threads();
        AccuracyMeter meterOfFew = DesignAccuracy.meter(network, source.requantisation(), samples, few, threads);
        SensitivityTable table = source.cache()
                .get(
                        source.key(widths),
                        meterOfFew,
                        () -> SensitivityTable.measure(
                                meterOfFew,
                                widths,
                                SensitivityTable.USUAL_MIXES,
                                RandomGeneratorFactory.of("L64X128MixRandom").create(SEED)));
        AccuracyMeter meter = DesignAccuracy.meter(network, source.requantisation(), samples, samples, threads);
        return new AccuracyObjective(
                new QuantisedAccuracy(
                        network,
                        meter,
                        new Sensitivity(meterOfFew, table),
                        note(meter.metric(), samples, source.data())),
                bits);
    }

    private static String note(Metric metric, Samples samples, DataArguments data) {
        if (!data.isGiven()) {
            return "no rows were given, so that the signal-to-quantisation-noise ratio (dB) on " + samples.rows()
                    + " random rows stands in for it; give --data and labels for the real one";
        }
        return metric == Metric.SQNR
                ? "no labels were given, so that the signal-to-quantisation-noise ratio (dB) on " + samples.rows()
                        + " rows of " + data.name() + " stands in for it"
                : metric.word() + " on " + samples.rows() + " rows of " + data.name();
    }

    /// The settings with accuracy in the unit of what is measured.
    SearchSettings settings(SearchSettings settings) {
        List<Objective> objectives = settings.objectives().stream()
                .map(objective -> objective.equals(Objective.ACCURACY)
                        ? Objective.accuracy(model.kind().unit())
                        : objective)
                .toList();
        return new SearchSettings(
                settings.families(),
                objectives,
                settings.seed(),
                settings.threads(),
                settings.effort(),
                settings.frontSize());
    }
}
