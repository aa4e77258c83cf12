package io.rooftile.calibration.synthesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.calibration.tool.ToolFailure;
import io.rooftile.core.device.ResourceVector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sums over small netlists, derived by hand.
final class CellCountTest {
    /// Two instances of `leaf` (1 LUT, 2 flip-flops), one inside `middle` (1 RAMB36 more); the top has a DSP block.
    private static final String NETLIST = """
            {"creator": "Yosys", "modules": {
              "leaf": {"attributes": {"src": "a.sv"}, "ports": {"clk": {"direction": "input", "bits": [2]}},
                "cells": {"l": {"hide_name": 0, "type": "LUT3", "parameters": {"INIT": "0"}, "attributes": {}},
                          "f0": {"type": "FDRE", "connections": {"C": [2]}}, "f1": {"type": "FDRE"}}},
              "$paramod\\\\middle\\\\N=s32'11": {"attributes": {}, "cells": {
                          "u_leaf": {"type": "leaf"}, "ram": {"type": "RAMB36E1"}}},
              "top": {"attributes": {"top": "00000000000000000000000000000001"}, "cells": {
                          "gen[0].u_leaf": {"type": "leaf"},
                          "u_middle": {"type": "$paramod\\\\middle\\\\N=s32'11"},
                          "dsp": {"type": "DSP48E1"}}, "netnames": {"cells": {"cells": {"type": "LUT6"}}}}
            }}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private CellCount count(String netlist, SynthesisTarget target) throws IOException {
        return new CellCount(Netlist.read(Files.writeString(folder.resolve("cells.json"), netlist)), target);
    }

    @Test
    void hierarchy_isSummedByInstanceAndInAll() throws IOException {
        CellCount count = count(NETLIST, SynthesisTarget.XC7);
        ResourceVector leaf = new ResourceVector(1, 2, 0, 0, 0);
        ResourceVector middle = new ResourceVector(1, 2, 0, 2, 0);
        assertEquals(Map.of("gen[0].u_leaf", leaf, "u_middle", middle, "u_middle.u_leaf", leaf), count.instances());
        assertEquals(new ResourceVector(2, 4, 1, 2, 0), count.total());
        assertEquals(Map.of("LUT3", 2L, "FDRE", 4L, "RAMB36E1", 1L, "DSP48E1", 1L), count.primitives());
    }

    @Test
    void cellsOfUnknownCost_areAllNamed() {
        String netlist = NETLIST.replace("LUT3", "LUT9").replace("FDRE", "$_DFF_P_");
        ToolFailure failure = assertThrows(ToolFailure.class, () -> count(netlist, SynthesisTarget.XC7));
        assertTrue(failure.getMessage().contains("unknown cost for XC7: $_DFF_P_, LUT9;"), failure.getMessage());
        // A cell of another vendor is as unknown.
        assertThrows(ToolFailure.class, () -> count(NETLIST, SynthesisTarget.ECP5));
    }

    @Test
    void brokenNetlists_areOneLine() {
        for (String netlist :
                new String[] {"", "[]", "{\"modules\": {}}", "{\"modules\": 3}", NETLIST.substring(0, 300)}) {
            ToolFailure failure = assertThrows(ToolFailure.class, () -> count(netlist, SynthesisTarget.XC7));
            assertTrue(failure.getMessage().startsWith("yosys: its netlist "), failure.getMessage());
            assertEquals(1, failure.getMessage().lines().count());
        }
    }
}
