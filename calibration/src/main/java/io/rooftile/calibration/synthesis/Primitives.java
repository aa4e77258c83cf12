package io.rooftile.calibration.synthesis;

import io.rooftile.calibration.synthesis.Primitive.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the cells of the vendors' libraries take. A cell that is not here has no known cost, which is an error
/// and not 0.
final class Primitives {
    /// The libraries there are.
    enum Library {
        AMD,
        ECP5,
        ICE40
    }

    /// AMD 7-series, UltraScale and UltraScale+; `bram` counts 18 Kb halves.
    ///
    /// LUTs of memories. source: UG474 v1.9 table 2-3, Distributed RAM Configuration, and UG574 v1.5 chapter 2,
    /// Distributed
    /// RAM: a LUT holds 64 x 1 or 32 x 2 bits and has one read address, so each further reader takes as many
    /// LUTs again.
    /// Shift registers. source: the same, one LUT for up to 32 bits.
    ///
    /// An inverter that synthesis did not absorb is a LUT: the slices of 7-series have none at their set, reset
    /// and enable
    /// inputs. source: UG474 v1.9, Control Signals. Two small LUTs that could share a place are counted as two.
    private static final Map<String, Primitive> AMD = amd();

    /// Lattice ECP5.
    ///
    /// A `CCU2C` is both LUTs of a slice in ripple mode. source: FPGA-DS-02012, Slice, Ripple Mode. A 16 x 4
    /// memory of LUTs
    /// takes three slices: two hold it, the third one's inputs serve for writing. source: FPGA-DS-02012 table
    /// 2.3, and
    /// nextpnr-ecp5's packing of `TRELLIS_DPR16X4`.
    private static final Map<String, Primitive> ECP5 = ecp5();

    /// Lattice iCE40; `uram` counts the 256 Kb single-port memories.
    ///
    /// An `SB_CARRY` shares its cell with the LUT that adds; nextpnr's count of cells says where it cannot.
    private static final Map<String, Primitive> ICE40 = ice40();

    private Primitives() {}

    /// A cell of a library.
    ///
    /// @return empty for a cell whose cost is not known
    static Optional<Primitive> find(Library library, String cell) {
        Map<String, Primitive> cells =
                switch (library) {
                    case AMD -> AMD;
                    case ECP5 -> ECP5;
                    case ICE40 -> ICE40;
                };
        return Optional.ofNullable(cells.get(cell));
    }

    private static Map<String, Primitive> amd() {
        Map<String, Primitive> cells = new HashMap<>();
        put(cells, Primitive.luts(Kind.LUT, 1), "LUT1", "LUT2", "LUT3", "LUT4", "LUT5", "LUT6", "LUT6_2", "INV");
        put(cells, Primitive.luts(Kind.LUT_RAM, 1), "RAM32X1S", "RAM32X1S_1", "RAM64X1S", "RAM64X1S_1", "RAM32X2S");
        put(cells, Primitive.luts(Kind.LUT_RAM, 2), "RAM32X1D", "RAM32X1D_1", "RAM64X1D", "RAM64X1D_1", "RAM128X1S");
        put(cells, Primitive.luts(Kind.LUT_RAM, 4), "RAM128X1D", "RAM256X1S", "RAM32M", "RAM64M");
        put(cells, Primitive.luts(Kind.LUT_RAM, 8), "RAM256X1D", "RAM512X1S", "RAM32M16", "RAM64M8");
        put(cells, Primitive.luts(Kind.LUT_RAM, 8), "RAM32X16DR8", "RAM64X8SW");
        put(cells, Primitive.luts(Kind.SHIFT_REGISTER, 1), "SRL16E", "SRLC16E", "SRLC32E", "CFGLUT5");
        put(cells, Primitive.ff(), "FDRE", "FDSE", "FDCE", "FDPE", "FDRE_1", "FDSE_1", "FDCE_1", "FDPE_1");
        put(cells, Primitive.ff(), "LDCE", "LDPE");
        put(cells, Primitive.dsp(), "DSP48E1", "DSP48E2");
        put(cells, Primitive.bram(1), "RAMB18E1", "RAMB18E2");
        put(cells, Primitive.bram(2), "RAMB36E1", "RAMB36E2");
        put(cells, Primitive.uram(), "URAM288", "URAM288_BASE");
        put(cells, Primitive.free(Kind.CARRY), "CARRY4", "CARRY8");
        put(cells, Primitive.free(Kind.MUX), "MUXF7", "MUXF8", "MUXF9");
        put(cells, Primitive.free(Kind.BUFFER), "BUFG", "BUFGCTRL", "BUFGCE", "BUFHCE", "VCC", "GND");
        put(cells, Primitive.free(Kind.BUFFER), "IBUF", "IBUFG", "OBUF", "OBUFT", "IOBUF");
        return Map.copyOf(cells);
    }

    private static Map<String, Primitive> ecp5() {
        Map<String, Primitive> cells = new HashMap<>();
        put(cells, Primitive.luts(Kind.LUT, 1), "LUT4", "LUT2", "INV");
        put(cells, Primitive.luts(Kind.CARRY, 2), "CCU2C");
        put(cells, Primitive.luts(Kind.LUT_RAM, 6), "TRELLIS_DPR16X4");
        put(cells, Primitive.ff(), "TRELLIS_FF");
        put(cells, Primitive.dsp(), "MULT18X18D");
        put(cells, Primitive.bram(1), "DP16KD", "PDPW16KD");
        put(cells, Primitive.free(Kind.MUX), "PFUMX", "L6MUX21");
        put(cells, Primitive.free(Kind.BUFFER), "TRELLIS_IO", "DCCA", "VHI", "VLO");
        return Map.copyOf(cells);
    }

    private static Map<String, Primitive> ice40() {
        Map<String, Primitive> cells = new HashMap<>();
        put(cells, Primitive.luts(Kind.LUT, 1), "SB_LUT4");
        put(cells, Primitive.free(Kind.CARRY), "SB_CARRY");
        // Edge, enable and reset are parts of the name. source: Lattice iCE Technology Library, Register Primitives.
        for (String edge : List.of("", "N")) {
            for (String enable : List.of("", "E")) {
                for (String reset : List.of("", "SR", "R", "SS", "S")) {
                    put(cells, Primitive.ff(), "SB_DFF" + edge + enable + reset);
                }
            }
        }
        put(cells, Primitive.dsp(), "SB_MAC16");
        put(cells, Primitive.bram(1), "SB_RAM40_4K", "SB_RAM40_4KNR", "SB_RAM40_4KNW", "SB_RAM40_4KNRNW");
        put(cells, Primitive.uram(), "SB_SPRAM256KA");
        put(cells, Primitive.free(Kind.BUFFER), "SB_IO", "SB_GB_IO", "SB_GB", "SB_HFOSC", "SB_LFOSC", "SB_RGBA_DRV");
        put(cells, Primitive.free(Kind.BUFFER), "SB_PLL40_CORE", "SB_PLL40_PAD", "SB_PLL40_2_PAD");
        put(cells, Primitive.free(Kind.BUFFER), "SB_PLL40_2F_CORE", "SB_PLL40_2F_PAD");
        return Map.copyOf(cells);
    }

    private static void put(Map<String, Primitive> cells, Primitive primitive, String... names) {
        for (String name : names) {
            if (cells.put(name, primitive) != null) {
                throw new IllegalStateException(name + " is there twice");
            }
        }
    }
}
