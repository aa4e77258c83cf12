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
                TEMPLATE.replace(
                                "@CLOCK@",
                                UartShell.clock(board, clockHertz).indent(2).stripTrailing())
                        .replace("@RESET_CYCLES@", Integer.toString(UartShell.RESET_CYCLES))
                        .replace("@CLOCKS_PER_BIT@", Long.toString(Math.round((double) clockHertz / UartShell.BAUD)))
                        .replace("@TOP@", OverlaySystem.TOP));
        files.put(UartShell.CONSTRAINTS, board.constraints());
        return files;
    }

    private static final String TEMPLATE = """
            // The overlay engine with its memory on a board: the messages of overlay_host over a serial line.
            `default_nettype none
            module board_top (
                input wire logic clock_pin,
                input wire logic rx_pin,
                output logic tx_pin
            );
            @CLOCK@
              wire rst, line_break;
              power_on_reset #(.CYCLES(@RESET_CYCLES@)) reset (.clk(clk), .request(line_break || !locked), .rst(rst));

              wire in_valid, in_ready, out_valid, out_ready;
              wire [7:0] in_data, out_data;
              uart_rx #(.CLOCKS_PER_BIT(@CLOCKS_PER_BIT@)) receiver (
                  .clk(clk),
                  .rst(rst),
                  .rx(rx_pin),
                  .out_valid(in_valid),
                  .out_ready(in_ready),
                  .out_data(in_data),
                  .line_break(line_break)
              );
              uart_tx #(.CLOCKS_PER_BIT(@CLOCKS_PER_BIT@)) sender (
                  .clk(clk),
                  .rst(rst),
                  .in_valid(out_valid),
                  .in_ready(out_ready),
                  .in_data(out_data),
                  .tx(tx_pin)
              );
              /* verilator lint_off UNUSEDSIGNAL */
              wire running;
              /* verilator lint_on UNUSEDSIGNAL */
              @TOP@ system (
                  .clk(clk),
                  .rst(rst),
                  .in_valid(in_valid),
                  .in_ready(in_ready),
                  .in_data(in_data),
                  .out_valid(out_valid),
                  .out_ready(out_ready),
                  .out_data(out_data),
                  .running(running)
              );
            endmodule
            `default_nettype wire
            """;
}
