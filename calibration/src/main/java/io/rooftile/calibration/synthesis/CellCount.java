package io.rooftile.calibration.synthesis;

import io.rooftile.calibration.tool.ToolFailure;
import io.rooftile.core.device.ResourceVector;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Adds up a netlist from its top module down.
final class CellCount {
    private final Netlist netlist;
    private final SynthesisTarget target;
    private final SortedMap<String, ResourceVector> instances = new TreeMap<>();
    private final SortedMap<String, Long> primitives = new TreeMap<>();
    private final SortedSet<String> unknown = new TreeSet<>();
    private final ResourceVector total;

    /// @throws ToolFailure when the netlist has cells whose cost is not known
    CellCount(Netlist netlist, SynthesisTarget target) {
        this.netlist = netlist;
        this.target = target;
        total = count(netlist.cells(netlist.top()), "");
        if (!unknown.isEmpty()) {
            throw ToolFailure.of(
                    "yosys",
                    "the design holds cells of unknown cost for " + target + ": " + String.join(", ", unknown),
                    "please report the design and the version of Yosys");
        }
    }

    private ResourceVector count(SortedMap<String, String> cells, String path) {
        ResourceVector sum = ResourceVector.ZERO;
        for (var cell : cells.entrySet()) {
            String type = cell.getValue();
            if (netlist.modules().containsKey(type)) {
                String child = path + cell.getKey();
                ResourceVector below = count(netlist.cells(type), child + ".");
                instances.put(child, below);
                sum = sum.plus(below);
            } else {
                sum = sum.plus(cost(type));
            }
        }
        return sum;
    }

    private ResourceVector cost(String type) {
        primitives.merge(type, 1L, Math::addExact);
        return target.primitive(type).map(Primitive::cost).orElseGet(() -> {
            unknown.add(type);
            return ResourceVector.ZERO;
        });
    }

    ResourceVector total() {
        return total;
    }

    SortedMap<String, ResourceVector> instances() {
        return instances;
    }

    SortedMap<String, Long> primitives() {
        return primitives;
    }
}
