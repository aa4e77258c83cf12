package io.rooftile.costmodel.dataflow;

import io.rooftile.core.dataflow.Folding;
import io.rooftile.core.dataflow.Pipeline;
import io.rooftile.core.dataflow.StageShape;
import io.rooftile.core.design.DataflowDesign;
import io.rooftile.core.design.Stage;
import io.rooftile.core.network.Concat;
import io.rooftile.core.network.Convolution;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Pool;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Upsample;
import io.rooftile.core.network.Window;
import io.rooftile.costmodel.Target;
import io.rooftile.costmodel.fabric.Fabric;
import io.rooftile.costmodel.fabric.Power;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/// Moves elements through a pipeline cycle by cycle: every stage collects a word, works on a fold, gives its results,
/// each when it can. Windows are found by looking at every tap; no interval, lead or latency formula is used. What it
/// takes from the model is the architecture: widths of streams, sizes of buffers, lengths of pipelines.
final class TokenSimulator {
    private final List<Node> nodes = new ArrayList<>();

    /// Elements on their way between two stages, in order, with the cycle at which each becomes visible.
    private static final class Edge {
        final long capacity;
        private final Deque<long[]> flying = new ArrayDeque<>();
        long available;

        Edge(long capacity) {
            this.capacity = capacity;
        }

        void send(long elements, long cycle) {
            flying.add(new long[] {cycle, elements});
        }

        void advance(long cycle) {
            while (!flying.isEmpty() && flying.getFirst()[0] <= cycle) {
                available += flying.removeFirst()[1];
            }
        }

        boolean hasRoom() {
            return available < capacity;
        }
    }

    /// One stage.
    private static final class Node {
        final StageShape shape;
        final Folding folding;
        final int pe;
        final long delay;
        final List<Edge> in = new ArrayList<>();
        final List<Edge> out = new ArrayList<>();
        final long[] need;
        final long[] free;
        final long inputPixels;
        final int outputPixels;

        long collected;
        long result;
        long fold;
        long loadedFor = -1;
        long loading = -1;
        long loadLeft;
        long finishedFrames;
        final List<Long> frameEnds = new ArrayList<>();

        Node(StageShape shape, Folding folding, int pe, long delay) {
            this.shape = shape;
            this.folding = folding;
            this.pe = pe;
            this.delay = delay;
            this.inputPixels = shape.inputPixels();
            this.outputPixels = Math.toIntExact(shape.outputPixels());
            this.need = new long[outputPixels];
            this.free = new long[outputPixels];
            windows();
        }

        /// For each output pixel, by looking at every tap, the last input pixel it uses and the first one that it or a
        /// later one uses.
        private void windows() {
            Layer layer = shape.layer();
            Shape input = layer.input().shape();
            Shape output = layer.output().shape();
            Window window =
                    switch (layer) {
                        case Convolution c -> c.window();
                        case Pool p -> p.window();
                        default -> Window.pointwise();
                    };
            boolean isWindow = layer instanceof Convolution || layer instanceof Pool;
            long[] first = new long[outputPixels];
            for (int j = 0; j < outputPixels; j++) {
                long lastUsed = -1;
                long firstUsed = Long.MAX_VALUE;
                int row = j / output.width();
                int column = j % output.width();
                if (isWindow) {
                    for (int fy = 0; fy < window.fy(); fy++) {
                        for (int fx = 0; fx < window.fx(); fx++) {
                            int y = row * window.sy()
                                    + fy * window.dy()
                                    - window.padding().top();
                            int x = column * window.sx()
                                    + fx * window.dx()
                                    - window.padding().left();
                            if (y >= 0 && y < input.height() && x >= 0 && x < input.width()) {
                                long pixel = (long) y * input.width() + x;
                                lastUsed = Math.max(lastUsed, pixel);
                                firstUsed = Math.min(firstUsed, pixel);
                            }
                        }
                    }
                } else if (layer instanceof Upsample u) {
                    int more = u.kind() == Upsample.Kind.BILINEAR ? 1 : 0;
                    int y = row * input.height() / output.height();
                    int x = column * input.width() / output.width();
                    lastUsed = (long) Math.min(y + more, input.height() - 1) * input.width()
                            + Math.min(x + more, input.width() - 1);
                    firstUsed = (long) Math.max(y - more, 0) * input.width() + Math.max(x - more, 0);
                } else {
                    lastUsed = j;
                    firstUsed = j;
                }
                need[j] = lastUsed + 1;
                first[j] = firstUsed;
            }
            long least = Long.MAX_VALUE;
            for (int j = outputPixels - 1; j >= 0; j--) {
                least = Math.min(least, first[j]);
                free[j] = least;
            }
            for (int j = 1; j < outputPixels; j++) {
                need[j] = Math.max(need[j], need[j - 1]);
            }
        }

        /// Input pixels, over all frames, that result `r` needs.
        long needed(long r) {
            return r / outputPixels * inputPixels + need[(int) (r % outputPixels)];
        }

        long freed(long r) {
            return r / outputPixels * inputPixels + free[(int) (r % outputPixels)];
        }

        boolean hasRoom() {
            return out.stream().allMatch(Edge::hasRoom);
        }

        void send(long elements, long cycle) {
            for (Edge edge : out) {
                edge.send(elements, cycle + delay);
            }
        }

        void finishPixel(long cycle) {
            result++;
            if (result % outputPixels == 0) {
                finishedFrames++;
                frameEnds.add(cycle + delay);
            }
        }

        void step(long cycle) {
            switch (shape.kind()) {
                case MATRIX, CHANNELWISE -> {
                    if (folding.isKept()) {
                        compute(cycle);
                        collect();
                    } else {
                        direct(cycle);
                    }
                }
                case REDUCE -> reduce(cycle);
                case STREAM -> {
                    if (shape.layer() instanceof Upsample) {
                        compute(cycle);
                        collect();
                    } else {
                        stream(cycle);
                    }
                }
            }
        }

        /// Takes one word into the line buffer when there is one and room for it.
        private void collect() {
            Edge edge = in.getFirst();
            int channels = shape.inputChannels();
            long pixel = collected / channels;
            if (edge.available >= folding.inputLanes()
                    && pixel < freed(result) + shape.fill().bufferPixels()) {
                edge.available -= folding.inputLanes();
                collected += folding.inputLanes();
            }
        }

        private void compute(long cycle) {
            if (fold == 0) {
                if (!hasRoom() || !isWindowThere()) {
                    return;
                }
            }
            fold++;
            long folds = shape.kind() == StageShape.Kind.STREAM
                    ? (long) shape.outputChannels() / pe
                    : folding.inputFold() * folding.outputFold();
            long perResult = shape.kind() == StageShape.Kind.STREAM ? 1 : folding.inputFold();
            if (fold % perResult == 0) {
                send(pe, cycle + 1);
            }
            if (fold == folds) {
                fold = 0;
                finishPixel(cycle + 1);
            }
            load();
        }

        /// Whether the next window may be worked on: all its pixels collected, and where several taps are read at
        /// once, shifted into the window registers.
        private boolean isWindowThere() {
            if (!folding.isFullWindow()) {
                return collected >= needed(result) * shape.inputChannels();
            }
            if (loadedFor < result) {
                load();
                return false;
            }
            return true;
        }

        /// Shifts one column of the window behind the one in use.
        private void load() {
            if (!folding.isFullWindow()) {
                return;
            }
            long next = fold == 0 ? result : result + 1;
            if (loadedFor >= next) {
                return;
            }
            if (loading != next) {
                loading = next;
                int columns = shape.layer().output().shape().width();
                loadLeft = next % columns == 0
                        ? shape.taps().reachColumns()
                        : shape.taps().strideColumns();
            }
            if (loadLeft > 1 || collected >= needed(next) * shape.inputChannels()) {
                loadLeft--;
            }
            if (loadLeft == 0) {
                loadedFor = next;
            }
        }

        /// Uses inputs as they come.
        private void direct(long cycle) {
            Edge edge = in.getFirst();
            if (edge.available >= folding.readLanes() && hasRoom()) {
                edge.available -= folding.readLanes();
                fold++;
                if (fold == folding.inputFold()) {
                    fold = 0;
                    send(pe, cycle + 1);
                    finishPixel(cycle + 1);
                }
            }
        }

        private void reduce(long cycle) {
            Edge edge = in.getFirst();
            if (edge.available >= pe && hasRoom()) {
                edge.available -= pe;
                collected += pe;
                while (collected >= needed(result) * shape.inputChannels()) {
                    send(shape.outputChannels(), cycle + 1);
                    finishPixel(cycle + 1);
                }
            }
        }

        /// PE elements in, PE elements out; of several inputs either one from each or from each in turn.
        private void stream(long cycle) {
            if (!hasRoom()) {
                return;
            }
            if (shape.layer() instanceof Concat concat) {
                int input = 0;
                long position = fold * pe;
                while (position >= concat.inputs().get(input).shape().channels()) {
                    position -= concat.inputs().get(input).shape().channels();
                    input++;
                }
                if (in.get(input).available < pe) {
                    return;
                }
                in.get(input).available -= pe;
            } else {
                if (in.stream().anyMatch(edge -> edge.available < pe)) {
                    return;
                }
                in.forEach(edge -> edge.available -= pe);
            }
            fold++;
            send(pe, cycle + 1);
            if (fold * pe == shape.outputChannels()) {
                fold = 0;
                finishPixel(cycle + 1);
            }
        }
    }

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
        StageModel model = new StageModel(target, Fabric.of(target), Power.of(target));
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
            double delay =
                    model.cost(shape, choice, Joins.NONE, 1).timing().delayCycles() - folding.windowSlackCycles();
            Node node = new Node(shape, folding, stage.pe(), (long) delay);
            List<Pipeline.Inlet> inlets = pipeline.inlets().get(i);
            for (int k = 0; k < inlets.size(); k++) {
                boolean isJoin = inlets.size() > 1;
                long wait = isJoin ? joins[i].fifos().get(k).depthElements() : 0;
                int source = inlets.get(k).source();
                // A branch that never waits still has the registers of its last stage, which fill when it is stopped.
                long registers = source == Pipeline.HOST ? 0 : nodes.get(source).delay * stage.pe();
                long room = wait > 0 ? wait : 2L * shape.inputChannels() + registers;
                Edge edge = new Edge(isJoin && isJoinBounded ? room : Long.MAX_VALUE);
                node.in.add(edge);
                if (source == Pipeline.HOST) {
                    edge.available = inlets.get(k).elements() * frames;
                } else {
                    nodes.get(source).out.add(edge);
                }
            }
            nodes.add(node);
        }
        List<Node> sinks = nodes.stream().filter(n -> n.out.isEmpty()).toList();
        long limit = 200_000_000L / nodes.size();
        for (long cycle = 0; cycle < limit; cycle++) {
            for (Node node : nodes) {
                for (Edge edge : node.in) {
                    edge.advance(cycle);
                }
            }
            for (Node node : nodes) {
                node.step(cycle);
            }
            if (sinks.stream().allMatch(sink -> sink.finishedFrames >= frames)) {
                Long[] ends = new Long[frames];
                Arrays.fill(ends, 0L);
                for (Node sink : sinks) {
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
