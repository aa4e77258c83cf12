package io.rooftile.rtl.board;

import io.rooftile.rtl.CellLibrary;
import io.rooftile.rtl.overlay.OverlaySystem;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Makes a small overlay engine with its memory the top of a board's bitstream: clock and reset, and a serial
/// line with the messages of `overlay_host`. A break on the line resets all but the memory.
public final class OverlayUartShell {
    private OverlayUartShell() {}

    /// The files by name: the top, the pins, the cells; [OverlaySystem#files] are the rest.
    ///
    /// @param clockHertz of the engine: the oscillator's, or one that the PLL makes of it
    /// @throws io.rooftile.core.design.IllegalDesignException when neither gives that clock
    public static Map<String, String> files(UartBoard board, long clockHertz) {
        Map<String, String> files = new TreeMap<>();
        CellLibrary.withDependencies(List.of("power_on_reset", "uart_rx", "uart_tx"))
                .forEach((name, text) -> files.put(name + ".sv", text));
        files.put(
                UartShell.TOP + ".sv",
                UartShell.top(
                        "The overlay engine with its memory on a board: the messages of overlay_host over a serial line.",
                        SYSTEM.replace("@TOP@", OverlaySystem.TOP),
                        board,
                        clockHertz));
        files.put(UartShell.CONSTRAINTS, board.constraints());
        return files;
    }

    private static final String SYSTEM = """
            /* verilator lint_off UNUSEDSIGNAL */
            wire running;
            /* verilator lint_on UNUSEDSIGNAL */
            @TOP@ system (
                .clk(clk),
                .rst(rst),
                .in_valid(byte_in_valid),
                .in_ready(byte_in_ready),
                .in_data(byte_in_data),
                .out_valid(byte_out_valid),
                .out_ready(byte_out_ready),
                .out_data(byte_out_data),
                .running(running)
            );
            """;
}
