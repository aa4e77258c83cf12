package io.rooftile.costmodel.published;

import io.rooftile.costmodel.published.DpuWorkload.Layers;
import io.rooftile.costmodel.published.DpuWorkload.Operations;

/// How long DPUCZDX8G cores take, with the host that feeds them (Vitis AI Library): milliseconds between results.
///
/// One thread: `t = stretch * array cycles / clock + stretch * waiting cycles / clock + host`, where the host's
/// part goes
/// with the pixels it scales and, for dense outputs, decides on. Many threads: the same with the array's cycles
/// shared by
/// the cores, whereas memory is one for all.
public final class DpuTiming {
    /// Array cycles over `operations / peak` of the built-in topologies at their usual sizes, the middle of them: what
    /// rounding up to lanes costs a network of unknown shape.
    private static final double USUAL_ROUNDING = 1.25;

    private static final double MILLISECONDS = 1000;

    private final DpuShape shape;
    private final double clockHertz;

    private DpuTiming(DpuShape shape, double clockHertz) {
        this.shape = shape;
        this.clockHertz = clockHertz;
    }

    /// The timing of cores of a shape, at the clock of the array's control (the products run at twice that).
    public static DpuTiming of(DpuShape shape, double clockHertz) {
        return new DpuTiming(shape, clockHertz);
    }

    /// Milliseconds from image to result with one thread, which has one core.
    public Formula oneThread(DpuWorkload workload) {
        Parts parts = parts(workload);
        return host(
                formula("one_thread_milliseconds")
                        .plus("compute_stretch", "fraction", parts.compute())
                        .plus("memory_stretch", "fraction", parts.memory())
                        .plus("maps", "milliseconds_per_megapixel", parts.mapMegapixels())
                        .plus("separable_stretch", "fraction", parts.separable()),
                workload);
    }

    /// Milliseconds between results with as many threads as the cores and the host can use.
    ///
    /// @param cores from 1
    public Formula manyThreads(DpuWorkload workload, int cores) {
        Parts parts = parts(workload);
        double others = (cores - 1.0) / cores;
        return host(
                formula("many_thread_milliseconds")
                        .plus("compute_stretch", "fraction", parts.compute() / cores)
                        .plus("memory_stretch", "fraction", parts.memory() / cores)
                        .plus("memory_contention", "fraction", parts.memory() * others)
                        .plus("maps", "milliseconds_per_megapixel", parts.mapMegapixels() / cores)
                        .plus("separable_stretch", "fraction", parts.separable() / cores),
                workload);
    }

    private static Formula host(Formula formula, DpuWorkload workload) {
        double megapixels = workload.megapixels();
        return formula.plus("host_image", "milliseconds_per_megapixel", megapixels)
                .plus("host_call", "milliseconds", 1)
                .plus("host_dense", "milliseconds_per_megapixel", workload.host() == HostWork.DENSE ? megapixels : 0)
                .plus("host_pose", "milliseconds_per_megapixel", workload.host() == HostWork.POSE ? megapixels : 0);
    }

    private static Formula formula(String figure) {
        return Formula.of(DpuResources.SET, DpuResources.SECTION, figure);
    }

    /// @param compute milliseconds of the array
    /// @param memory milliseconds of waiting for memory
    /// @param mapMegapixels megapixels whose feature maps are not known
    /// @param separable milliseconds that depthwise-separable layers of unknown shape would take at the peak
    private record Parts(double compute, double memory, double mapMegapixels, double separable) {}

    private Parts parts(DpuWorkload workload) {
        return switch (workload.core()) {
            case Layers layers -> {
                DpuCycles cycles = DpuCycles.of(layers.network(), shape, layers.width());
                yield new Parts(milliseconds(cycles.compute()), milliseconds(cycles.memory()), 0, 0);
            }
            case Operations operations -> {
                double ideal = milliseconds(operations.operations() / shape.peakOperationsPerCycle());
                yield new Parts(USUAL_ROUNDING * ideal, 0, workload.megapixels(), operations.isSeparable() ? ideal : 0);
            }
        };
    }

    private double milliseconds(double cycles) {
        return MILLISECONDS * cycles / clockHertz;
    }
}
