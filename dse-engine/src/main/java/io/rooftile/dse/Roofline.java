package io.rooftile.dse;

import io.rooftile.core.design.DataflowDesign;
import io.rooftile.core.design.OverlayDesign;
import io.rooftile.core.device.OffChipMemory;
import io.rooftile.costmodel.Estimate;
import io.rooftile.costmodel.Figures;
import io.rooftile.costmodel.LayerEstimate;
import io.rooftile.costmodel.Target;
import java.util.List;
import java.util.OptionalDouble;

/// The roofline of a design: attainable operations per second against operations per byte off chip, 1 MAC = 2
/// operations. Source: Williams, Waterman and Patterson, CACM 52(4) 2009, doi:10.1145/1498765.1498785.
///
/// @param computeRoofOpsPerSecond what all multipliers do when they never wait
/// @param memoryBytesPerSecond what the board's memory sustains; empty where there is none
/// @param layers the layers with MACs that move bytes off chip
/// @param onChip the layers with MACs that move none, with an infinite intensity
/// @param whole the whole network in steady state
public record Roofline(
        double computeRoofOpsPerSecond,
        OptionalDouble memoryBytesPerSecond,
        List<Point> layers,
        List<Point> onChip,
        Point whole) {
    /// One layer, or the whole network.
    ///
    /// @param opsPerByte arithmetic intensity, infinite when no byte moves
    /// @param opsPerSecond what the design is estimated to reach
    public record Point(String name, double opsPerByte, double opsPerSecond) {}

    private static final double OPS_PER_MAC = 2;

    public Roofline {
        layers = List.copyOf(layers);
        onChip = List.copyOf(onChip);
    }

    public static Roofline of(Estimate estimate, Target target) {
        long cores =
                switch (estimate.design()) {
                    case OverlayDesign overlay -> overlay.cores();
                    case DataflowDesign _ -> 1;
                };
        Figures figures = estimate.figures();
        List<Point> points = estimate.layers().stream()
                .filter(layer -> layer.work().macs() > 0 && layer.work().cycles() > 0)
                .map(layer -> point(layer, cores, figures.clockHertz))
                .toList();
        long macs = estimate.layers().stream()
                .mapToLong(layer -> layer.work().macs())
                .reduce(0, Math::addExact);
        Point whole = new Point(
                "whole network",
                intensity(macs, figures.offChipBytes),
                OPS_PER_MAC * macs * figures.throughputPerSecond());
        OffChipMemory memory = target.board().memory();
        return new Roofline(
                OPS_PER_MAC * CycleProfile.macsPerCyclePeak(estimate) * figures.clockHertz,
                memory == null ? OptionalDouble.empty() : OptionalDouble.of(memory.usableBytesPerSecond()),
                points.stream()
                        .filter(point -> Double.isFinite(point.opsPerByte()))
                        .toList(),
                points.stream()
                        .filter(point -> Double.isInfinite(point.opsPerByte()))
                        .toList(),
                whole);
    }

    /// All cores work on layers of the same kind at once.
    private static Point point(LayerEstimate layer, long cores, long clockHertz) {
        LayerEstimate.Work work = layer.work();
        return new Point(
                layer.layer(),
                intensity(work.macs(), work.offChipBytes()),
                OPS_PER_MAC * work.macs() * cores * clockHertz / work.cycles());
    }

    private static double intensity(long macs, long bytes) {
        return bytes == 0 ? Double.POSITIVE_INFINITY : OPS_PER_MAC * macs / bytes;
    }

    /// The most that work of some intensity can reach: the lower of the two roofs.
    public double attainableOpsPerSecond(double opsPerByte) {
        return Math.min(computeRoofOpsPerSecond, memoryBytesPerSecond.orElse(Double.POSITIVE_INFINITY) * opsPerByte);
    }

    /// The intensity from which on memory no longer limits; empty without a memory.
    public OptionalDouble ridgeOpsPerByte() {
        return memoryBytesPerSecond.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(computeRoofOpsPerSecond / memoryBytesPerSecond.getAsDouble());
    }
}
