package io.rooftile.calibration.dataflow;

import io.rooftile.core.dataflow.Cell;
import io.rooftile.core.dataflow.Circuit;
import io.rooftile.core.design.DataflowDesign;
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
import java.util.regex.Pattern;

/// An accelerator whose FIFOs are as deep as its branches need, and what its replay predicts.
///
/// @param timing cycles, exact: the replay has the registers of the hardware
public record SizedAccelerator(Accelerator accelerator, Replay.Result timing) {
    /// The last of them is in steady state.
    private static final int INFERENCES = 3;

    /// Far more than any pipeline that is worth building takes.
    private static final long MOST_CYCLES = 2_000_000_000L;

    private static final int LEAST_WORDS = 2;

    /// Names end with the number of the input.
    private static final Pattern JOIN_FIFO = Pattern.compile(".*_fifo[0-9]+");

    /// Compiles a design with FIFOs in front of joins that never fill, sees how full they get, and compiles it again
    /// with just that depth. A FIFO that is never fuller than its depth never stops the branch in front of it.
    ///
    /// @param top name of the top module
    /// @throws io.rooftile.core.UserInputException when there is no hardware for a layer
    public static SizedAccelerator of(String top, IntegerNetwork network, DataflowDesign design, PartStyle part) {
        Accelerator unbounded = DataflowCompiler.compile(top, network, design, part, FifoDepths.UNBOUNDED);
        Replay.Result free = replay(unbounded.circuit());
        if (!hasJoins(unbounded.circuit())) {
            return new SizedAccelerator(unbounded, free);
        }
        FifoDepths depths = new FifoDepths(highWater(unbounded.circuit(), free));
        Accelerator sized = DataflowCompiler.compile(top, network, design, part, depths);
        return new SizedAccelerator(sized, replay(sized.circuit()));
    }

    /// The FIFOs in front of joins, in the order of the stages and of their inputs.
    public List<FifoShape> joinFifos() {
        List<FifoShape> fifos = new ArrayList<>();
        for (Instance instance : accelerator.instances()) {
            if (instance.cell() instanceof Cell.Fifo fifo
                    && JOIN_FIFO.matcher(fifo.name()).matches()) {
                fifos.add(new FifoShape(fifo.depthWords(), instance.outputBits().getFirst()));
            }
        }
        return fifos;
    }

    private static Replay.Result replay(Circuit circuit) {
        return Replay.run(circuit, INFERENCES, MOST_CYCLES);
    }

    private static boolean hasJoins(Circuit circuit) {
        return circuit.cells().stream().anyMatch(cell -> cell.inputs() > 1);
    }

    private static Map<String, Integer> highWater(Circuit circuit, Replay.Result result) {
        Map<String, Integer> depths = new HashMap<>();
        List<Cell> cells = circuit.cells();
        for (int i = 0; i < cells.size(); i++) {
            if (cells.get(i) instanceof Cell.Fifo fifo) {
                depths.put(
                        fifo.name(),
                        Math.max(LEAST_WORDS, result.highWaterWords().get(i)));
            }
        }
        return depths;
    }
}
