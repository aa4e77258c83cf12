package io.rooftile.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rooftile.core.UserInputException;
import io.rooftile.core.design.Requantisation;
import io.rooftile.core.network.Network;
import io.rooftile.quantization.accuracy.AccuracyMeter;
import io.rooftile.quantization.accuracy.Metric;
import io.rooftile.quantization.accuracy.Samples;
import io.rooftile.quantization.integer.IntegerNetwork;
import io.rooftile.quantization.posttraining.BitAssignment;
import io.rooftile.quantization.posttraining.QuantisationScheme;
import io.rooftile.quantization.posttraining.RangeMethod;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `rooftile accuracy`: how accurate a model is, as trained and in fewer bits.
@Command(
        name = "accuracy",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measures a model's accuracy on sample rows, as trained and quantised to fewer bits.",
        footer = {
            "",
            "With labels accuracy is top-1, or the area under the ROC curve of a model of one output; without labels it",
            "is the signal-to-quantisation-noise ratio of the outputs, in dB. A model that is quantised already is run as",
            "it is, so that it takes no option that says how to quantise.",
            "",
            "What explore measures of a model to predict mixes of bits it keeps in $ROOFTILE_CACHE, or",
            "$XDG_CACHE_HOME/rooftile, or ~/.cache/rooftile (explore --cache names another folder)."
        })
final class AccuracyCommand implements Callable<Integer> {
    private static final List<Integer> USUAL_BITS = List.of(2, 3, 4, 5, 6, 8, 10, 12, 16);

    private static final List<String> HOW_TO_QUANTISE = List.of(
            "--bits", "--ranges", "--per-tensor", "--no-bias-correction", "--calibration-rows", "--calibration");

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final ModelArguments model = new ModelArguments();

    @Mixin
    private final DataArguments data = new DataArguments();

    @Option(
            names = "--bits",
            split = ",",
            paramLabel = "N",
            description = "Widths of weights and activations to measure, 2 to 16. Default: 2,3,4,5,6,8,10,12,16.")
    private final List<Integer> bits = new ArrayList<>();

    @Option(
            names = "--scales",
            paramLabel = "KIND",
            defaultValue = "exact",
            description = "exact: any scale, as TensorFlow Lite; power_of_two: shifts only. Default: ${DEFAULT-VALUE}.")
    private Requantisation scales = Requantisation.EXACT;

    @Option(
            names = "--ranges",
            paramLabel = "HOW",
            defaultValue = "least_squares",
            description = "min_max, percentile or least_squares. Default: ${DEFAULT-VALUE}.")
    private RangeMethod method = RangeMethod.LEAST_SQUARES;

    @Option(names = "--per-tensor", description = "One scale for all weights of a layer, not one for each channel.")
    private boolean isPerTensor;

    @Option(names = "--no-bias-correction", description = "Leave the mean error of rounded weights in.")
    private boolean leavesBias;

    @Option(
            names = "--calibration-rows",
            paramLabel = "N",
            defaultValue = "256",
            description = "Find ranges on the first N rows. Default: ${DEFAULT-VALUE}.")
    private int calibrationRows = 256;

    @Option(
            names = "--calibration",
            paramLabel = "FILE",
            description = "Find ranges on the rows of this file, written as --data is. Default: on those of --data.")
    private @Nullable Path calibration;

    @Mixin
    private final ThreadArguments threads = new ThreadArguments();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    /// One line of the answer.
    ///
    /// @param numbers `float32`, `trained`, or the bits
    private record Row(String numbers, double accuracy) {}

    @Override
    public Integer call() {
        List<Integer> widths = BitArguments.checked("--bits", bits);
        int workers = threads.count();
        Least.require("--calibration-rows", calibrationRows, 1);
        Network network = AccuracyMeter.scores(model.requireWeights());
        Samples samples = data.read(network);
        List<Row> rows = new ArrayList<>();
        Metric metric;
        if (IntegerNetwork.isInteger(network)) {
            refuseToQuantise();
            DesignAccuracy trained = DesignAccuracy.ofTrained(network, scales, samples, workers);
            metric = trained.metric();
            rows.add(new Row("as trained", trained.value()));
        } else {
            metric = ofReal(network, samples, widths.isEmpty() ? USUAL_BITS : widths, workers, rows);
        }
        print(network, samples, metric, rows);
        return Rooftile.DONE;
    }

    /// @throws UserInputException when the user says how to quantise a model that is quantised already
    private void refuseToQuantise() {
        for (String option : HOW_TO_QUANTISE) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw UserInputException.of(
                        option,
                        "",
                        model.model() + " is quantised already and is measured as it is",
                        "leave the option out, or give the model of real numbers");
            }
        }
    }

    private Metric ofReal(Network network, Samples samples, List<Integer> widths, int workers, List<Row> rows) {
        QuantisationScheme scheme = new QuantisationScheme(scales, !isPerTensor, method, method, !leavesBias);
        Samples ranges = calibration == null ? samples : data.readOther(network, calibration);
        AccuracyMeter meter = new AccuracyMeter(network, scheme, ranges.first(calibrationRows), samples, workers);
        if (meter.metric() != Metric.SQNR) {
            rows.add(new Row("float32", meter.ofReal()));
        }
        for (int width : widths) {
            rows.add(new Row(String.valueOf(width), meter.of(BitAssignment.uniform(width))));
        }
        return meter.metric();
    }

    private void print(Network network, Samples samples, Metric metric, List<Row> rows) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ObjectNode root = Json.object();
            root.put("network", network.name());
            root.put("rows", samples.rows());
            root.put("metric", metric.word());
            root.put("unit", metric.unit());
            ArrayNode array = root.putArray("accuracy");
            rows.forEach(row -> array.addObject().put("bits", row.numbers()).put("value", row.accuracy()));
            out.println(Json.text(root));
            return;
        }
        TextTable table = new TextTable("bits", metric.word() + " (" + metric.unit() + ")");
        rows.forEach(row -> table.row(row.numbers(), String.format(Locale.ROOT, "%.4f", row.accuracy())));
        table.print(out);
        out.printf("%n%s on %,d rows%n", network.name(), samples.rows());
    }
}
