package io.rooftile.costmodel.dataflow;

import io.rooftile.core.dataflow.Folding;
import io.rooftile.core.dataflow.Pipeline;
import io.rooftile.core.dataflow.StageShape;
import io.rooftile.core.design.DataflowDesign;
import io.rooftile.core.design.Stage;
import io.rooftile.core.network.Network;
import io.rooftile.costmodel.Target;
import io.rooftile.costmodel.fabric.Fabric;
import io.rooftile.costmodel.fabric.Power;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Moves elements through a pipeline cycle by cycle: every stage collects a word, works on a fold, gives its results,
/// each when it can. Windows are found by looking at every tap; no interval, lead or latency formula is used. What it
/// takes from the model is the architecture: widths of streams, sizes of buffers, lengths of pipelines.
final class TokenSimulator {
    private final List<TokenStage> nodes = new ArrayList<>();

    /// What a run showed.
    ///
    /// @param frameEnds cycle at which each inference's last output was there
    record Run(List<Long> frameEnds) {
        long latency() {
            return frameEnds.getFirst();
        }

        /// Cycles between the last two inferences.
        long interval() {
            return frameEnds.getLast() - frameEnds.get(frameEnds.size() - 2);
        }
    }

    private TokenSimulator() {}

    /// Runs a design.
    ///
    /// @param isJoinBounded whether the FIFOs in front of joins have the depth that the model gives them, or no end
    static Run run(Network network, DataflowDesign design, Target target, int frames, boolean isJoinBounded) {
        return new TokenSimulator().simulate(network, design, target, frames, isJoinBounded);
    }

    private Run simulate(Network network, DataflowDesign design, Target target, int frames, boolean isJoinBounded) {
        Pipeline pipeline = Pipeline.of(network);
        Joins[] joins = JoinDepths.of(pipeline, target.budget());
        StageModel model = new StageModel(Fabric.of(target), Power.of(target));
        for (int i = 0; i < pipeline.stages().size(); i++) {
            StageShape shape = pipeline.stages().get(i);
            Stage stage = design.stages().get(i);
            StageChoice choice = new StageChoice(
                    stage.pe(),
                    stage.simd(),
                    stage.weightBits(),
                    stage.activationBits(),
                    stage.activationBits(),
                    stage.storage(),
                    stage.multiplier(),
                    design.requantisation());
            Folding folding = Folding.of(shape, stage.pe(), stage.simd());
            StageNumbers numbers =
                    StageNumbers.of(shape, stage.weightBits(), stage.activationBits(), design.requantisation());
            double delay =
                    model.cost(shape, choice, Joins.NONE, numbers).timing().delayCycles() - folding.windowSlackCycles();
            TokenStage node = new TokenStage(shape, folding, stage.pe(), (long) delay);
            List<Pipeline.Inlet> inlets = pipeline.inlets().get(i);
            for (int k = 0; k < inlets.size(); k++) {
                boolean isJoin = inlets.size() > 1;
                long wait = isJoin ? joins[i].fifos().get(k).depth() : 0;
                int source = inlets.get(k).source();
                // A branch that never waits still has the registers of its last stage, which fill when it is stopped.
                long registers = source == Pipeline.HOST ? 0 : nodes.get(source).delay * stage.pe();
                long room = wait > 0 ? wait : 2L * shape.inputChannels() + registers;
                TokenEdge edge = new TokenEdge(isJoin && isJoinBounded ? room : Long.MAX_VALUE);
                node.in.add(edge);
                if (source == Pipeline.HOST) {
                    edge.available = inlets.get(k).elements() * frames;
                } else {
                    nodes.get(source).out.add(edge);
                }
            }
            nodes.add(node);
        }
        List<TokenStage> sinks = nodes.stream().filter(n -> n.out.isEmpty()).toList();
        long limit = 200_000_000L / nodes.size();
        for (long cycle = 0; cycle < limit; cycle++) {
            for (TokenStage node : nodes) {
                for (TokenEdge edge : node.in) {
                    edge.advance(cycle);
                }
            }
            for (TokenStage node : nodes) {
                node.step(cycle);
            }
            if (sinks.stream().allMatch(sink -> sink.finishedFrames >= frames)) {
                Long[] ends = new Long[frames];
                Arrays.fill(ends, 0L);
                for (TokenStage sink : sinks) {
                    for (int f = 0; f < frames; f++) {
                        ends[f] = Math.max(ends[f], sink.frameEnds.get(f));
                    }
                }
                return new Run(List.of(ends));
            }
        }
        throw new AssertionError("no end after " + limit + " cycles: deadlock");
    }
}
