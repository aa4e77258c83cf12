package io.rooftile.calibration.experiment;

import io.rooftile.core.dataflow.Folding;
import io.rooftile.core.dataflow.Pipeline;
import io.rooftile.core.dataflow.StageShape;
import io.rooftile.core.design.DataflowDesign;
import io.rooftile.core.design.MultiplierStyle;
import io.rooftile.core.design.Requantisation;
import io.rooftile.core.design.Stage;
import io.rooftile.core.design.WeightStorage;
import io.rooftile.core.device.Part;
import io.rooftile.core.network.Network;
import java.util.List;

/// How large a design is, roughly, by a rule of its own, so that which designs there are does not depend on the cost
/// model that they are there to improve.
///
/// @param logic LUTs of 4 inputs: a product's bits, a stage's control, the table of weights
/// @param blocks multipliers in blocks
record DesignSize(long logic, long blocks) {
    private static final long STAGE = 250;
    private static final long LANE = 120;
    private static final long BLOCKS_OF_LANE = 3;
    private static final double SHARE = 0.4;

    /// Synthesis takes many minutes for more.
    private static final long MOST_LOGIC = 5_000;

    static DesignSize of(Network network, DataflowDesign design) {
        List<StageShape> shapes = Pipeline.of(network).stages();
        long logic = 0;
        long blocks = 0;
        for (int i = 0; i < shapes.size(); i++) {
            Stage stage = design.stages().get(i);
            StageShape shape = shapes.get(i);
            Folding folding = Folding.of(shape, stage.pe(), stage.simd());
            boolean isExact = design.requantisation() == Requantisation.EXACT;
            boolean isBlock = stage.multiplier() == MultiplierStyle.DSP;
            boolean isConstant = stage.storage() == WeightStorage.LOGIC;
            long products = shape.hasWeights() ? (long) stage.pe() * stage.simd() : 0;
            logic += STAGE + folding.outputLanes() * LANE;
            if (isBlock && !isConstant) {
                blocks += products;
            } else {
                logic += products * stage.weightBits() * stage.activationBits();
            }
            if (isBlock && isExact) {
                blocks += folding.outputLanes() * BLOCKS_OF_LANE;
            }
            if (stage.storage() == WeightStorage.LUT_RAM) {
                logic += (long) shape.outputChannels() * shape.dotLength() * stage.weightBits() / Short.SIZE;
            }
        }
        return new DesignSize(logic, blocks);
    }

    /// Whether a part may hold it.
    boolean isOf(Part part) {
        return logic <= Math.min(MOST_LOGIC, SHARE * part.capacity().lut())
                && blocks <= part.capacity().dsp();
    }
}
