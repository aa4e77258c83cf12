package io.rooftile.calibration.feedback;

import io.rooftile.core.device.ResourceVector;
import io.rooftile.costmodel.fabric.Circuit;
import java.util.List;

/// A dataflow design of a user's as it was estimated and as tools measured it, with all that the cost model says of
/// it: neither its network nor its design file is needed again.
public record Feedback(Hardware hardware, Circuits circuits, Estimated estimated, Found found) {
    /// Whether it was placed and routed.
    public boolean isRouted() {
        return switch (found.placement()) {
            case Placement.Routed _ -> true;
            case Placement.None _, Placement.Failed _ -> false;
        };
    }

    /// What was measured, and on what.
    ///
    /// @param network its name, for people
    /// @param design its id in the run, for people
    /// @param architecture of the part
    /// @param partLuts that the empty part has
    /// @param sha256 of the accelerator's sources and memories
    /// @param clockHertz that the design asks for
    public record Hardware(
            String network,
            String design,
            String architecture,
            String part,
            long partLuts,
            String sha256,
            long clockHertz) {
        public Hardware {
            network = word(network);
            design = word(design);
        }

        /// Names are for people: what would end a field or a line is not kept.
        private static String word(String name) {
            return name.replaceAll("[^A-Za-z0-9._:/-]", "_");
        }

        /// What people know the design by.
        public String name() {
            return network + "/" + design;
        }
    }

    /// What the cost model's formulas say of the accelerator with all factors 1.
    ///
    /// @param formulas a hash of the formulas and of the generator; rows of others do not compare
    /// @param levels LUTs of the longest path between registers
    /// @param luts by kind of circuit, in the order of [Circuit]
    /// @param ffs likewise
    public record Circuits(String formulas, double levels, List<Double> luts, List<Double> ffs) {
        public Circuits {
            luts = List.copyOf(luts);
            ffs = List.copyOf(ffs);
            int kinds = Circuit.values().length;
            if (luts.size() != kinds || ffs.size() != kinds) {
                throw new IllegalArgumentException("there are " + kinds + " kinds of circuits, but " + luts.size()
                        + " of LUTs and " + ffs.size() + " of flip-flops were given");
            }
        }
    }

    /// What was expected.
    ///
    /// @param coefficients id of the set that it was estimated with
    /// @param accelerator by itself, its FIFOs as deep as the hardware's
    /// @param searched the whole design as a search compares it
    public record Estimated(String coefficients, ResourceVector accelerator, ResourceVector searched) {}

    /// What tools made of it.
    ///
    /// @param tool that mapped it: name and version
    /// @param resources of the accelerator without a board's shell
    public record Found(String tool, ResourceVector resources, Placement placement) {
        public Found {
            if (resources.lut() == 0 || resources.ff() == 0) {
                throw new IllegalArgumentException("a pipeline has LUTs and flip-flops, but there were "
                        + resources.lut() + " and " + resources.ff());
            }
        }
    }

    /// What place and route made of it, in the board's shell.
    public sealed interface Placement {
        /// No open tool places for the part.
        record None() implements Placement {}

        /// It is on the part.
        ///
        /// @param placer name and version
        /// @param seed of the placement
        /// @param fmaxHertz what the slowest path allows
        record Routed(String placer, long seed, long fmaxHertz) implements Placement {}

        /// There was no room for it, or none for its wires.
        ///
        /// @param placer name and version
        record Failed(String placer) implements Placement {}
    }
}
