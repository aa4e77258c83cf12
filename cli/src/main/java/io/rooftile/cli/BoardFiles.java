package io.rooftile.cli;

import io.rooftile.calibration.vivado.VivadoProject;
import io.rooftile.core.device.Board;
import io.rooftile.rtl.board.AxiShell;
import io.rooftile.rtl.board.UartBoard;
import io.rooftile.rtl.board.UartShell;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What surrounds generated hardware on its board: a top with pins, or an AXI4 block.
final class BoardFiles {
    private static final String AMD = "AMD";

    /// The PLLs of the boards that open tools place for make each multiple, of 16 to 133 MHz, of their 12 MHz.
    private static final long CLOCK_STEP_HERTZ = 1_500_000;

    private BoardFiles() {}

    /// The files by name; none for boards without a shell.
    ///
    /// @param hash of the accelerator's files
    static Map<String, String> of(HardwareDesign design, String hash) {
        Board board = design.run().target().board();
        Optional<UartBoard> uart = UartBoard.of(board.name());
        if (uart.isPresent()) {
            return UartShell.files(
                    design.hardware().accelerator(), uart.get(), design.design().clockHertz());
        }
        return board.part().vendor().equals(AMD)
                ? AxiShell.files(design.hardware().accelerator(), Version.number(), hash)
                : Map.of();
    }

    /// Makes sure, before any long work, that a board can give a design its clock.
    ///
    /// @throws io.rooftile.core.design.IllegalDesignException when it cannot
    static void requireClock(Board board, long clockHertz) {
        if (UartBoard.of(board.name()).isPresent()) {
            UartShell.requireClock(clockHertz);
        }
    }

    /// The greatest clock, in steps, that a board can give a design which reaches so much; empty where it gives none
    /// so low.
    static OptionalLong clockWithin(Board board, long reachedHertz) {
        for (long step = reachedHertz / CLOCK_STEP_HERTZ; step > 0; step--) {
            long clock = step * CLOCK_STEP_HERTZ;
            if (UartBoard.of(board.name()).isEmpty() || UartShell.hasClock(clock)) {
                return OptionalLong.of(clock);
            }
        }
        return OptionalLong.empty();
    }

    /// The board's top, or else the accelerator itself.
    static String top(HardwareDesign design) {
        Board board = design.run().target().board();
        if (UartBoard.of(board.name()).isPresent()) {
            return UartShell.TOP;
        }
        return board.part().vendor().equals(AMD)
                ? AxiShell.TOP
                : design.hardware().accelerator().name();
    }

    /// What the design's README says about them.
    static String readme(HardwareDesign design) {
        Board board = design.run().target().board();
        if (UartBoard.of(board.name()).isPresent()) {
            return """
                    On the board: `board_top.sv` holds the accelerator, its clock and a serial line (%d baud, 8N1) whose pins
                    `board.pcf` gives. Rows go in and come out as `rooftile infer` reads and writes them, raw and
                    little-endian, each element in whole bytes. Send a row when the one before was answered: the line cannot
                    be held back. A break resets the accelerator. `rooftile synthesize` makes the bitstream.
                    """.formatted(UartShell.BAUD).strip();
        }
        if (board.part().vendor().equals(AMD)) {
            return """
                    In a block design: `axi_accelerator.sv` has rows as AXI4-Stream, with TLAST at the end of each, and
                    control and status as AXI4-Lite (`axi_lite_status.sv` lists the registers). Rows are what
                    `rooftile infer` reads and writes, raw and little-endian, each element in whole bytes.
                    `rooftile synthesize --out FOLDER` adds `%s` for Vivado.
                    """.formatted(VivadoProject.SCRIPT).strip();
        }
        return "There is no shell for this board: the accelerator's own ports are the interface.";
    }
}
