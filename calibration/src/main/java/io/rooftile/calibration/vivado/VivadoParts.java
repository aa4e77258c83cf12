package io.rooftile.calibration.vivado;

import java.util.Map;
import java.util.Optional;

/// The parts of boards as Vivado names them, with package and speed grade.
///
/// source: the boards' files in Xilinx/XilinxBoardStore and their manuals.
public final class VivadoParts {
    private static final Map<String, String> BY_BOARD = Map.ofEntries(
            Map.entry("arty-a7-35t", "xc7a35ticsg324-1L"),
            Map.entry("arty-a7-100t", "xc7a100tcsg324-1"),
            Map.entry("kc705", "xc7k325tffg900-2"),
            Map.entry("vc707", "xc7vx485tffg1761-2"),
            Map.entry("pynq-z2", "xc7z020clg400-1"),
            Map.entry("zedboard", "xc7z020clg484-1"),
            Map.entry("zc706", "xc7z045ffg900-2"),
            Map.entry("kcu105", "xcku040-ffva1156-2-e"),
            Map.entry("zcu102", "xczu9eg-ffvb1156-2-e"),
            Map.entry("zcu104", "xczu7ev-ffvc1156-2-e"),
            Map.entry("zcu111", "xczu28dr-ffvg1517-2-e"),
            Map.entry("ultra96", "xczu3eg-sbva484-1-e"),
            Map.entry("kv260", "xck26-sfvc784-2LV-c"),
            Map.entry("vcu118", "xcvu9p-flga2104-2L-e"),
            Map.entry("u50", "xcu50-fsvh2104-2-e"),
            Map.entry("u55c", "xcu55c-fsvh2892-2L-e"),
            Map.entry("u200", "xcu200-fsgd2104-2-e"),
            Map.entry("u250", "xcu250-figd2104-2L-e"),
            Map.entry("u280", "xcu280-fsvh2892-2L-e"),
            Map.entry("vck190", "xcvc1902-vsva2197-2MP-e-S"));

    private VivadoParts() {}

    /// The part of a board of the resource database; empty for boards that are not here.
    public static Optional<String> of(String board) {
        return Optional.ofNullable(BY_BOARD.get(board));
    }
}
