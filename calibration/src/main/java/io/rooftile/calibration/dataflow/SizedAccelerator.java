package io.rooftile.calibration.dataflow;

import io.rooftile.core.dataflow.Cell;
import io.rooftile.core.dataflow.Circuit;
import io.rooftile.core.dataflow.Folding;
import io.rooftile.core.dataflow.Pipeline;
import io.rooftile.core.dataflow.StageShape;
import io.rooftile.core.design.DataflowDesign;
import io.rooftile.core.design.Stage;
import io.rooftile.costmodel.dataflow.BuiltStreams;
import io.rooftile.costmodel.dataflow.BuiltStreams.Regrouping;
import io.rooftile.costmodel.dataflow.FifoShape;
import io.rooftile.costmodel.replay.Replay;
import io.rooftile.quantization.integer.IntegerNetwork;
import io.rooftile.rtl.Accelerator;
import io.rooftile.rtl.Instance;
import io.rooftile.rtl.dataflow.DataflowCompiler;
import io.rooftile.rtl.dataflow.FifoDepths;
import io.rooftile.rtl.dataflow.PartStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// An accelerator whose FIFOs are as deep as its branches need, and what its replay predicts.
///
/// @param timing cycles, exact: the replay has the registers of the hardware
public record SizedAccelerator(Accelerator accelerator, Replay.Result timing) {
    /// The last of them is in steady state.
    private static final int INFERENCES = 3;

    /// Far more than any pipeline that is worth building takes.
    private static final long MOST_CYCLES = 2_000_000_000L;

    /// Names end with the number of the input.
    private static final Pattern JOIN_FIFO = Pattern.compile(".*_fifo[0-9]+");

    private static final Pattern OWN_NARROW = Pattern.compile(".*_out_narrow");

    /// Compiles a design with FIFOs in front of joins that never fill, sees how full they get, and compiles it again
    /// with a place more. A FIFO that is never full never stops the branch in front of it. If that is slower
    /// than the slowest stage, words come in bursts for which two places between stages are not enough: then
    /// all FIFOs get as deep as they fill when inferences come at the pace of that stage.
    ///
    /// @param top name of the top module
    /// @throws io.rooftile.core.UserInputException when there is no hardware for a layer
    public static SizedAccelerator of(String top, IntegerNetwork network, DataflowDesign design, PartStyle part) {
        Function<FifoDepths, Accelerator> compiler =
                depths -> DataflowCompiler.compile(top, network, design, part, depths);
        SizedAccelerator usual = sized(compiler);
        long slowest = slowestCycles(network, design);
        if (usual.timing.intervalCycles() <= slowest) {
            return usual;
        }
        Circuit endless = compiler.apply(FifoDepths.ENDLESS).circuit();
        Replay.Result paced = Replay.runPaced(endless, slowest, INFERENCES, MOST_CYCLES);
        Accelerator deep = compiler.apply(FifoDepths.of(highWater(endless, paced)));
        SizedAccelerator deepened = new SizedAccelerator(deep, replay(deep.circuit()));
        return deepened.timing.intervalCycles() < usual.timing.intervalCycles() ? deepened : usual;
    }

    private static SizedAccelerator sized(Function<FifoDepths, Accelerator> compiler) {
        Accelerator unbounded = compiler.apply(FifoDepths.ENDLESS_AT_JOINS);
        Replay.Result free = replay(unbounded.circuit());
        if (!hasJoins(unbounded.circuit())) {
            return new SizedAccelerator(unbounded, free);
        }
        Accelerator sized = compiler.apply(FifoDepths.of(highWater(unbounded.circuit(), free)));
        return new SizedAccelerator(sized, replay(sized.circuit()));
    }

    private static long slowestCycles(IntegerNetwork network, DataflowDesign design) {
        List<StageShape> shapes = Pipeline.of(network.network()).stages();
        return IntStream.range(0, shapes.size())
                .mapToLong(i -> {
                    Stage stage = design.stages().get(i);
                    return Folding.of(shapes.get(i), stage.pe(), stage.simd()).intervalCycles();
                })
                .max()
                .orElseThrow();
    }

    /// What is between its stages: FIFOs whose depth came from the replay, and changes of width.
    public BuiltStreams streams() {
        List<FifoShape> atJoins = new ArrayList<>();
        List<FifoShape> deepened = new ArrayList<>();
        List<Regrouping> regroupings = new ArrayList<>();
        for (Instance instance : accelerator.instances()) {
            if (isRegrouping(instance.cell())) {
                regroupings.add(new Regrouping(
                        parameter(instance, "BITS"),
                        parameter(instance, "IN_LANES"),
                        parameter(instance, "OUT_LANES")));
            }
            if (instance.cell() instanceof Cell.Fifo fifo) {
                FifoShape shape =
                        new FifoShape(fifo.depthWords(), instance.outputBits().getFirst());
                if (JOIN_FIFO.matcher(fifo.name()).matches()) {
                    atJoins.add(shape);
                } else if (fifo.depthWords() > FifoDepths.BETWEEN_STAGES) {
                    deepened.add(shape);
                }
            }
        }
        return new BuiltStreams(atJoins, deepened, regroupings);
    }

    /// Whether a cell changes the width of words between stages; what leaves the sums of one stage lane by lane is
    /// part of it.
    private static boolean isRegrouping(Cell cell) {
        return cell instanceof Cell.Widen
                || (cell instanceof Cell.Narrow
                        && !OWN_NARROW.matcher(cell.name()).matches());
    }

    private static int parameter(Instance instance, String name) {
        return Integer.parseInt(Objects.requireNonNull(instance.parameters().get(name), name));
    }

    private static Replay.Result replay(Circuit circuit) {
        return Replay.run(circuit, INFERENCES, MOST_CYCLES);
    }

    private static boolean hasJoins(Circuit circuit) {
        return circuit.cells().stream().anyMatch(cell -> cell.inputs() > 1);
    }

    /// Depths of the FIFOs in which words wait: one place more than was filled, because a full FIFO takes no
    /// word, not even in a cycle in which it gives one. Where none holds a second word, none waits.
    private static Map<String, Integer> highWater(Circuit circuit, Replay.Result result) {
        Map<String, Integer> depths = new HashMap<>();
        List<Cell> cells = circuit.cells();
        for (int i = 0; i < cells.size(); i++) {
            int most = result.highWaterWords().get(i);
            if (cells.get(i) instanceof Cell.Fifo fifo && most > 1) {
                depths.put(fifo.name(), most + 1);
            }
        }
        return depths;
    }
}
