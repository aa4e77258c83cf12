package io.rooftile.costmodel.fabric;

import io.rooftile.core.device.Basis;
import io.rooftile.core.device.DspBlock;
import io.rooftile.core.device.Logic;
import io.rooftile.core.device.MemoryBlock;
import io.rooftile.costmodel.Target;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Circuits of one part in its own blocks. All methods are pure and allocate nothing; LUT and flip-flop counts are
/// fractional, callers round once per layer or unit.
///
/// Formulas and sources: `docs/model/fabric.md`.
public final class Fabric {
    /// Width of the fixed-point multiplier of exact requantisation. Source: TensorFlow Lite 8-bit quantisation
    /// specification (`int32` multiplier in `[2^30, 2^31)`).
    public static final int REQUANTISER_MULTIPLIER_BITS = 32;

    /// Depth of LUT RAM that can be halved for twice the width.
    private static final int DEEP_LUT_RAM = 64;

    /// What synthesis counts for any RAM in LUTs, in bits of registers.
    private static final int LUT_RAM_COST = 8;

    /// LUTs of a read-only memory of many words over what its bits ask for, where LUTs have 4 inputs and multiplexers
    /// beside them. Source: `weight_rom` of 12 bits and 150 to 630 random words, mapped by Yosys 0.23 for ECP5.
    private static final double WIDE_ROM_SHARE = 1.25;

    private final int lutInputs;
    private final int lutRamBits;
    private final @Nullable DspBlock dsp;
    private final @Nullable ProductMapping products;
    private final MemoryBlock bram;
    private final MemoryMapping memories;
    private final @Nullable MemoryBlock uram;
    private final double multiplierLutsPerBitProduct;
    private final double adderLutsPerBit;
    private final double comparatorLutsPerBit;
    private final double registerAbsorption;
    private final double lutRamPortFactor;
    private final int banksOfMultiplexers;
    private final boolean hasAddingBlocks;
    private final boolean hasLutsInCarry;
    private final MappedLogic mapped;
    private final Map<Circuit, Double> lutsFactors = new EnumMap<>(Circuit.class);
    private final Map<Circuit, Double> ffsFactors = new EnumMap<>(Circuit.class);
    private final Basis basis;
    private final Basis stageBasis;

    private Fabric(Target target) {
        Logic logic = target.board().part().blocks().logic();
        this.lutInputs = logic.lutInputs();
        this.lutRamBits = logic.lutRamBits();
        this.dsp = target.board().part().capacity().dsp() > 0
                ? target.board().part().blocks().dsp()
                : null;
        this.products = dsp == null ? null : ProductMapping.of(dsp);
        this.bram = target.board().part().blocks().bram();
        this.memories = MemoryMapping.of(bram);
        this.uram = target.board().part().capacity().uram() > 0
                ? target.board().part().blocks().uram()
                : null;
        this.multiplierLutsPerBitProduct = value(target, "multiplier_luts_per_bit_product", "luts_per_bit_product");
        this.adderLutsPerBit = value(target, "adder_luts_per_bit", "luts_per_bit");
        this.comparatorLutsPerBit = value(target, "comparator_luts_per_bit", "luts_per_bit");
        this.registerAbsorption = value(target, "dsp_register_absorption", "fraction");
        this.lutRamPortFactor = value(target, "lut_ram_port_factor", "luts_per_lut");
        this.banksOfMultiplexers = lutInputs >= 6 ? 4 : hasLutRam() ? 8 : 1;
        this.hasLutsInCarry = lutInputs == 4 && hasLutRam();
        this.hasAddingBlocks = dsp != null && value(target, "dsp_adder_absorption", "fraction") == 1;
        this.mapped = new MappedLogic(
                lutInputs,
                hasLutsInCarry,
                adderLutsPerBit,
                lutRamBits,
                (int) value(target, "lut_ram_chunk_luts", "luts"),
                (int) value(target, "lut_ram_chunk_bits", "bits"));
        for (Circuit circuit : Circuit.values()) {
            lutsFactors.put(circuit, value(target, circuit.lutsFactor(), "luts_per_lut"));
            ffsFactors.put(circuit, value(target, circuit.ffsFactor(), "ffs_per_ff"));
        }
        this.basis = target.coefficient("multiplier_luts_per_bit_product", "luts_per_bit_product")
                .basis()
                .weaker(target.coefficient("adder_luts_per_bit", "luts_per_bit").basis())
                .weaker(Basis.ANALYTIC);
        Basis ofFactors =
                target.coefficient(Circuit.WINDOW.lutsFactor(), "luts_per_lut").basis();
        this.stageBasis = ofFactors == Basis.CALIBRATED ? Basis.CALIBRATED : basis;
    }

    /// The fabric of a target's part.
    ///
    /// @throws io.rooftile.core.UserInputException when its coefficient set lacks a figure
    public static Fabric of(Target target) {
        return new Fabric(target);
    }

    private static double value(Target target, String name, String unit) {
        return target.coefficient(name, unit).value();
    }

    /// How far LUT counts can be trusted: no better than the figures of multipliers and adders, which dominate them.
    public Basis basis() {
        return basis;
    }

    /// How far LUT and flip-flop counts of pipelines can be trusted: as far as [#basis()], unless the factors of their
    /// circuits were fitted.
    public Basis stageBasis() {
        return stageBasis;
    }

    /// Whether there are multiplier blocks.
    public boolean hasDsp() {
        return dsp != null;
    }

    /// Whether there are large RAMs.
    public boolean hasUram() {
        return uram != null;
    }

    /// Whether LUTs can be RAM that is written.
    public boolean hasLutRam() {
        return lutRamBits > 0;
    }

    /// What synthesis makes of sums, products and memories of pipelines.
    public MappedLogic mapped() {
        return mapped;
    }

    /// LUTs that synthesis makes of a circuit, over what the formulas here say.
    public double lutsFactor(Circuit circuit) {
        return Objects.requireNonNull(lutsFactors.get(circuit));
    }

    /// Flip-flops that synthesis makes of a circuit, over what the formulas say.
    public double ffsFactor(Circuit circuit) {
        return Objects.requireNonNull(ffsFactors.get(circuit));
    }

    /// LUTs of one multiplier of two signed numbers: rows of partial products added one to the other, so proportional
    /// to `aBits * bBits`. A product with a 1-bit number is a conditional negation or an XNOR: one LUT per bit.
    public double multiplierLuts(int aBits, int bBits) {
        if (Math.min(aBits, bBits) == 1) {
            return Math.max(aBits, bBits);
        }
        return multiplierLutsPerBitProduct * aBits * bBits;
    }

    /// LUTs of one two-operand adder with a result of this width.
    public double adderLuts(int bits) {
        return adderLutsPerBit * bits;
    }

    /// LUTs that find and select the larger of two numbers.
    public double comparatorLuts(int bits) {
        return comparatorLutsPerBit * bits;
    }

    /// LUTs of a binary tree of adders.
    public double adderTreeLuts(long terms, int bits) {
        return adderLutsPerBit * AdderTree.bits(terms, bits);
    }

    /// LUTs that choose one of so many words. One LUT of 6 inputs chooses one of 4 bits, one of 4 inputs one of 2.
    /// Source: UG574, "Multiplexers".
    public double selectLuts(long ways, long bits) {
        return ways <= 1 ? 0 : (double) bits * Math.ceilDiv(ways - 1, lutInputs >= 6 ? 3L : 1L);
    }

    /// LUTs that compare with a constant: as many bits at once as a LUT has inputs, less the result so far;
    /// where a carry
    /// chain is made of LUTs, one per bit.
    public double compareLuts(int bits) {
        return hasLutsInCarry ? bits : Math.ceilDiv(bits, lutInputs - 1);
    }

    /// LUTs of so many bits of counters, addresses and their comparisons, each bit a function of at most 6
    /// inputs, which
    /// takes two LUTs of 4.
    public double controlLuts(int bits) {
        return bits * (lutInputs >= 6 ? 1 : 2);
    }

    /// LUTs of a running sum: an adder, and the choice of what it starts from, which carry chains leave no input for.
    /// Held against what Yosys makes of `depthwise` with sums of 10 to 22 bits on xc7, ECP5 and iCE40: no
    /// difference.
    public double accumulatorLuts(int bits) {
        return adderLuts(bits) + bits;
    }

    /// LUTs of a shifter by 0 to `bits - 1` places.
    public double shifterLuts(int bits) {
        return (double) bits * Math.ceilDiv(Bits.ceilLog2(bits), lutInputs >= 6 ? 2 : 1);
    }

    /// DSP blocks for so many products per cycle.
    ///
    /// A product wider than the block's multiplier takes `ceil(a/wide) * ceil(b/narrow)` of them. Products that
    /// share an operand pairwise are packed two into one multiplier where the block is wide enough.
    ///
    /// @param isPaired whether products come in pairs that share an operand
    public long dspBlocks(long products, int aBits, int bBits, boolean isPaired) {
        DspBlock block = dsp;
        if (block == null) {
            throw new IllegalStateException("the part has no DSP blocks");
        }
        long multipliers = isPaired && packs(aBits, bBits)
                ? Math.ceilDiv(products, 2L)
                : Math.multiplyExact(products, multipliersPerProduct(block, aBits, bBits));
        return Math.ceilDiv(multipliers, (long) block.multipliersPerBlock());
    }

    /// DSP blocks that synthesis takes for so many equal products of signed numbers; 0 where it leaves them to LUTs.
    public long productBlocks(long products, int aBits, int bBits) {
        return productBlocks(products, aBits, bBits, aBits + bBits);
    }

    /// The same of products of which fewer bits are kept, as of unsigned numbers with a sign put in front.
    public long productBlocks(long products, int aBits, int bBits, int resultBits) {
        ProductMapping mapping = this.products;
        DspBlock block = dsp;
        return mapping == null || block == null
                ? 0
                : Math.ceilDiv(
                        products * mapping.multipliers(aBits, bBits, resultBits), (long) block.multipliersPerBlock());
    }

    /// Whether one multiplier block takes a signed number of so many bits whole.
    public boolean fitsBlock(int bits) {
        return dsp != null && bits <= dsp.wideBits();
    }

    /// Whether two products with a common factor share one DSP block in a pipeline.
    ///
    /// @param sharedBits of the signed common factor
    public boolean packsPair(int sharedBits, int otherBits) {
        return dsp != null && dsp.packsPair(sharedBits, otherBits);
    }

    private static long multipliersPerProduct(DspBlock block, int aBits, int bBits) {
        if (block.fits(aBits, bBits)) {
            return 1;
        }
        long straight = (long) Math.ceilDiv(aBits, block.wideBits()) * Math.ceilDiv(bBits, block.narrowBits());
        long crossed = (long) Math.ceilDiv(aBits, block.narrowBits()) * Math.ceilDiv(bBits, block.wideBits());
        return Math.min(straight, crossed);
    }

    /// Whether two products of these widths that share an operand fit one DSP multiplier.
    public boolean packs(int aBits, int bBits) {
        return dsp != null && aBits <= 8 && bBits <= 8 && dsp.packsTwoInt8Products();
    }

    /// Share of the registers around a product that the block itself holds, 0 to 1.
    public double registerAbsorption() {
        return registerAbsorption;
    }

    /// LUTs of a read-only memory: a LUT of `n` inputs holds `2^n` bits. Up to as many of them as the part has
    /// multiplexers beside its LUTs for are selected by those, more by further LUTs.
    /// Source: UG574, "Distributed RAM" and "Multiplexers" (MUXF7, MUXF8); FPGA-DS-02012, PFUMX and L6MUX21;
    /// contents
    /// are part of the bitstream.
    public double romLuts(long depthWords, double widthBits) {
        if (depthWords <= 1) {
            return 0;
        }
        long banks = Math.ceilDiv(depthWords, 1L << lutInputs);
        // Where multiplexers beside LUTs count as much as LUTs, those of many banks are not all that synthesis takes.
        double own = hasLutsInCarry && banks > banksOfMultiplexers ? WIDE_ROM_SHARE * banks : banks;
        return widthBits * (own + selectLuts(Math.ceilDiv(banks, banksOfMultiplexers), 1));
    }

    /// Whether synthesis makes a memory that is read in the cycle of its address of LUTs that are RAM; if not, of
    /// registers: those cost it a unit per bit, and RAM as much per LUT beside what any RAM costs.
    /// Source: Yosys 0.23, `lutrams_xc5v.txt` (8 for 6 bits) and ECP5's `lutrams.txt` (4 for 4 bits); held
    /// against FIFOs
    /// of two words and 4 to 48 bits, which turn from registers into RAM at 14 bits on AMD parts and at 12 on ECP5.
    public boolean isLutRam(long depthWords, long widthBits) {
        return hasLutRam()
                && depthWords * widthBits
                        > LUT_RAM_COST + (lutInputs >= 6 ? 4 * widthBits / 3.0 : widthBits) * lutRamBanks(depthWords);
    }

    private long lutRamBanks(long depthWords) {
        return Math.ceilDiv(depthWords, (long) Math.min(lutRamBits, DEEP_LUT_RAM / 2));
    }

    /// LUTs that add up the pieces of products that are too wide for a block: none where blocks add.
    /// Source: UG479, cascade of the P register; Yosys 0.23, `xilinx_dsp`.
    public double pieceLuts(long adders, int bits) {
        return hasAddingBlocks ? 0 : adders * adderLuts(bits);
    }

    /// Whether a product's block takes in the sum that it is added to.
    public boolean hasAddingBlocks() {
        return hasAddingBlocks;
    }

    /// LUTs of a memory with a write port and a read port. A LUT that is half as deep is twice as wide (UG574:
    /// RAM32M16 and
    /// RAM64M8; not where LUTs are only 16 deep). RAM in LUTs needs more of them than bits ask for, because
    /// the second address takes inputs: the port factor.
    public double lutRamLuts(long depthWords, long widthBits) {
        if (lutRamBits == 0) {
            throw new IllegalStateException("the part's LUTs cannot be RAM");
        }
        long banks = Math.ceilDiv(depthWords, (long) lutRamBits);
        double bits = lutRamBits == DEEP_LUT_RAM && depthWords <= DEEP_LUT_RAM / 2 ? widthBits / 2.0 : widthBits;
        return lutRamPortFactor * bits * banks + selectLuts(banks, widthBits);
    }

    /// Block RAMs that synthesis makes of a memory with a write port and a read port.
    public long ramBlocks(long depthWords, long widthBits) {
        return memories.blocks(depthWords, widthBits, true);
    }

    /// Whether synthesis takes block RAM for a memory whose address is a register, where LUTs cannot be RAM.
    public boolean prefersBlocksToRegisters(long depthWords, long widthBits) {
        return lutRamBits == 0 && memories.isCheaperThanRegisters(depthWords, widthBits);
    }

    /// Block RAMs that synthesis makes of a read-only memory.
    public long romBlocks(long depthWords, long widthBits) {
        return memories.blocks(depthWords, widthBits, false);
    }

    /// Large RAMs of a memory.
    public long uramBlocks(long depthWords, long widthBits) {
        MemoryBlock block = uram;
        if (block == null) {
            throw new IllegalStateException("the part has no large RAMs");
        }
        return block.blocksFor(depthWords, widthBits);
    }

    /// Whether a memory that is written belongs into LUTs: where they can be RAM and it is at most two banks deep.
    /// Else block RAM. The width plays no part, so that more bits never move a memory from one kind to the other.
    public boolean prefersLutRam(long depthWords) {
        return depthWords <= 2L * lutRamBits;
    }

    /// Whether a read-only memory of this depth belongs into LUTs rather than block RAM.
    public boolean prefersLutRom(long depthWords) {
        return depthWords <= 64;
    }

    /// Whether a read-only memory that is meant for block RAM has enough words for it: of fewer, most columns
    /// are constant
    /// or the same, and logic is smaller. The generator keeps the same limit.
    public boolean fillsBlockRom(long depthWords) {
        return depthWords > 32;
    }
}
