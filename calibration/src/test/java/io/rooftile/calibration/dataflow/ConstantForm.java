package io.rooftile.calibration.dataflow;

import io.rooftile.calibration.dataflow.ResourceMeasurement.Finding;
import io.rooftile.calibration.dataflow.ResourceMeasurement.Subject;
import io.rooftile.core.dataflow.Pipeline;
import io.rooftile.core.dataflow.StageShape;
import io.rooftile.core.design.DataflowDesign;
import io.rooftile.core.design.MultiplierStyle;
import io.rooftile.core.design.Requantisation;
import io.rooftile.core.design.Stage;
import io.rooftile.core.design.WeightStorage;
import io.rooftile.core.network.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The last layer of `KERAS_3layer` at reuse 1 with its weights as constants in logic, beside a multiplier in
/// LUTs for each
/// weight; the layers before it are folded as far as they go.
final class ConstantForm {
    private static final String MODEL = "hls4ml-keras-3layer/KERAS_3layer";
    private static final String BOARD = "vcu118";
    private static final long CLOCK_HERTZ = 100_000_000;

    private ConstantForm() {}

    /// @param weights of the layer
    /// @param constants the whole network with the layer's weights in logic
    /// @param multipliers the same with a multiplier for half of the weights, which are in two words, so that
    /// they are
    /// no constants
    /// @param multiplierLuts that Yosys makes of one multiplier
    record Comparison(int bits, long weights, Finding constants, Finding multipliers, long multiplierLuts) {}

    static Comparison of(int bits, Path folder) throws IOException {
        Network trained = MeasuredNets.read(MODEL + ".json", MODEL + "_weights.h5");
        List<StageShape> shapes = Pipeline.of(trained).stages();
        StageShape last = shapes.getLast();
        Subject subject = new Subject("KERAS_3layer", MODEL, null, BOARD, bits, Requantisation.EXACT, 1, 1);
        Path one = Files.createDirectory(folder.resolve("constants" + bits));
        Path other = Files.createDirectory(folder.resolve("multipliers" + bits));
        int inputs = last.dotLength();
        Finding constants =
                ResourceMeasurement.of(subject, trained, design(shapes, bits, inputs, WeightStorage.LOGIC), one);
        Finding multipliers = ResourceMeasurement.of(
                subject, trained, design(shapes, bits, inputs / 2, WeightStorage.LUT_RAM), other);
        return new Comparison(
                bits,
                (long) last.outputChannels() * inputs,
                constants,
                multipliers,
                ResourceMeasurement.cell("product_rows", BOARD, other).lut());
    }

    private static DataflowDesign design(List<StageShape> shapes, int bits, int simd, WeightStorage storage) {
        List<Stage> stages = new ArrayList<>();
        for (StageShape shape : shapes) {
            boolean isLast = shape.name().equals(shapes.getLast().name());
            int ofWeights = shape.hasWeights() ? bits : 0;
            stages.add(
                    isLast
                            ? new Stage(
                                    shape.name(), shape.lanes(), simd, ofWeights, bits, storage, MultiplierStyle.LUT)
                            : new Stage(
                                    shape.name(), 1, 1, ofWeights, bits, WeightStorage.BLOCK_RAM, MultiplierStyle.DSP));
        }
        return new DataflowDesign(CLOCK_HERTZ, Requantisation.EXACT, stages);
    }
}
