package io.rooftile.costmodel.dataflow;

import io.rooftile.core.dataflow.Folding;
import io.rooftile.core.dataflow.StageShape;
import io.rooftile.core.design.MultiplierStyle;
import io.rooftile.core.design.Requantisation;
import io.rooftile.core.design.WeightStorage;
import io.rooftile.costmodel.dataflow.Tally.Factors;
import io.rooftile.costmodel.fabric.AdderTree;
import io.rooftile.costmodel.fabric.Bits;
import io.rooftile.costmodel.fabric.Circuit;
import io.rooftile.costmodel.fabric.Fabric;
import io.rooftile.costmodel.fabric.MappedLogic;
import io.rooftile.costmodel.fabric.Power;
import io.rooftile.costmodel.fabric.Rate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The cells `matrix_vector`, `depthwise` and `constant_dot`, and the requantisers behind them.
///
/// Source: FINN-R, 10.1145/3242897, section 4 (structure and folding).
final class MatrixCosts {
    /// Operands, products, accumulators.
    private static final int OPERAND_PRODUCT_SUM_CYCLES = 3;

    /// Terms of a sum in which each adder has a product to add.
    private static final int MOST_TERMS_IN_BLOCKS = 3;

    /// LUTs per bit of a counter, counted in `matrix_vector` of accelerators mapped by Yosys 0.23.
    private static final Rate CONTROL_PER_BIT = new Rate(1.1, 1.4, 2.2);

    private static final Rate CONTROL = new Rate(4, 0, 0);

    private MatrixCosts() {}

    /// Adds the unit to the tally.
    ///
    /// @return cycles through its pipeline
    static int add(
            Tally tally,
            Fabric fabric,
            Power power,
            StageShape shape,
            StageChoice choice,
            Folding folding,
            StageNumbers numbers) {
        double values = (double) shape.outputPixels() * shape.outputChannels();
        boolean isConstant = choice.storage() == WeightStorage.LOGIC;
        int registers = Math.ceilDiv(Bits.ceilLog2(choice.simd()), 2);
        if (isConstant) {
            tally.ff += registers + 1;
            constants(tally, fabric, power, shape, choice, numbers);
            if (choice.requantisation() == Requantisation.POWER_OF_TWO) {
                // The tree rounds by its bias, its last register clamps.
                tally.lut += (long) choice.pe() * (2 * fabric.compareLuts(choice.outputBits()) + choice.outputBits());
                tally.ff += (double) choice.pe() * choice.outputBits();
                tally.charge(Circuit.CONSTANT_PRODUCT);
                return registers + 2;
            }
            tally.charge(Circuit.CONSTANT_PRODUCT);
        } else {
            control(tally, fabric, folding, registers);
            tally.charge(Circuit.FOLD_CONTROL);
            boolean isHeld = products(tally, fabric, power, shape, choice, folding, numbers);
            tally.charge(isHeld ? Circuit.BLOCK_PRODUCT : Circuit.LUT_PRODUCT);
            boolean isInBlocks = isHeld && choice.simd() == 1 && !isPacked(shape, choice, numbers, fabric);
            accumulators(tally, fabric, power, choice, folding, numbers, values, isInBlocks);
            tally.charge(Circuit.ACCUMULATOR);
            weights(tally, fabric, power, choice, folding, numbers, (double)
                    shape.layer().macs());
            tally.rom(folding.outputFold(), (long) choice.pe() * numbers.biasBits(), false, values * numbers.sumBits());
            tally.charge(Circuit.WEIGHTS);
            StreamCosts.narrow(tally, fabric, choice.pe(), folding.outputLanes(), numbers.sumBits());
            tally.charge(Circuit.PORT);
        }
        requantise(tally, fabric, choice, folding, numbers, shape.outputChannels(), values);
        return OPERAND_PRODUCT_SUM_CYCLES
                + registers
                + RequantiseCosts.cycles(choice.requantisation(), numbers.isWide());
    }

    /// Requantisers. Where each channel has its own, each is as wide as the channel's sum and shifts by its own
    /// places; a table of words that are all the same is none to synthesis.
    private static void requantise(
            Tally tally,
            Fabric fabric,
            StageChoice choice,
            Folding folding,
            StageNumbers numbers,
            int channels,
            double values) {
        int lanes = folding.outputLanes();
        boolean isConstant = choice.storage() == WeightStorage.LOGIC;
        long words = numbers.isOneFactor() ? 1 : channels / lanes;
        RequantiseCosts.control(tally, fabric, choice, words, numbers.isWide());
        if (channels == lanes && numbers.rangeBits().length == channels && numbers.shifts().length == channels) {
            Map<List<Integer>, Integer> kinds = new TreeMap<>(Comparator.comparing(List::toString));
            for (int k = 0; k < channels; k++) {
                int sumBits = isConstant ? Math.min(numbers.sumBits(), numbers.rangeBits()[k]) : numbers.sumBits();
                kinds.merge(List.of(sumBits, Math.max(0, -numbers.shifts()[k])), 1, Integer::sum);
            }
            kinds.forEach((kind, count) -> RequantiseCosts.add(
                    tally,
                    fabric,
                    choice,
                    sums(numbers, count, kind.getFirst(), kind.getLast(), RequantiseCosts.Table.NONE),
                    values * count / channels));
        } else {
            boolean isRight = choice.requantisation() == Requantisation.POWER_OF_TWO;
            RequantiseCosts.add(
                    tally,
                    fabric,
                    choice,
                    sums(
                            numbers,
                            lanes,
                            numbers.sumBits(),
                            numbers.rightBits(choice.outputBits()),
                            RequantiseCosts.Table.of(numbers, lanes, words, isRight)),
                    values);
        }
    }

    private static RequantiseCosts.Sums sums(
            StageNumbers numbers, long lanes, int sumBits, int rightBits, RequantiseCosts.Table table) {
        return new RequantiseCosts.Sums(
                lanes,
                sumBits,
                numbers.leftBits(),
                numbers.zeroBits(),
                rightBits,
                numbers.isWide(),
                table,
                numbers.areFactorsShifts());
    }

    /// A multiplication by a constant is an adder per non-zero digit, all in one tree per output with a register
    /// behind every second level.
    private static void constants(
            Tally tally, Fabric fabric, Power power, StageShape shape, StageChoice choice, StageNumbers numbers) {
        // The bias is one more.
        long terms = (long) Math.ceil(numbers.digits() * choice.simd()) + 1;
        int termBits = numbers.inputBits() + numbers.weightBits() / 2;
        long treeBits = choice.pe() * AdderTree.bits(terms, termBits, numbers.sumBits());
        tally.lut += choice.pe() * fabric.mapped().tree(terms, termBits, numbers.sumBits());
        tally.ff += choice.pe() * (double) AdderTree.registerBits(terms, termBits, numbers.sumBits());
        tally.picojoules += power.addPicojoules(1) * treeBits * shape.outputPixels();
    }

    /// Counters of weights, folds and output folds; the valid bits.
    private static void control(Tally tally, Fabric fabric, Folding folding, int registers) {
        int bits = Bits.ceilLog2(folding.inputFold() * folding.outputFold())
                + Bits.ceilLog2(folding.inputFold())
                + Bits.ceilLog2(folding.outputFold());
        tally.lut += fabric.mapped().of(CONTROL_PER_BIT, bits) + fabric.mapped().of(CONTROL, 1);
        tally.ff += bits + OPERAND_PRODUCT_SUM_CYCLES + registers + (folding.inputFold() > 1 ? 1 : 0);
    }

    /// The multipliers and the adder tree of each PE.
    ///
    /// @return whether the multipliers are in DSP blocks
    private static boolean products(
            Tally tally,
            Fabric fabric,
            Power power,
            StageShape shape,
            StageChoice choice,
            Folding folding,
            StageNumbers numbers) {
        int x = numbers.inputBits() + (numbers.isSigned() ? 0 : 1);
        int w = numbers.weightBits();
        int product = numbers.inputBits() + w;
        long products = (long) choice.pe() * choice.simd();
        double macs = shape.layer().macs();
        boolean isPacked = isPacked(shape, choice, numbers, fabric);
        boolean isHeld;
        if (isPacked) {
            long blocks = fabric.productBlocks(products / 2, product + w + 1, x);
            tally.dsp += blocks;
            // One weight is put above the other, less the sign of that; blocks that add do so in front of the product.
            tally.lut += fabric.hasAddingBlocks()
                    ? 0
                    : products / 2.0 * fabric.mapped().sum(w + 1);
            tally.picojoules += macs * power.multiplyPicojoules(MultiplierStyle.DSP, w, x, (double) blocks / products);
            isHeld = blocks > 0;
        } else {
            // A single word of weights is constants to synthesis.
            long words = folding.inputFold() * folding.outputFold();
            isHeld = tally.factorProduct(choice.multiplier(), products, new Factors(x, w, product), words, macs);
        }
        tally.productRegisters(isHeld, products * product);
        if (!isHeld || !fabric.hasAddingBlocks()) {
            tally.ff += (double) folding.readLanes() * numbers.inputBits();
        }
        tree(tally, fabric, choice, product, isHeld && fabric.hasAddingBlocks() && !isPacked);
        long treeBits = choice.pe() * AdderTree.bits(choice.simd(), product, Integer.MAX_VALUE);
        tally.picojoules += power.addPicojoules(1) * treeBits * macs / products;
        return isHeld;
    }

    /// The adder tree of each PE. Blocks that add take in the adders that have a product to add: the first level, and
    /// the second where three products are left; what is behind the second level is a tree in LUTs.
    private static void tree(Tally tally, Fabric fabric, StageChoice choice, int productBits, boolean isInBlocks) {
        int pe = choice.pe();
        int simd = choice.simd();
        MappedLogic mapped = fabric.mapped();
        if (!isInBlocks) {
            tally.lut += pe * mapped.tree(simd, productBits, Integer.MAX_VALUE);
            tally.ff += pe * (double) AdderTree.registerBits(simd, productBits, Integer.MAX_VALUE);
        } else if (simd > MOST_TERMS_IN_BLOCKS) {
            long pairsOfPairs = simd / 4L;
            int sum = productBits + 2;
            long behind = Math.ceilDiv(simd, 4L);
            tally.lut += pe * (pairsOfPairs * mapped.sum(sum) + mapped.tree(behind, sum, Integer.MAX_VALUE));
            tally.ff += pe * (double) (pairsOfPairs * sum + AdderTree.registerBits(behind, sum, Integer.MAX_VALUE));
        }
    }

    /// Whether two products share a block.
    private static boolean isPacked(StageShape shape, StageChoice choice, StageNumbers numbers, Fabric fabric) {
        int x = numbers.inputBits() + (numbers.isSigned() ? 0 : 1);
        return choice.multiplier() == MultiplierStyle.DSP
                && isPaired(shape, choice)
                && fabric.packsPair(x, numbers.weightBits());
    }

    /// Whether each output of the unit has a neighbour that reads the same inputs.
    private static boolean isPaired(StageShape shape, StageChoice choice) {
        int sharing = shape.kind() == StageShape.Kind.MATRIX
                ? choice.pe()
                : choice.pe() / WindowCosts.channels(shape, choice.pe(), choice.simd());
        return sharing % 2 == 0;
    }

    private static void accumulators(
            Tally tally,
            Fabric fabric,
            Power power,
            StageChoice choice,
            Folding folding,
            StageNumbers numbers,
            double values,
            boolean isInBlocks) {
        if (!isInBlocks || !fabric.hasAddingBlocks()) {
            // A sum of one term starts from its bias alone.
            tally.lut += choice.pe()
                    * (folding.inputFold() > 1
                            ? fabric.accumulatorLuts(numbers.sumBits())
                            : fabric.adderLuts(numbers.sumBits()));
            tally.ff += (double) choice.pe() * numbers.sumBits();
        }
        tally.picojoules += values * folding.inputFold() * power.addPicojoules(numbers.sumBits());
    }

    private static void weights(
            Tally tally,
            Fabric fabric,
            Power power,
            StageChoice choice,
            Folding folding,
            StageNumbers numbers,
            double macs) {
        long depth = folding.inputFold() * folding.outputFold();
        long width = (long) choice.pe() * choice.simd() * numbers.weightBits();
        double read = macs * numbers.weightBits();
        switch (choice.storage()) {
            case LOGIC -> {}
            case LUT_RAM -> tally.rom(depth, width, false, read);
            case BLOCK_RAM -> tally.rom(depth, width, fabric.fillsBlockRom(depth), read);
            case URAM -> {
                tally.uram += fabric.uramBlocks(depth, width);
                tally.picojoules += power.uramPicojoules(read);
                // Large RAMs come up empty: a write address, and a word put together from the host's.
                int addressBits = Bits.ceilLog2(depth);
                tally.lut += fabric.adderLuts(addressBits);
                tally.ff += addressBits + (double) width;
            }
        }
    }
}
