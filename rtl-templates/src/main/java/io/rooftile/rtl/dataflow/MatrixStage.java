package io.rooftile.rtl.dataflow;

import io.rooftile.core.dataflow.Cell;
import io.rooftile.core.dataflow.StageShape;
import io.rooftile.core.design.MultiplierStyle;
import io.rooftile.core.design.WeightStorage;
import io.rooftile.core.network.Convolution;
import io.rooftile.core.network.Window;
import io.rooftile.quantization.integer.MatrixLayer;
import io.rooftile.quantization.numerics.OutputRange;
import io.rooftile.rtl.MemoryFile;
import io.rooftile.rtl.StreamFormat;
import io.rooftile.rtl.WordPacker;
import io.rooftile.rtl.dataflow.Netlist.Parameters;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// Convolutions, depthwise or not, and dense layers: window, products and sums, requantisers.
record MatrixStage(StageBuilder stage, MatrixLayer layer) {
    /// Registers besides those of the adder tree: operands, products, accumulators.
    private static final int OPERAND_PRODUCT_SUM = 3;

    Stream add(Stream in) {
        if (isConstant()) {
            ConstantProducts constants = new ConstantProducts(stage, layer, sumBits(), this::foldedBias);
            Stream sums = constants.add(windowed(in));
            return constants.isFused()
                    ? sums
                    : stage.requantised(layer.requantisers(), layer.isWide(), 0, layer.range(), sums);
        }
        Stream sums = sums(windowed(in));
        Stream narrowed = stage.netlist()
                .lanes(stage.name() + "_out", sums, stage.folding().outputLanes());
        return stage.requantised(layer.requantisers(), layer.isWide(), 0, layer.range(), narrowed);
    }

    private boolean isConstant() {
        return stage.stage().storage() == WeightStorage.LOGIC
                && stage.folding().inputFold() == 1
                && stage.folding().outputFold() == 1;
    }

    private Stream windowed(Stream in) {
        return stage.window(in, window(), channels(), tapsAtOnce(), groups(), repeats(), layer.inputZeroPoint());
    }

    private boolean isChannelwise() {
        return stage.shape().kind() == StageShape.Kind.CHANNELWISE;
    }

    private Window window() {
        return layer.layer() instanceof Convolution convolution ? convolution.window() : Window.pointwise();
    }

    /// Input channels of one tap that are read at once.
    private int channels() {
        int pe = stage.stage().pe();
        int simd = stage.stage().simd();
        return isChannelwise()
                ? Math.max(1, pe / stage.shape().taps().groupOutputs())
                : Math.min(simd, stage.shape().taps().groupInputs());
    }

    private int tapsAtOnce() {
        int simd = stage.stage().simd();
        return isChannelwise() ? simd : Math.max(1, simd / stage.shape().taps().groupInputs());
    }

    private int groups() {
        return isChannelwise()
                ? stage.shape().inputChannels() / channels()
                : stage.shape().taps().groups();
    }

    private int repeats() {
        return Math.max(1, stage.shape().taps().groupOutputs() / stage.stage().pe());
    }

    private Stream sums(Stream words) {
        int channels = channels();
        int pe = stage.stage().pe();
        int simd = stage.stage().simd();
        long inputFold = stage.folding().inputFold();
        long outputFold = stage.folding().outputFold();
        int sumBits = sumBits();
        int weightBits = weightBits();
        MemoryFile weights = weightMemory(pe, simd, weightBits);
        MemoryFile biases = biasMemory(pe, sumBits);
        Parameters parameters = new Parameters().number("PE", pe).number("SIMD", simd);
        if (isChannelwise()) {
            parameters.number("CHANNELS", channels);
        }
        parameters
                .number("X_BITS", words.format().bits())
                .flag("X_SIGNED", words.format().isSigned())
                .number("W_BITS", weightBits)
                .number("ACC_BITS", sumBits)
                .number("INPUT_FOLD", inputFold)
                .number("OUTPUT_FOLD", outputFold)
                .text("MULTIPLIER", stage.stage().multiplier().name())
                .flag("PACK", isPacked(words.format(), weightBits))
                .text("STORAGE", storage())
                .text("WEIGHTS_FILE", weights.name())
                .text("BIAS_FILE", biases.name());
        return stage.netlist()
                .add(
                        new Cell.Pipe(
                                stage.name() + "_sums",
                                inputFold,
                                OPERAND_PRODUCT_SUM + StageBuilder.treeRegisters(simd)),
                        isChannelwise() ? "depthwise" : "matrix_vector",
                        parameters,
                        List.of(weights, biases),
                        List.of(words),
                        new Stream(0, 0, pe, StreamFormat.signed(sumBits), words.words() / inputFold));
    }

    /// Whether products of two neighbouring outputs share a DSP block.
    private boolean isPacked(StreamFormat input, int weightBits) {
        int pe = stage.stage().pe();
        int sharing = isChannelwise() ? pe / channels() : pe;
        return stage.stage().multiplier() == MultiplierStyle.DSP
                && sharing % 2 == 0
                && stage.part().packs(input.bits() + (input.isSigned() ? 0 : 1), weightBits);
    }

    private String storage() {
        return switch (stage.stage().storage()) {
            case LUT_RAM, LOGIC -> PartStyle.LUTS;
            case BLOCK_RAM ->
                PartStyle.forBlocks(
                        stage.folding().inputFold() * stage.folding().outputFold());
            case URAM ->
                throw new UnsupportedLayerException(
                        WeightStorage.URAM + " for weights, which comes up empty and has to be loaded");
        };
    }

    /// The output channel that a PE works on in an output fold.
    private int channel(int outputFold, int pe) {
        return outputFold * stage.stage().pe() + pe;
    }

    private MemoryFile weightMemory(int pe, int simd, int bits) {
        int inputFold = Math.toIntExact(stage.folding().inputFold());
        int outputFold = Math.toIntExact(stage.folding().outputFold());
        List<BigInteger> words = new ArrayList<>();
        for (int out = 0; out < outputFold; out++) {
            for (int in = 0; in < inputFold; in++) {
                WordPacker packer = new WordPacker(pe * simd * bits);
                for (int p = 0; p < pe; p++) {
                    int[] row = layer.weights()[channel(out, p)];
                    for (int s = 0; s < simd; s++) {
                        packer.add(row[in * simd + s], bits);
                    }
                }
                words.add(packer.word());
            }
        }
        return new MemoryFile(stage.name() + "_weights.mem", pe * simd * bits, words);
    }

    private MemoryFile biasMemory(int pe, int bits) {
        List<BigInteger> words = new ArrayList<>();
        for (int out = 0; out < stage.folding().outputFold(); out++) {
            WordPacker packer = new WordPacker(pe * bits);
            for (int p = 0; p < pe; p++) {
                packer.add(foldedBias(channel(out, p)), bits);
            }
            words.add(packer.word());
        }
        return new MemoryFile(stage.name() + "_bias.mem", pe * bits, words);
    }

    /// The bias with the input's zero point taken off: `sum of (x - zx) * w = sum of x * w - zx * sum of w`.
    private long foldedBias(int channel) {
        long sum = 0;
        for (int weight : layer.weights()[channel]) {
            sum += weight;
        }
        return layer.bias()[channel] - layer.inputZeroPoint() * sum;
    }

    /// Bits that hold every weight.
    private int weightBits() {
        int least = 0;
        int most = 0;
        for (int[] row : layer.weights()) {
            for (int weight : row) {
                least = Math.min(least, weight);
                most = Math.max(most, weight);
            }
        }
        return StreamFormat.signedBits(least, most);
    }

    /// Bits that hold every sum; partial sums may wrap, as arithmetic is modular.
    private int sumBits() {
        long farthest = OutputRange.farthest(layer.layer().input());
        long most = 1;
        for (int k = 0; k < layer.weights().length; k++) {
            long sum = Math.abs(layer.bias()[k]);
            for (int weight : layer.weights()[k]) {
                sum += Math.abs((long) weight) * farthest;
            }
            most = Math.max(most, sum);
        }
        return StreamFormat.signedBits(-most, most);
    }
}
