package io.rooftile.rtl.overlay;

import io.rooftile.rtl.overlay.EngineBuffers.Bank;

/// What becomes of the sums of a compute job: stored numbers in the output banks.
final class ModelResults {
    private static final int OPERAND_LEFT = 20;

    private final EngineShape shape;
    private final EngineBuffers buffers;
    private final int[] registers;
    private final Mode mode;

    ModelResults(EngineShape shape, EngineBuffers buffers, int[] registers, Mode mode) {
        this.shape = shape;
        this.buffers = buffers;
        this.registers = registers;
        this.mode = mode;
    }

    private int get(ComputeRegister register) {
        return registers[register.number()];
    }

    /// Stores a lane's sums of a group of output channels.
    void put(int p, int pixelGroup, int group, int[] sums) {
        int words = get(ComputeRegister.WORDS);
        int passes = get(ComputeRegister.PASSES);
        int target = get(ComputeRegister.TARGET) + pixelGroup * words;
        for (int o = 0; o < sums.length; o++) {
            int channel = mode.isLanes() ? group % passes * shape.ocp() + o : group * shape.ocp() + o;
            boolean spills = mode.isLanes() && channel >= shape.icp();
            int word = channel / shape.icp() + (mode.isLanes() ? group / passes : 0);
            if (!spills && word < words) {
                Bank bank = buffers.outputs(p);
                bank.numbers()[bank.writing(target + word) + channel % shape.icp()] = result(group, o, sums[o]);
            }
        }
    }

    private int result(int group, int lane, int sum) {
        int step = lane / shape.drainChannels();
        Bank parameters = buffers.parameters();
        int at = parameters.reading(get(ComputeRegister.PARAMETERS) + group * shape.drainSteps() + step)
                + lane % shape.drainChannels() * EngineBuffers.PARAMETER_NUMBERS;
        int[] fields = parameters.numbers();
        NarrowFactor factor = new NarrowFactor(
                fields[at + EngineBuffers.MULTIPLIER],
                fields[at + EngineBuffers.LEFT],
                fields[at + EngineBuffers.RIGHT]);
        int value = mode == Mode.ADD ? scaledOperands(sum) : sum + fields[at + EngineBuffers.BIAS];
        long stored = (long) factor.of(value) + get(ComputeRegister.ZERO_POINT);
        return Math.clamp(stored, get(ComputeRegister.MIN), get(ComputeRegister.MAX));
    }

    private int scaledOperands(int packed) {
        int first = (short) packed;
        int second = (packed - first) >> 16;
        NarrowFactor a =
                new NarrowFactor(get(ComputeRegister.MULTIPLIER_A), OPERAND_LEFT, get(ComputeRegister.SHIFT_A));
        NarrowFactor b =
                new NarrowFactor(get(ComputeRegister.MULTIPLIER_B), OPERAND_LEFT, get(ComputeRegister.SHIFT_B));
        return a.of(first - get(ComputeRegister.ZERO_A)) + b.of(second - get(ComputeRegister.ZERO_B));
    }
}
