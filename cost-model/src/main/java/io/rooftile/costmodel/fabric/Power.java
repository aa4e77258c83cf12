package io.rooftile.costmodel.fabric;

import io.rooftile.core.design.MultiplierStyle;
import io.rooftile.core.device.Basis;
import io.rooftile.core.device.Board;
import io.rooftile.core.device.OffChipMemory;
import io.rooftile.costmodel.Target;

/// Power from activity: each operation has an energy, the clock has one per flip-flop and cycle, and an idle part has
/// its static power. All methods are pure and allocate nothing.
///
/// Formulas and sources: `docs/model/fabric.md`.
public final class Power {
    private final double staticMilliwatts;
    private final double lutMultiplyPicojoulesPerBitProduct;
    private final double dspPicojoulesPerMultiply;
    private final double adderPicojoulesPerBit;
    private final double bramPicojoulesPerBit;
    private final double uramPicojoulesPerBit;
    private final double lutRamPicojoulesPerBit;
    private final double registerPicojoulesPerBit;
    private final double clockPicojoulesPerFf;
    private final double offChipPicojoulesPerByte;
    private final Basis basis;

    private Power(Target target) {
        Board board = target.board();
        Double stated = board.staticPowerMilliwatts();
        this.staticMilliwatts = stated != null
                ? stated
                : value(target, "static_microwatts_per_lut", "microwatts_per_lut")
                        * board.part().capacity().lut()
                        / 1e3;
        this.lutMultiplyPicojoulesPerBitProduct =
                value(target, "lut_multiply_picojoules_per_bit_product", "picojoules_per_bit_product");
        this.dspPicojoulesPerMultiply = value(target, "dsp_picojoules_per_multiply", "picojoules_per_multiply");
        this.adderPicojoulesPerBit = value(target, "adder_picojoules_per_bit", "picojoules_per_bit");
        this.bramPicojoulesPerBit = value(target, "bram_picojoules_per_bit", "picojoules_per_bit");
        this.uramPicojoulesPerBit = value(target, "uram_picojoules_per_bit", "picojoules_per_bit");
        this.lutRamPicojoulesPerBit = value(target, "lut_ram_picojoules_per_bit", "picojoules_per_bit");
        this.registerPicojoulesPerBit = value(target, "register_picojoules_per_bit", "picojoules_per_bit");
        this.clockPicojoulesPerFf = value(target, "clock_picojoules_per_ff", "picojoules_per_ff");
        OffChipMemory memory = board.memory();
        this.offChipPicojoulesPerByte = memory == null
                ? value(target, "off_chip_picojoules_per_byte", "picojoules_per_byte")
                : value(target, memory.energyCoefficient(), "picojoules_per_byte");
        this.basis = target.coefficient("dsp_picojoules_per_multiply", "picojoules_per_multiply")
                .basis()
                .weaker(target.coefficient("clock_picojoules_per_ff", "picojoules_per_ff")
                        .basis())
                .weaker(Basis.ANALYTIC);
    }

    /// The energies of a target's part.
    ///
    /// @throws io.rooftile.core.UserInputException when its coefficient set lacks a figure
    public static Power of(Target target) {
        return new Power(target);
    }

    private static double value(Target target, String name, String unit) {
        return target.coefficient(name, unit).value();
    }

    /// How far power and energy can be trusted.
    public Basis basis() {
        return basis;
    }

    /// Power of the configured, idle part: the board's own figure, else by its size.
    public double staticMilliwatts() {
        return staticMilliwatts;
    }

    /// Energy of one product. One in a DSP block costs the same whatever its operands' widths are, when they fit.
    ///
    /// @param dspBlocksPerProduct DSP blocks that one product takes: a half where two are packed
    public double multiplyPicojoules(MultiplierStyle style, int aBits, int bBits, double dspBlocksPerProduct) {
        return switch (style) {
            case DSP -> dspPicojoulesPerMultiply * dspBlocksPerProduct;
            case LUT -> lutMultiplyPicojoulesPerBitProduct * aBits * bBits;
        };
    }

    /// Energy of adding into a sum of this width.
    public double addPicojoules(int bits) {
        return adderPicojoulesPerBit * bits;
    }

    /// Energy of reading or writing so many bits of block RAM.
    public double bramPicojoules(double bits) {
        return bramPicojoulesPerBit * bits;
    }

    /// Energy of reading or writing so many bits of large RAM.
    public double uramPicojoules(double bits) {
        return uramPicojoulesPerBit * bits;
    }

    /// Energy of reading or writing so many bits of RAM in LUTs.
    public double lutRamPicojoules(double bits) {
        return lutRamPicojoulesPerBit * bits;
    }

    /// Energy of moving so many bits through a register and its wires.
    public double registerPicojoules(double bits) {
        return registerPicojoulesPerBit * bits;
    }

    /// Energy of moving so many bytes to or from memory beside the FPGA, both ends of the link.
    public double offChipPicojoules(double bytes) {
        return offChipPicojoulesPerByte * bytes;
    }

    /// Power of the clock tree: it reaches every flip-flop in every cycle, whatever is computed.
    public double clockMilliwatts(double ffs, long clockHertz) {
        return clockPicojoulesPerFf * ffs * clockHertz * 1e-9;
    }
}
