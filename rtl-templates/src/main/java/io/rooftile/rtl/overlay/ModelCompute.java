package io.rooftile.rtl.overlay;

import io.rooftile.rtl.overlay.ModelLanes.Lane;

/// One job of the compute unit.
///
/// Lanes behind the last pixel compute nothing here.
final class ModelCompute {
    private final EngineShape shape;
    private final EngineBuffers buffers;
    private final int[] registers;
    private final Mode mode;
    private final ModelLanes lanes;
    private final ModelResults results;
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
        this.lanes = new ModelLanes(shape, buffers, registers);
        this.results = new ModelResults(shape, buffers, registers, mode);
        this.features = new int[inputGroups * taps * shape.icp()];
    }

    private static Mode mode(int number) {
        return Numbered.of(Mode.values(), number).orElseThrow(() -> new EngineFault("there is no mode " + number));
    }

    private int get(ComputeRegister register) {
        return registers[register.number()];
    }

    void run() {
        if (mode == Mode.NEIGHBOURS) {
            new ModelNeighbours(shape, buffers, registers, lanes, results).run();
            return;
        }
        Lane[] places = lanes.first();
        for (int first = 0; first < pixels; first += shape.pp()) {
            for (int p = 0; p < places.length && first + p < pixels; p++) {
                pixel(places[p], p, first >> shape.pixelBits());
                places[p] = lanes.advanced(places[p]);
            }
        }
    }

    private void pixel(Lane lane, int p, int pixelGroup) {
        int[] sums = new int[shape.ocp()];
        for (int group = 0; group < get(ComputeRegister.OUTPUT_GROUPS); group++) {
            int pass = group % passes;
            if (group == 0 || (mode.isLanes() && pass == 0)) {
                int source = get(ComputeRegister.SOURCE) + group / passes * get(ComputeRegister.PASS_STEP);
                lanes.gather(lane, p, source, features);
            }
            for (int o = 0; o < sums.length; o++) {
                sums[o] = mode.isLanes() ? laneSum(group, pass, o) : arraySum(group, o);
            }
            results.put(p, pixelGroup, group, sums);
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
            case ARRAY, NEIGHBOURS -> throw new IllegalStateException(mode + " is no sum of a lane's own reads");
        };
    }
}
