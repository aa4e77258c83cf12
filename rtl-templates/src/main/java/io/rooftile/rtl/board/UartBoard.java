package io.rooftile.rtl.board;

import java.util.Arrays;
import java.util.Optional;

/// Boards whose iCE40 is joined to a host by a serial line.
public enum UartBoard {
    /// source: iCEBreaker v1.0e schematic, and its constraint file icebreaker.pcf: CLK 35, RX 6, TX 9, of the FT2232H.
    ICEBREAKER("icebreaker", "35", "6", "9", "SB_PLL40_PAD", "PACKAGEPIN"),
    /// source: Lattice EB85, iCE40-HX8K Breakout Board: oscillator J3, RS232 RX B10, TX B12, of the FT2232H.
    HX8K_B_EVN("hx8k-b-evn", "J3", "B10", "B12", "SB_PLL40_CORE", "REFERENCECLK");

    /// Both boards have an oscillator of 12 MHz. source: the same.
    public static final long OSCILLATOR_HERTZ = 12_000_000;

    private final String board;
    private final String clockPin;
    private final String rxPin;
    private final String txPin;
    private final String pll;
    private final String pllInput;

    /// @param pll the primitive that the clock pin can reach: the UP5K's pin 35 is the PLL's own pad
    UartBoard(String board, String clockPin, String rxPin, String txPin, String pll, String pllInput) {
        this.board = board;
        this.clockPin = clockPin;
        this.rxPin = rxPin;
        this.txPin = txPin;
        this.pll = pll;
        this.pllInput = pllInput;
    }

    /// The board of a name of the resource database; empty for one that has no such shell.
    public static Optional<UartBoard> of(String board) {
        return Arrays.stream(values())
                .filter(known -> known.board.equals(board))
                .findFirst();
    }

    String pll() {
        return pll;
    }

    String pllInput() {
        return pllInput;
    }

    /// The constraint file that gives the top's ports their pins.
    String constraints() {
        return "set_io " + UartShell.CLOCK_PORT + " " + clockPin + "\n"
                + "set_io rx_pin " + rxPin + "\n"
                + "set_io tx_pin " + txPin + "\n";
    }
}
