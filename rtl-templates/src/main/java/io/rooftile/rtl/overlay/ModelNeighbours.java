package io.rooftile.rtl.overlay;

import io.rooftile.rtl.overlay.EngineBuffers.Bank;
import io.rooftile.rtl.overlay.ModelLanes.Lane;
import org.jspecify.annotations.Nullable;

/// One job of [Mode#NEIGHBOURS]: what a round reads is summed in the next round, when the neighbours of its first and
/// last lane are known: the last lane's word of the round before and the first lane's of the round behind.
///
/// Lanes behind the last pixel compute nothing here.
final class ModelNeighbours {
    private static final int LEFT = -1;
    private static final int RIGHT = 1;

    private final EngineShape shape;
    private final EngineBuffers buffers;
    private final int[] registers;
    private final ModelLanes lanes;
    private final ModelResults results;
    private final int taps;

    ModelNeighbours(EngineShape shape, EngineBuffers buffers, int[] registers, ModelLanes lanes, ModelResults results) {
        this.shape = shape;
        this.buffers = buffers;
        this.registers = registers;
        this.lanes = lanes;
        this.results = results;
        this.taps = get(ComputeRegister.FY) * get(ComputeRegister.FX);
    }

    private int get(ComputeRegister register) {
        return registers[register.number()];
    }

    /// What lanes read.
    ///
    /// @param group of output channels
    /// @param pixelGroup of `PP` pixels
    /// @param places of the lanes that have a pixel
    /// @param words by lane, then tap and channel
    @SuppressWarnings("ArrayRecordComponent") // Made once, never compared.
    private record Round(int group, int pixelGroup, Lane[] places, int[][] words) {}

    void run() {
        int pixels = get(ComputeRegister.PIXELS);
        int pixelGroups = Math.ceilDiv(pixels, shape.pp());
        Lane[] places = lanes.first();
        Round before = null;
        Round round = null;
        for (int group = 0; group < get(ComputeRegister.OUTPUT_GROUPS); group++) {
            for (int pixelGroup = 0; pixelGroup < pixelGroups; pixelGroup++) {
                int count = Math.min(shape.pp(), pixels - pixelGroup * shape.pp());
                Round behind = read(group, pixelGroup, places, count);
                if (round != null) {
                    sum(before, round, behind);
                }
                before = round;
                round = behind;
                for (int p = 0; p < places.length; p++) {
                    places[p] = pixelGroup == pixelGroups - 1 ? lanes.rewound(places[p]) : lanes.advanced(places[p]);
                }
            }
        }
        if (round != null) {
            sum(before, round, null);
        }
    }

    private Round read(int group, int pixelGroup, Lane[] places, int count) {
        int word = group / get(ComputeRegister.PASSES);
        int source = get(ComputeRegister.SOURCE) + word * get(ComputeRegister.PASS_STEP);
        int[][] words = new int[count][taps * shape.icp()];
        Lane[] own = new Lane[count];
        for (int p = 0; p < count; p++) {
            own[p] = places[p];
            lanes.gather(places[p], p, source, words[p]);
        }
        return new Round(group, pixelGroup, own, words);
    }

    private void sum(@Nullable Round before, Round round, @Nullable Round behind) {
        int pass = round.group() % get(ComputeRegister.PASSES);
        int[] numbers = buffers.weights().numbers();
        for (int p = 0; p < round.words().length; p++) {
            int[] sums = new int[shape.ocp()];
            for (int o = 0; o < sums.length; o++) {
                int channel = pass * shape.ocp() + o;
                for (int tap = 0; tap < taps && channel < shape.icp(); tap++) {
                    Bank weights = buffers.weights();
                    int weight = weights.reading(get(ComputeRegister.WEIGHTS) + round.group() * taps + tap)
                            + o * shape.icp();
                    int at = tap * shape.icp() + channel;
                    sums[o] += numbers[weight] * neighbour(round, before, p, LEFT, at)
                            + numbers[weight + 1] * round.words()[p][at]
                            + numbers[weight + 2] * neighbour(round, behind, p, RIGHT, at);
                }
            }
            results.put(p, round.pixelGroup(), round.group(), sums);
        }
    }

    /// What the lane to one side has read at the same tap, or beyond it that of another round.
    private int neighbour(Round round, @Nullable Round other, int p, int side, int at) {
        int tap = at / shape.icp();
        int x = round.places()[p].x()
                + get(ComputeRegister.X_START)
                + tap % get(ComputeRegister.FX) * get(ComputeRegister.DX);
        int beside = x + side * get(ComputeRegister.PHASES);
        if (beside < 0 || beside >= get(ComputeRegister.COLUMNS)) {
            return get(ComputeRegister.PAD_VALUE);
        }
        int lane = p + side;
        if (lane >= 0 && lane < round.words().length) {
            return round.words()[lane][at];
        }
        if (other == null || (side == LEFT && other.words().length < shape.pp())) {
            throw new EngineFault("a pixel's neighbour in column " + beside + " is read by no lane");
        }
        return other.words()[side == LEFT ? shape.pp() - 1 : 0][at];
    }
}
