package io.rooftile.rtl.overlay;

import io.rooftile.rtl.overlay.EngineBuffers.Bank;
import java.util.Arrays;

/// One job of the compute unit, with the counters of the hardware: positions and banks come from additions of
/// registers, so that a wrong register gives wrong results.
///
/// Lanes behind the last pixel compute nothing here.
final class ModelCompute {
    private static final int ADDRESS_MASK = 0xFFFF;
    private static final int OPERAND_LEFT = 20;

    private final EngineShape shape;
    private final EngineBuffers buffers;
    private final int[] registers;
    private final Mode mode;
    private final int pixels;
    private final int inputGroups;
    private final int taps;
    private final int passes;

    /// What a lane reads for one group of output channels: by input group, filter row, filter column, channel.
    private final int[] features;

    ModelCompute(EngineShape shape, EngineBuffers buffers, int[] registers) {
        this.shape = shape;
        this.buffers = buffers;
        this.registers = registers;
        this.mode = mode(get(ComputeRegister.MODE));
        this.pixels = get(ComputeRegister.PIXELS);
        this.inputGroups = get(ComputeRegister.INPUT_GROUPS);
        this.taps = get(ComputeRegister.FY) * get(ComputeRegister.FX);
        this.passes = get(ComputeRegister.PASSES);
        this.features = new int[inputGroups * taps * shape.icp()];
    }

    private static Mode mode(int number) {
        return Numbered.of(Mode.values(), number).orElseThrow(() -> new EngineFault("there is no mode " + number));
    }

    private int get(ComputeRegister register) {
        return registers[register.number()];
    }

    void run() {
        Lane[] lanes = new Lane[shape.pp()];
        Lane next = new Lane(
                get(ComputeRegister.LANE_COLUMN),
                get(ComputeRegister.LANE_X),
                get(ComputeRegister.LANE_Y),
                get(ComputeRegister.LANE_ROW));
        for (int p = 0; p < lanes.length; p++) {
            lanes[p] = next;
            next = moved(next, 1, get(ComputeRegister.PHASES), 0, 0);
        }
        for (int first = 0; first < pixels; first += shape.pp()) {
            for (int p = 0; p < lanes.length && first + p < pixels; p++) {
                pixel(lanes[p], p, first >> shape.pixelBits());
                lanes[p] = moved(
                        lanes[p],
                        get(ComputeRegister.COLUMN_ADVANCE),
                        get(ComputeRegister.X_ADVANCE),
                        get(ComputeRegister.Y_ADVANCE),
                        get(ComputeRegister.ROW_ADVANCE));
            }
        }
    }

    /// Where a lane's pixel is.
    ///
    /// @param column output column
    /// @param x `column` times the column stride
    /// @param y output row times the row stride
    /// @param row `y` times the words of a row
    private record Lane(int column, int x, int y, int row) {}

    private Lane moved(Lane lane, int columns, int x, int y, int row) {
        int width = get(ComputeRegister.TILE_WIDTH);
        boolean wraps = lane.column() + columns - get(ComputeRegister.LANE_COLUMN) >= width;
        return new Lane(
                lane.column() + columns - (wraps ? width : 0),
                lane.x() + x - (wraps ? get(ComputeRegister.X_WRAP) : 0),
                lane.y() + y + (wraps ? get(ComputeRegister.SY) : 0),
                lane.row() + row + (wraps ? get(ComputeRegister.ROW_WRAP) : 0));
    }

    private void pixel(Lane lane, int p, int pixelGroup) {
        int words = get(ComputeRegister.WORDS);
        int target = get(ComputeRegister.TARGET) + pixelGroup * words;
        int[] sums = new int[shape.ocp()];
        for (int group = 0; group < get(ComputeRegister.OUTPUT_GROUPS); group++) {
            int pass = group % passes;
            if (group == 0 || (mode.isLanes() && pass == 0)) {
                gather(lane, p, get(ComputeRegister.SOURCE) + group / passes * get(ComputeRegister.PASS_STEP));
            }
            for (int o = 0; o < sums.length; o++) {
                sums[o] = mode.isLanes() ? laneSum(group, pass, o) : arraySum(group, o);
            }
            for (int o = 0; o < sums.length; o++) {
                int channel = mode.isLanes() ? pass * shape.ocp() + o : group * shape.ocp() + o;
                boolean spills = mode.isLanes() && channel >= shape.icp();
                int word = channel / shape.icp() + (mode.isLanes() ? group / passes : 0);
                if (!spills && word < words) {
                    Bank bank = buffers.outputs(p);
                    bank.numbers()[bank.writing(target + word) + channel % shape.icp()] = result(group, o, sums[o]);
                }
            }
        }
    }

    /// Reads all taps of a pixel.
    private void gather(Lane lane, int p, int source) {
        int rowPhase = get(ComputeRegister.ROW_PHASE_START);
        int turn = get(ComputeRegister.ROTATION_START);
        int y = lane.y() + get(ComputeRegister.Y_START);
        int row = source + lane.row();
        for (int fy = 0; fy < get(ComputeRegister.FY); fy++) {
            boolean isRow = y >= 0 && y < get(ComputeRegister.ROWS);
            int phase = get(ComputeRegister.PHASE_START);
            int column = get(ComputeRegister.COLUMN_START);
            int columnTurn = 0;
            int x = lane.x() + get(ComputeRegister.X_START);
            for (int fx = 0; fx < get(ComputeRegister.FX); fx++) {
                boolean isInside = isRow && x >= 0 && x < get(ComputeRegister.COLUMNS);
                int address =
                        row + phase * get(ComputeRegister.PHASE_STEP) + ((lane.column() + column) >> shape.pixelBits());
                int phaseTurn = BankOrder.ofPhase(shape, get(ComputeRegister.PHASES), phase);
                int bank = Math.floorMod(p + turn + columnTurn + phaseTurn, shape.pp());
                for (int group = 0; group < inputGroups; group++) {
                    int to = (group * taps + fy * get(ComputeRegister.FX) + fx) * shape.icp();
                    read(isInside, bank, address + group * get(ComputeRegister.GROUP_STEP), to);
                }
                x += get(ComputeRegister.DX);
                phase += get(ComputeRegister.DX_REMAINDER);
                int columns = get(ComputeRegister.DX_QUOTIENT);
                if (phase >= get(ComputeRegister.PHASES)) {
                    phase -= get(ComputeRegister.PHASES);
                    columns++;
                }
                column += columns;
                columnTurn += columns;
            }
            y += get(ComputeRegister.DY);
            row += get(ComputeRegister.TAP_ROW_STEP);
            rowPhase += get(ComputeRegister.DY_REMAINDER);
            turn += get(ComputeRegister.DY_ROTATION);
            if (rowPhase >= get(ComputeRegister.SY)) {
                rowPhase -= get(ComputeRegister.SY);
                turn += get(ComputeRegister.ROW_ROTATION);
            }
        }
    }

    private void read(boolean isInside, int bank, int address, int to) {
        if (isInside) {
            Bank from = buffers.features(bank);
            System.arraycopy(from.numbers(), from.reading(address & ADDRESS_MASK), features, to, shape.icp());
        } else {
            Arrays.fill(features, to, to + shape.icp(), get(ComputeRegister.PAD_VALUE));
        }
    }

    private int arraySum(int group, int lane) {
        int words = inputGroups * taps;
        int sum = 0;
        int[] weights = buffers.weights().numbers();
        for (int word = 0; word < words; word++) {
            int from =
                    buffers.weights().reading(get(ComputeRegister.WEIGHTS) + group * words + word) + lane * shape.icp();
            int at = word * shape.icp();
            for (int i = 0; i < shape.icp(); i++) {
                sum += features[at + i] * weights[from + i];
            }
        }
        return sum;
    }

    private int laneSum(int group, int pass, int lane) {
        int channel = pass * shape.ocp() + lane;
        if (channel >= shape.icp()) {
            return 0;
        }
        int sum = features[channel];
        return switch (mode) {
            case ADD -> sum + (features[shape.icp() + channel] << 16);
            case MAXIMUM -> {
                for (int tap = 1; tap < taps; tap++) {
                    sum = Math.max(sum, features[tap * shape.icp() + channel]);
                }
                yield sum;
            }
            case SUM -> {
                for (int tap = 1; tap < taps; tap++) {
                    sum += features[tap * shape.icp() + channel];
                }
                yield sum;
            }
            case DEPTHWISE -> {
                sum = 0;
                int first = get(ComputeRegister.WEIGHTS) + group * Math.ceilDiv(taps, shape.icp());
                for (int tap = 0; tap < taps; tap++) {
                    int word = buffers.weights().reading(first + tap / shape.icp());
                    int weight = buffers.weights().numbers()[word + lane * shape.icp() + tap % shape.icp()];
                    sum += features[tap * shape.icp() + channel] * weight;
                }
                yield sum;
            }
            case ARRAY -> throw new IllegalStateException("the array sums over channels");
        };
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
