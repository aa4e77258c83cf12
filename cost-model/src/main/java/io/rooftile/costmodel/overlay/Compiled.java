package io.rooftile.costmodel.overlay;

import io.rooftile.core.network.Network;
import io.rooftile.costmodel.Target;
import io.rooftile.costmodel.overlay.Workload.HostMove;
import io.rooftile.costmodel.overlay.Workload.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A network prepared for all engines that some options make: everything that does not depend on more than
/// the array and the feature buffer is computed once. Immutable.
final class Compiled {
    final Workload workload;
    final OverlayOptions options;
    final Target target;
    final int[] shapeOfTask;
    final ShapeTables[] shapes;
    final long macs;
    /// Whether an activation needs a table.
    final boolean needsTable;

    private final Residency[] residencies;
    private final @Nullable Schedule[] schedules;
    /// By `ICP` and `OCP`: weight words of the network without, and words that carry, parameters.
    private final long[] weightWords;
    private final long[] parameterGroups;

    Compiled(Network network, Target target, OverlayOptions options) {
        this.workload = WorkloadBuilder.build(network);
        this.options = options;
        this.target = target;
        this.macs = network.macs();
        this.needsTable = Tables.isNeeded(network);
        Map<LayerShape, Integer> distinct = new LinkedHashMap<>();
        List<Task> tasks = workload.tasks();
        shapeOfTask = new int[tasks.size()];
        for (int i = 0; i < shapeOfTask.length; i++) {
            LayerShape shape = tasks.get(i).shape();
            distinct.putIfAbsent(shape, distinct.size());
            shapeOfTask[i] = distinct.get(shape);
        }
        List<ShapeTables> tables = new ArrayList<>();
        distinct.keySet().forEach(shape -> tables.add(new ShapeTables(shape, options)));
        shapes = tables.toArray(ShapeTables[]::new);
        residencies = new Residency[options.pp().size() * options.icp().size()];
        schedules = new @Nullable
                Schedule[residencies.length * options.buffers().feature().size() * 3];
        prepareSchedules();
        weightWords = new long[options.icp().size() * options.ocp().size()];
        parameterGroups = new long[weightWords.length];
        prepareWeights();
    }

    private void prepareSchedules() {
        boolean hasMemory = target.board().memory() != null;
        List<Integer> depths = options.buffers().feature();
        for (int pp = 0; pp < options.pp().size(); pp++) {
            for (int icp = 0; icp < options.icp().size(); icp++) {
                Residency residency = new Residency(
                        workload, options.pp().get(pp), options.icp().get(icp));
                residencies[pp * options.icp().size() + icp] = residency;
                for (int depth = 0; depth < depths.size(); depth++) {
                    for (Residency.Use use : Residency.uses()) {
                        int[] residences = residency.residences(use, depths.get(depth), hasMemory);
                        long given = use == Residency.Use.RESIDENTS && hasMemory ? residency.givenWords : 0;
                        schedules[slot(pp, icp, depth, use)] = Schedule.of(shapeOfTask, residences, given);
                    }
                }
            }
        }
    }

    private void prepareWeights() {
        for (int icp = 0; icp < options.icp().size(); icp++) {
            for (int ocp = 0; ocp < options.ocp().size(); ocp++) {
                int slot = icp * options.ocp().size() + ocp;
                for (int i = 0; i < shapeOfTask.length; i++) {
                    ShapeTables tables = shapes[shapeOfTask[i]];
                    LayerShape.Work work = tables.shape.work();
                    long groups = (long) tables.outputGroups[ocp] * convolutionGroups(i);
                    long perGroup = tables.isArray
                            ? (long) tables.inputGroups[icp] * work.weightTaps()
                            : Math.ceilDiv(work.weightTaps(), options.icp().get(icp));
                    weightWords[slot] += groups * perGroup;
                    parameterGroups[slot] += work.hasParameters() ? groups : 0;
                }
            }
        }
    }

    private int convolutionGroups(int task) {
        Task of = workload.tasks().get(task);
        int batch = TaskShapes.batch(
                workload.network().layers().get(of.layer()).output().shape());
        return Math.max(1, of.shape().repeat() / batch);
    }

    private int slot(int pp, int icp, int depth, Residency.Use use) {
        int array = pp * options.icp().size() + icp;
        return (array * options.buffers().feature().size() + depth) * 3 + use.index;
    }

    /// The tasks for one use of the feature buffer; null when it is not possible.
    @Nullable
    Schedule schedule(OptionIndex at, Residency.Use use) {
        return schedules[slot(at.pp, at.icp, at.featureDepth, use)];
    }

    Residency residency(OptionIndex at) {
        return residencies[at.pp * options.icp().size() + at.icp];
    }

    /// Words of each weight bank that all weights take.
    long allWeightWords(OptionIndex at, Engine engine) {
        int slot = at.icp * options.ocp().size() + at.ocp;
        return weightWords[slot] + parameterGroups[slot] * engine.parameterWords;
    }

    /// Bytes that steps on the host move, per inference.
    long hostBytes(Engine engine) {
        long bytes = 0;
        List<HostMove> moves = workload.hostMoves();
        for (int i = 0; i < moves.size(); i++) {
            bytes += hostBytes(engine, moves.get(i));
        }
        return bytes;
    }

    /// Bytes of one such move; a board without memory has a stream to the host instead.
    static long hostBytes(Engine engine, HostMove move) {
        return engine.hasMemory() ? move.memoryWords(engine.icp) * engine.featureWordBytes : 0;
    }
}
