package io.rooftile.rtl;

import io.rooftile.core.dataflow.Cell;
import java.util.List;
import java.util.Map;

/// A cell of a circuit as hardware.
///
/// @param cell what it does in time
/// @param module the SystemVerilog module
/// @param parameters by name, in the order of the module; whole numbers as they are, texts in quotes
/// @param memories that its parameters name
/// @param outputBits width of a word of each output
/// @param source text of a module that is this instance's own; empty for one of the cell library
public record Instance(
        Cell cell,
        String module,
        Map<String, String> parameters,
        List<MemoryFile> memories,
        List<Integer> outputBits,
        String source) {
    public Instance {
        memories = List.copyOf(memories);
        outputBits = List.copyOf(outputBits);
    }

    /// Whether the module was written for this instance alone.
    boolean isGenerated() {
        return !source.isEmpty();
    }
}
