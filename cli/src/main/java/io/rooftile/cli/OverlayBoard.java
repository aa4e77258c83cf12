package io.rooftile.cli;

import io.rooftile.core.design.OverlayDesign;
import io.rooftile.core.device.Board;
import io.rooftile.core.device.OnChipMemory;
import io.rooftile.rtl.board.OverlayUartShell;
import io.rooftile.rtl.board.UartBoard;
import io.rooftile.rtl.board.UartShell;
import io.rooftile.rtl.overlay.OverlaySystem;
import io.rooftile.rtl.overlay.OverlayTop;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What surrounds an overlay engine on its board: memory of the part and a serial line, or nothing.
final class OverlayBoard {
    private OverlayBoard() {}

    /// Whether the engine is a small one, with the part's own RAM.
    static boolean isSmall(Board board) {
        return OnChipMemory.of(board).isPresent();
    }

    /// Whether its bitstream can be made.
    static boolean isPlaced(Board board) {
        return isSmall(board) && UartBoard.of(board.name()).isPresent();
    }

    /// Makes sure, before any long work, that a board can give a design its clock.
    ///
    /// @throws io.rooftile.core.design.IllegalDesignException when it cannot
    static void requireClock(Board board, OverlayDesign design) {
        if (isPlaced(board)) {
            UartShell.requireClock(design.clockHertz());
        }
    }

    /// The engine, of a small one with its memory and host, by file.
    static Map<String, String> engine(OverlayHardware design) {
        return new TreeMap<>(
                isSmall(design.run().target().board())
                        ? OverlaySystem.files(design.program().shape())
                        : OverlayTop.engine(design.program().shape()));
    }

    /// The module of these files that is counted.
    static String top(OverlayHardware design) {
        return isSmall(design.run().target().board()) ? OverlaySystem.TOP : OverlayTop.ENGINE;
    }

    /// The same with the board's shell, for boards with a serial line.
    static Map<String, String> files(OverlayHardware design) {
        Map<String, String> files = engine(design);
        Optional<UartBoard> board = UartBoard.of(design.run().target().board().name());
        if (isPlaced(design.run().target().board()) && board.isPresent()) {
            files.putAll(OverlayUartShell.files(board.get(), design.design().clockHertz()));
        }
        return files;
    }
}
