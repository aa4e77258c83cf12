package io.rooftile.costmodel.overlay;

import io.rooftile.core.design.LoopOrder;

/// An oracle for [TileCost]: walks all tiles of a convolution, keeps what the buffers hold, and counts. Shares no
/// formula with the closed form but the rule that joins the units' times.
final class LoopNestCounter {
    private final LayerShape shape;
    private final Engine engine;
    private final int kAll;
    private final int cAll;
    private final int kTile;
    private final int cTile;
    private final int rows;
    private final int columns;
    private final int residence;

    private long compute;
    private long inputBytes;
    private long secondBytes;
    private long weightBytes;
    private long outputBytes;
    private long loadRuns;
    private long storeRuns;
    private long firstBytes;
    private long firstRuns;
    private long firstGroup;
    private long lastCompute;
    long cycles;
    long bytes;

    LoopNestCounter(LayerShape shape, Engine engine, int rows, int columns, int kTile, int cTile, int residence) {
        this.shape = shape;
        this.engine = engine;
        this.rows = rows;
        this.columns = columns;
        this.kTile = kTile;
        this.cTile = cTile;
        this.residence = residence;
        this.kAll = (shape.channels().output() + engine.ocp - 1) / engine.ocp;
        this.cAll = (shape.channels().input() + engine.icp - 1) / engine.icp;
    }

    private boolean loads(int bit) {
        return (residence & bit) == 0;
    }

    void count(LoopOrder order) {
        int bands = (shape.output().rows() + rows - 1) / rows;
        int strips = (shape.output().columns() + columns - 1) / columns;
        int pixels = bands * strips;
        int outputs = (kAll + kTile - 1) / kTile;
        int outer = order == LoopOrder.WEIGHTS_OUTER ? outputs : pixels;
        int inner = order == LoopOrder.WEIGHTS_OUTER ? pixels : outputs;
        String heldFeatures = "";
        String heldWeights = "";
        boolean isFirst = true;
        for (int i = 0; i < outer; i++) {
            for (int j = 0; j < inner; j++) {
                int k = order == LoopOrder.WEIGHTS_OUTER ? i : j;
                int p = order == LoopOrder.WEIGHTS_OUTER ? j : i;
                for (int c = 0; c * cTile < cAll; c++) {
                    long bytesBefore = inputBytes + secondBytes + weightBytes;
                    long runsBefore = loadRuns;
                    boolean isLastInput = (c + 1) * cTile >= cAll;
                    if (!heldFeatures.equals(p + "/" + c)) {
                        loadFeatures(p / strips, p % strips, strips, c);
                        heldFeatures = p + "/" + c;
                    }
                    if (!heldWeights.equals(k + "/" + c)) {
                        loadWeights(k, c, isLastInput);
                        heldWeights = k + "/" + c;
                    }
                    if (isLastInput) {
                        moveOutputs(p / strips, p % strips, strips, k, outputs);
                    }
                    if (isFirst) {
                        firstBytes = inputBytes + secondBytes + weightBytes - bytesBefore;
                        firstRuns = loadRuns - runsBefore;
                        isFirst = false;
                    }
                    computeTile(p / strips, p % strips, k, c, isLastInput);
                }
            }
        }
        join();
    }

    private int height(int band) {
        return Math.min(rows, shape.output().rows() - band * rows);
    }

    private int width(int strip) {
        return Math.min(columns, shape.output().columns() - strip * columns);
    }

    private int groups(int all, int tile, int index) {
        return Math.min(tile, all - index * tile);
    }

    /// Marks each input row or column that some output of the tile reads, and those between them.
    private static int touched(LayerShape.Axis axis, int first, int count, int size) {
        boolean[] read = new boolean[size];
        int span = (axis.filter() - 1) * axis.dilation() + 1;
        for (int o = first; o < first + count; o++) {
            for (int f = 0; f < span; f++) {
                int at = o * axis.stride() - axis.before() + f;
                if (at >= 0 && at < size) {
                    read[at] = true;
                }
            }
        }
        int touched = 0;
        for (boolean is : read) {
            touched += is ? 1 : 0;
        }
        return touched;
    }

    private void loadFeatures(int band, int strip, int strips, int c) {
        if (!loads(Residence.INPUT)) {
            return;
        }
        LayerShape.Axis vertical = shape.sampling().row();
        int height = touched(vertical, band * rows, height(band), shape.input().rows());
        int width = touched(
                shape.sampling().column(),
                strip * columns,
                width(strip),
                shape.input().columns());
        int words = groups(cAll, cTile, c);
        inputBytes += (long) height * width * words * engine.featureWordBytes;
        boolean isOneRun =
                strips == 1 && words == cAll && vertical.stride() <= (vertical.filter() - 1) * vertical.dilation() + 1;
        loadRuns += isOneRun ? 1 : height;
    }

    private void loadWeights(int k, int c, boolean isLastInput) {
        if (!loads(Residence.WEIGHTS)) {
            return;
        }
        long words = (long) groups(kAll, kTile, k)
                * groups(cAll, cTile, c)
                * shape.work().weightTaps();
        // Parameters come with the first input channels of each tile; here they are counted once per tile.
        words += isLastInput ? groups(kAll, kTile, k) * engine.parameterWords : 0;
        weightBytes += words * engine.weightWordBytes;
        loadRuns++;
    }

    private void moveOutputs(int band, int strip, int strips, int k, int outputs) {
        int wordsBefore = words(k * kTile * engine.ocp);
        int words = words(Math.min(shape.channels().output(), (k + 1) * kTile * engine.ocp)) - wordsBefore;
        long moved = (long) height(band) * width(strip) * words * engine.featureWordBytes;
        int runs = outputs == 1 && strips == 1 ? 1 : height(band);
        if (shape.work().isFused() && loads(Residence.SECOND)) {
            secondBytes += moved;
            loadRuns += runs;
        }
        if (loads(Residence.OUTPUT)) {
            outputBytes += moved;
            storeRuns += runs;
        }
    }

    private int words(int channels) {
        return (channels + engine.icp - 1) / engine.icp;
    }

    private void computeTile(int band, int strip, int k, int c, boolean isLastInput) {
        long perGroup = (long) groups(cAll, cTile, c) * shape.work().taps();
        if (isLastInput) {
            perGroup = Math.max(perGroup + (shape.work().isFused() ? 1 : 0), Engine.DRAIN_CYCLES);
        }
        int pixels = height(band) * width(strip);
        long groups = (long) ((pixels + engine.pp - 1) / engine.pp) * groups(kAll, kTile, k);
        if (firstGroup == 0 && isLastInput) {
            firstGroup = compute + perGroup + engine.timing.tileCycles();
        }
        lastCompute = groups * perGroup + engine.timing.tileCycles();
        compute += lastCompute;
    }

    private long moved(long ofBytes, long runs) {
        return ofBytes == 0 ? 0 : engine.portCycles(ofBytes) + (runs + ofBytes / 4096) * engine.timing.burstCycles();
    }

    private void join() {
        long load = inputBytes + secondBytes + weightBytes;
        bytes = load + outputBytes;
        long group = outputBytes == 0
                ? 0
                : engine.portCycles((long) engine.pp * words(engine.ocp) * engine.featureWordBytes);
        long first = moved(firstBytes, firstRuns);
        long longest = first + compute + group;
        longest = Math.max(longest, moved(load, loadRuns) + lastCompute + group);
        longest = Math.max(longest, first + firstGroup + moved(outputBytes, storeRuns));
        longest = Math.max(longest, Engine.cycles(bytes, engine.memoryCyclesPerByte));
        cycles = longest + engine.timing.layerCycles() + (load == 0 ? 0 : engine.timing.latencyCycles());
    }
}
