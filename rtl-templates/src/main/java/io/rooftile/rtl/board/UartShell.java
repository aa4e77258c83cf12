package io.rooftile.rtl.board;

import io.rooftile.core.design.IllegalDesignException;
import io.rooftile.quantization.integer.StoredFormat;
import io.rooftile.rtl.Accelerator;
import io.rooftile.rtl.Accelerator.Port;
import io.rooftile.rtl.CellLibrary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Makes an accelerator the top of a board's bitstream: clock and reset, and a serial line on which rows come in and
/// go out as `rooftile infer` reads and writes them, raw and little-endian.
///
/// A line cannot be held back: the host sends a row when the one before was answered, or while it is sure to be
/// taken. A break resets the accelerator, so that a host can begin anew whatever was lost.
public final class UartShell {
    /// The module that is the bitstream's top.
    public static final String TOP = "board_top";

    /// Its file of pins.
    public static final String CONSTRAINTS = "board.pcf";

    /// Its clock input.
    public static final String CLOCK_PORT = "clock_pin";

    /// Bits a second of the line, 8N1.
    public static final long BAUD = 115_200;

    private static final long HERTZ_PER_MEGAHERTZ = 1_000_000;

    /// Assumed, not read at a source: block RAM of iCE40 is said to read wrong in the first few microseconds after
    /// configuration. 256 cycles are more than 5 us at 48 MHz.
    private static final int RESET_CYCLES = 256;

    private UartShell() {}

    /// The files by name: the top, the pins, the cells.
    ///
    /// @param clockHertz of the accelerator: the oscillator's, or one that the PLL makes of it
    /// @throws IllegalDesignException when neither gives that clock
    public static Map<String, String> files(Accelerator accelerator, UartBoard board, long clockHertz) {
        Map<String, String> files = new TreeMap<>();
        List<String> cells =
                new ArrayList<>(List.of("power_on_reset", "uart_rx", "uart_tx", "lanes_of_bytes", "bytes_of_lanes"));
        if (wordBytes(accelerator.input()) > 1) {
            cells.add("stream_widen");
        }
        if (wordBytes(accelerator.output()) > 1) {
            cells.add("stream_narrow");
        }
        CellLibrary.withDependencies(cells).forEach((name, text) -> files.put(name + ".sv", text));
        files.put(TOP + ".sv", top(accelerator, board, clockHertz));
        files.put(CONSTRAINTS, board.constraints());
        return files;
    }

    /// Makes sure, before any long work, that boards can have a clock.
    ///
    /// @throws IllegalDesignException when neither the oscillator nor the PLL gives it
    public static void requireClock(long clockHertz) {
        if (clockHertz != UartBoard.OSCILLATOR_HERTZ) {
            pll(clockHertz);
        }
    }

    /// Whether boards can have a clock.
    public static boolean hasClock(long clockHertz) {
        return clockHertz == UartBoard.OSCILLATOR_HERTZ
                || Ice40Pll.of(UartBoard.OSCILLATOR_HERTZ, clockHertz).isPresent();
    }

    private static Ice40Pll pll(long clockHertz) {
        return Ice40Pll.of(UartBoard.OSCILLATOR_HERTZ, clockHertz)
                .orElseThrow(() -> new IllegalDesignException("clock_hertz " + clockHertz
                        + ": the board's PLL cannot make this clock of its oscillator's 12 MHz; take 12000000, or a"
                        + " whole number of megahertz from 16 on that 12 MHz can be multiplied to"));
    }

    private static int wordBytes(Port port) {
        return port.lanes() * StoredFormat.of(port.tensor()).bytes();
    }

    private static String top(Accelerator accelerator, UartBoard board, long clockHertz) {
        Port in = accelerator.input();
        Port out = accelerator.output();
        String inside = PIPELINE.replace("@WIDEN@", wordBytes(in) > 1 ? WIDEN : PASS_IN)
                .replace("@NARROW@", wordBytes(out) > 1 ? NARROW : PASS_OUT)
                .replace("@IN_BYTES@", Integer.toString(wordBytes(in)))
                .replace("@OUT_BYTES@", Integer.toString(wordBytes(out)))
                .replace("@IN_BITS@", Integer.toString(in.widthBits()))
                .replace("@OUT_BITS@", Integer.toString(out.widthBits()))
                .replace("@IN_LANES@", lanes(in))
                .replace(
                        "@OUT_LANES@", lanes(out) + ", .SIGNED(" + (out.format().isSigned() ? 1 : 0) + ")")
                .replace("@TOP@", accelerator.name());
        return top(
                "The accelerator on a board: rows come in and go out over a serial line, raw and little-endian.",
                inside,
                board,
                clockHertz);
    }

    /// A board's top: clock, reset and serial line, and what speaks on it.
    ///
    /// @param what it is, a sentence
    /// @param inside of the module: takes and gives the line's bytes as `byte_in_*` and `byte_out_*`
    static String top(String what, String inside, UartBoard board, long clockHertz) {
        return FRAME.replace("@WHAT@", what)
                .replace("@CLOCK@", clock(board, clockHertz).indent(2).stripTrailing())
                .replace("@RESET_CYCLES@", Integer.toString(RESET_CYCLES))
                .replace("@CLOCKS_PER_BIT@", Long.toString(Math.round((double) clockHertz / BAUD)))
                .replace("@INSIDE@", inside.indent(2).stripTrailing());
    }

    static String lanes(Port port) {
        return ".LANES(%d), .BITS(%d), .BYTES(%d)"
                .formatted(
                        port.lanes(),
                        port.format().bits(),
                        StoredFormat.of(port.tensor()).bytes());
    }

    private static String clock(UartBoard board, long clockHertz) {
        if (clockHertz == UartBoard.OSCILLATOR_HERTZ) {
            return "wire clk = " + CLOCK_PORT + ";\nwire locked = 1'b1;";
        }
        Ice40Pll pll = pll(clockHertz);
        return PLL.replace("@PRIMITIVE@", board.pll())
                .replace("@INPUT@", board.pllInput())
                .replace("@MEGAHERTZ@", Double.toString((double) clockHertz / HERTZ_PER_MEGAHERTZ))
                .replace("@DIVR@", Integer.toString(pll.divr()))
                .replace("@DIVF@", Integer.toString(pll.divf()))
                .replace("@DIVQ@", Integer.toString(pll.divq()))
                .replace("@FILTER@", Integer.toString(pll.filterRange()));
    }

    private static final String PLL = """
            // 12 MHz to @MEGAHERTZ@ MHz.
            wire clk, locked;
            @PRIMITIVE@ #(
                .FEEDBACK_PATH("SIMPLE"),
                .DIVR(4'd@DIVR@),
                .DIVF(7'd@DIVF@),
                .DIVQ(3'd@DIVQ@),
                .FILTER_RANGE(3'd@FILTER@)
            ) pll (
                .@INPUT@(clock_pin),
                .PLLOUTGLOBAL(clk),
                .LOCK(locked),
                .RESETB(1'b1),
                .BYPASS(1'b0)
            );
            """;

    private static final String WIDEN = """
            stream_widen #(.BITS(8), .IN_LANES(1), .OUT_LANES(@IN_BYTES@)) widen (
                  .clk(clk),
                  .rst(rst),
                  .in_valid(byte_in_valid),
                  .in_ready(byte_in_ready),
                  .in_data(byte_in_data),
                  .out_valid(in_valid),
                  .out_ready(in_ready),
                  .out_data(in_bytes)
              );\
            """;

    private static final String PASS_IN = """
            assign in_valid = byte_in_valid;
              assign byte_in_ready = in_ready;
              assign in_bytes = byte_in_data;\
            """;

    private static final String NARROW = """
            stream_narrow #(.BITS(8), .IN_LANES(@OUT_BYTES@), .OUT_LANES(1)) narrow (
                  .clk(clk),
                  .rst(rst),
                  .in_valid(out_valid),
                  .in_ready(out_ready),
                  .in_data(out_bytes),
                  .out_valid(byte_out_valid),
                  .out_ready(byte_out_ready),
                  .out_data(byte_out_data)
              );\
            """;

    private static final String PASS_OUT = """
            assign byte_out_valid = out_valid;
              assign out_ready = byte_out_ready;
              assign byte_out_data = out_bytes;\
            """;

    private static final String PIPELINE = """
            wire in_valid, in_ready, out_valid, out_ready;
            wire [@IN_BYTES@*8-1:0] in_bytes;
            wire [@IN_BITS@-1:0] in_data;
            wire [@OUT_BITS@-1:0] out_data;
            wire [@OUT_BYTES@*8-1:0] out_bytes;
            @WIDEN@
            lanes_of_bytes #(@IN_LANES@) elements_in (.in_data(in_bytes), .out_data(in_data));
            @TOP@ pipeline (
                .clk(clk),
                .rst(rst),
                .in_valid(in_valid),
                .in_ready(in_ready),
                .in_data(in_data),
                .out_valid(out_valid),
                .out_ready(out_ready),
                .out_data(out_data)
            );
            bytes_of_lanes #(@OUT_LANES@) elements_out (.in_data(out_data), .out_data(out_bytes));
            @NARROW@
            """;

    private static final String FRAME = """
            // @WHAT@
            `default_nettype none
            module board_top (
                input wire logic clock_pin,
                input wire logic rx_pin,
                output logic tx_pin
            );
            @CLOCK@
              wire rst, line_break;
              power_on_reset #(.CYCLES(@RESET_CYCLES@)) reset (.clk(clk), .request(line_break || !locked), .rst(rst));

              wire byte_in_valid, byte_in_ready, byte_out_valid, byte_out_ready;
              wire [7:0] byte_in_data, byte_out_data;
              uart_rx #(.CLOCKS_PER_BIT(@CLOCKS_PER_BIT@)) receiver (
                  .clk(clk),
                  .rst(rst),
                  .rx(rx_pin),
                  .out_valid(byte_in_valid),
                  .out_ready(byte_in_ready),
                  .out_data(byte_in_data),
                  .line_break(line_break)
              );
              uart_tx #(.CLOCKS_PER_BIT(@CLOCKS_PER_BIT@)) sender (
                  .clk(clk),
                  .rst(rst),
                  .in_valid(byte_out_valid),
                  .in_ready(byte_out_ready),
                  .in_data(byte_out_data),
                  .tx(tx_pin)
              );

            @INSIDE@
            endmodule
            `default_nettype wire
            """;
}
