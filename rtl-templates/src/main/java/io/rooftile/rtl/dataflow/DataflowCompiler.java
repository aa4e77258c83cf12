package io.rooftile.rtl.dataflow;

import io.rooftile.core.UserInputException;
import io.rooftile.core.dataflow.Folding;
import io.rooftile.core.dataflow.Pipeline;
import io.rooftile.core.dataflow.Pipeline.Inlet;
import io.rooftile.core.dataflow.StageShape;
import io.rooftile.core.design.DataflowDesign;
import io.rooftile.core.design.Stage;
import io.rooftile.core.network.Concat;
import io.rooftile.core.network.Tensor;
import io.rooftile.quantization.integer.ArgMaxLayer;
import io.rooftile.quantization.integer.BilinearLayer;
import io.rooftile.quantization.integer.ExtremeLayer;
import io.rooftile.quantization.integer.FloatBilinearLayer;
import io.rooftile.quantization.integer.IntegerLayer;
import io.rooftile.quantization.integer.IntegerNetwork;
import io.rooftile.quantization.integer.MatrixLayer;
import io.rooftile.quantization.integer.MeanLayer;
import io.rooftile.quantization.integer.MoveLayer;
import io.rooftile.quantization.integer.PoolLayer;
import io.rooftile.quantization.integer.ProductLayer;
import io.rooftile.quantization.integer.RealLayer;
import io.rooftile.quantization.integer.RescaledConcat;
import io.rooftile.quantization.integer.SoftmaxLayer;
import io.rooftile.quantization.integer.StoreLayer;
import io.rooftile.quantization.integer.SumLayer;
import io.rooftile.quantization.integer.UnaryLayer;
import io.rooftile.quantization.integer.WideSoftmaxLayer;
import io.rooftile.rtl.Accelerator;
import io.rooftile.rtl.StreamFormat;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Turns a dataflow design of a quantised network into cells.
public final class DataflowCompiler {
    /// Stages that may follow each other without a FIFO: what is ready for a word is found through all of them in one
    /// cycle.
    private static final int MOST_DIRECT_STAGES = 4;

    private final String top;
    private final Pipeline pipeline;
    private final DataflowDesign design;
    private final PartStyle part;
    private final FifoDepths depths;
    private final Map<String, IntegerLayer> integers = new HashMap<>();
    private final Netlist netlist = new Netlist();
    private final Set<String> names = new HashSet<>();
    private final List<String> obstacles = new ArrayList<>();
    /// By reader that was not served yet, what comes in.
    private final Deque<Stream> entries = new ArrayDeque<>();

    /// By stage, then reader, what the stage gives.
    private final List<List<Stream>> given = new ArrayList<>();
    /// By stage, how many readers have been served.
    private final int[] served;

    /// By stage, how many stages right before it follow each other without a FIFO.
    private final int[] direct;

    private DataflowCompiler(
            String top,
            IntegerNetwork network,
            Pipeline pipeline,
            DataflowDesign design,
            PartStyle part,
            FifoDepths depths) {
        this.top = top;
        this.pipeline = pipeline;
        this.design = design;
        this.part = part;
        this.depths = depths;
        this.served = new int[pipeline.stages().size()];
        this.direct = new int[pipeline.stages().size()];
        network.layers().forEach(layer -> integers.put(layer.layer().name(), layer));
    }

    /// Compiles a design.
    ///
    /// @param top name of the top module; unless it is [Accelerator#USUAL_NAME] all other names begin with it,
    /// so that
    ///     several accelerators go into one simulation
    /// @param network the network in the design's numbers
    /// @param design one of the network, as the cost model takes it
    /// @throws UserInputException with every layer for which there is no hardware
    public static Accelerator compile(
            String top, IntegerNetwork network, DataflowDesign design, PartStyle part, FifoDepths depths) {
        Pipeline pipeline = Pipeline.of(network.network());
        return new DataflowCompiler(top, network, pipeline, design, part, depths)
                .compile(network.network().name());
    }

    private Accelerator compile(String network) {
        requireOneWay();
        Tensor input = entryTensor();
        Accelerator.Port entry = null;
        for (int i = 0; i < pipeline.stages().size(); i++) {
            StageShape shape = pipeline.stages().get(i);
            Stage stage = design.stages().get(i);
            Folding folding = Folding.of(shape, stage.pe(), stage.simd());
            StageBuilder builder = new StageBuilder(netlist, unique(shape.name()), shape, folding, stage, part, depths);
            if (entry == null) {
                entry = new Accelerator.Port(input, entryLanes(shape, folding), StreamFormat.of(input));
            }
            try {
                List<Stream> in = inlets(i, builder, entry);
                given.add(netlist.fork(builder.name() + "_fork", stage(builder, in), readers(i)));
            } catch (UnsupportedLayerException unsupported) {
                obstacles.add(shape.name() + " (" + shape.layer().typeName() + "): no hardware for "
                        + unsupported.getMessage());
                break;
            }
        }
        if (!obstacles.isEmpty() || entry == null) {
            throw UserInputException.withDetails(
                    network,
                    "",
                    "a dataflow accelerator of it cannot be generated",
                    "take another design, or leave the layer to the host",
                    obstacles);
        }
        Stream last = given.getLast().getFirst();
        netlist.output(last);
        Tensor output = pipeline.border().outputs().getFirst();
        return new Accelerator(
                top,
                netlist.circuit(),
                netlist.instances(),
                entry,
                new Accelerator.Port(output, last.lanes(), last.format()),
                pipeline.hostLayers().stream().sorted().toList());
    }

    private void requireOneWay() {
        if (pipeline.border().inputs().size() != 1) {
            obstacles.add(pipeline.border().inputs().size() + " tensors come in; one is possible");
        }
        if (pipeline.border().outputs().size() != 1) {
            obstacles.add(pipeline.border().outputs().size() + " tensors leave; one is possible");
        }
        pipeline.hostSteps()
                .forEach(layer -> obstacles.add(layer.name() + " (" + layer.typeName()
                        + "): only the host does it, and the pipeline cannot leave the part and come back"));
    }

    /// The tensor that flows in: stored numbers, even where the user gives real ones.
    private Tensor entryTensor() {
        return pipeline.stages().getFirst().layer().input();
    }

    /// As the first stage takes them.
    private static int entryLanes(StageShape shape, Folding folding) {
        return folding.isKept() || shape.kind() != StageShape.Kind.MATRIX ? folding.inputLanes() : folding.readLanes();
    }

    private int readers(int stage) {
        int readers = 0;
        for (List<Inlet> inlets : pipeline.inlets()) {
            for (Inlet inlet : inlets) {
                readers += inlet.source() == stage ? 1 : 0;
            }
        }
        return Math.max(1, readers);
    }

    private List<Stream> inlets(int stage, StageBuilder builder, Accelerator.Port entry) {
        List<Inlet> inlets = pipeline.inlets().get(stage);
        List<Stream> streams = new ArrayList<>();
        for (int i = 0; i < inlets.size(); i++) {
            int source = inlets.get(i).source();
            boolean isEntry = source == Pipeline.HOST;
            if (isEntry && entries.isEmpty()) {
                Stream input = netlist.input(entry.lanes(), entry.format(), entry.words());
                entries.addAll(netlist.fork(unique("input") + "_fork", input, readers(Pipeline.HOST)));
            }
            Stream from = isEntry ? entries.removeFirst() : given.get(source).get(served[source]++);
            if (isDirect(stage, builder, from)) {
                direct[stage] = direct[source] + 1;
                streams.add(from);
                continue;
            }
            String name = builder.name() + "_fifo" + (inlets.size() > 1 ? Integer.toString(i) : "");
            boolean isAtJoin = inlets.size() > 1;
            // The world outside keeps its words itself, as long as none is wanted faster than it gives them.
            boolean isKeptOutside = isEntry && !isAtJoin && !depths.isWanted(name);
            streams.add(isKeptOutside ? from : netlist.fifo(name, from, depths.of(name, isAtJoin, from.words())));
        }
        return streams;
    }

    /// Whether a stage takes the words of the one before it as they come, so that no FIFO is needed between them.
    private boolean isDirect(int stage, StageBuilder builder, Stream from) {
        int source = pipeline.inlets().get(stage).getFirst().source();
        return source != Pipeline.HOST
                && pipeline.inlets().get(stage).size() == 1
                && readers(source) == 1
                && builder.shape().kind() == StageShape.Kind.MATRIX
                && !builder.folding().isKept()
                && from.lanes() == builder.folding().readLanes()
                && direct[source] + 1 < MOST_DIRECT_STAGES;
    }

    private Stream stage(StageBuilder stage, List<Stream> in) {
        IntegerLayer layer = Objects.requireNonNull(integers.get(stage.layer().name()));
        return switch (layer) {
            case MatrixLayer matrix -> new MatrixStage(stage, matrix).add(in.getFirst());
            case PoolLayer pool -> stage.pool(pool.layer(), pool, in.getFirst());
            case MeanLayer mean -> stage.pool(mean.layer(), mean, in.getFirst());
            case SumLayer sum when in.size() == 2 -> new SumStage(stage, sum).add(in.getFirst(), in.getLast());
            case MoveLayer move when move.layer() instanceof Concat concat -> new ConcatStage(stage, concat).add(in);
            case UnaryLayer unary -> new UnaryStage(stage, unary).add(in.getFirst());
            case SumLayer _ -> throw new UnsupportedLayerException("a sum with a stored operand");
            case MoveLayer _,
                    ProductLayer _,
                    ExtremeLayer _,
                    RescaledConcat _,
                    StoreLayer _,
                    RealLayer _,
                    SoftmaxLayer _,
                    WideSoftmaxLayer _,
                    BilinearLayer _,
                    FloatBilinearLayer _,
                    ArgMaxLayer _ -> throw new UnsupportedLayerException("this operation");
        };
    }

    /// A name that SystemVerilog and file systems take.
    private String unique(String layer) {
        String plain =
                layer.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_|_$", "");
        String base = plain.isEmpty() || Character.isDigit(plain.charAt(0)) ? "layer_" + plain : plain;
        String prefixed = top.equals(Accelerator.USUAL_NAME) ? base : top + "_" + base;
        String name = prefixed;
        for (int i = 2; !names.add(name); i++) {
            name = prefixed + "_" + i;
        }
        return name;
    }
}
