package io.rooftile.rtl;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The files of an accelerator, by name: the top module, the cells, the memories.
public final class AcceleratorFiles {
    private AcceleratorFiles() {}

    /// What synthesis and simulation read: SystemVerilog.
    public static Map<String, String> sources(Accelerator accelerator) {
        Map<String, String> files = new TreeMap<>();
        List<String> modules = accelerator.instances().stream()
                .map(Instance::module)
                .distinct()
                .toList();
        CellLibrary.withDependencies(modules).forEach((name, text) -> files.put(name + ".sv", text));
        files.put(accelerator.name() + ".sv", TopWriter.write(accelerator));
        return files;
    }

    /// What the memories hold.
    public static Map<String, String> memories(Accelerator accelerator) {
        Map<String, String> files = new TreeMap<>();
        for (Instance instance : accelerator.instances()) {
            instance.memories().forEach(memory -> files.put(memory.name(), memory.text()));
        }
        return files;
    }
}
