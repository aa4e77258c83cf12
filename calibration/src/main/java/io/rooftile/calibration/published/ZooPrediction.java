package io.rooftile.calibration.published;

import io.rooftile.calibration.published.Prediction.FittedRate;
import io.rooftile.calibration.published.Prediction.Impossible;
import io.rooftile.core.network.Network;
import io.rooftile.costmodel.published.DpuShape;
import io.rooftile.costmodel.published.DpuTiming;
import io.rooftile.costmodel.published.DpuWorkload;
import io.rooftile.costmodel.published.DpuWorkload.Core;
import io.rooftile.costmodel.published.DpuWorkload.Layers;
import io.rooftile.costmodel.published.DpuWorkload.Operations;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Predicts frames per second from what a row of the zoo's tables says: the model's name, its operations, its image
/// size. Where the name is of a topology that comes with Rooftile, layer by layer, with all channels scaled until the
/// operations are the row's.
final class ZooPrediction {
    /// Names of unpruned models of release 2.0 and older partly count multiply-accumulates: half the operations
    /// of their
    /// topology, within what versions of a topology differ by.
    private static final double FEWEST_OF_HALF = 0.45;
    private static final double MOST_OF_HALF = 0.56;

    /// With more operations than this the name is of a part of the network.
    private static final double MOST_TIMES_TOPOLOGY = 3;

    private static final double PIXELS = 1e6;
    private static final double GIGA = 1e9;
    private static final String HARD_SWISH_SINCE = "3.0";

    private final Topologies topologies;
    private final Map<String, Optional<Network>> known = new HashMap<>();

    ZooPrediction(Topologies topologies) {
        this.topologies = topologies;
    }

    /// DPUCZDX8G cores.
    ///
    /// @param architecture such as `B4096`
    record Engine(int cores, String architecture, double clockHertz) {}

    Prediction of(DpuZooTables.Entry entry, String release, Engine engine, boolean isManyThreads) {
        ZooModel model = ZooModel.of(entry.model());
        Optional<DpuShape> shape = DpuShape.named(engine.architecture());
        Optional<ZooModel.ImageSize> size = model.imageSize().or(entry::imageSize);
        if (shape.isEmpty()) {
            return new Impossible("PG338 has no array " + engine.architecture());
        }
        if (size.isEmpty()) {
            return new Impossible("several networks with inputs of their own: no single image size");
        }
        if (entry.gops().isEmpty()) {
            return new Impossible("the operations of the model are not published");
        }
        if (model.hasHardSwish() && release.compareTo(HARD_SWISH_SINCE) < 0) {
            return new Impossible("hard-swish runs on the host before release " + HARD_SWISH_SINCE);
        }
        DpuTiming timing = DpuTiming.of(shape.get(), engine.clockHertz());
        DpuWorkload workload = new DpuWorkload(
                (double) size.get().height() * size.get().width() / PIXELS,
                model.hostWork(),
                core(model, size.get(), entry.gops().get() * GIGA));
        return new FittedRate(
                isManyThreads ? timing.manyThreads(workload, engine.cores()) : timing.oneThread(workload));
    }

    private Core core(ZooModel model, ZooModel.ImageSize size, double printedOperations) {
        Optional<Network> topology = model.topology().flatMap(name -> topology(name, size));
        if (topology.isEmpty()) {
            return new Operations(printedOperations, model.isSeparable());
        }
        double whole = 2.0 * topology.get().macs();
        double part = printedOperations / whole;
        if (!model.isPruned() && part > FEWEST_OF_HALF && part < MOST_OF_HALF) {
            part *= 2;
        }
        return part > MOST_TIMES_TOPOLOGY
                ? new Operations(printedOperations, model.isSeparable())
                : new Layers(topology.get(), Math.sqrt(part));
    }

    private Optional<Network> topology(String name, ZooModel.ImageSize size) {
        return known.computeIfAbsent(
                name + "@" + size.height() + "x" + size.width(),
                _ -> topologies.network(name, size.height(), size.width()));
    }
}
