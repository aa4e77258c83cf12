package io.rooftile.costmodel.dataflow;

import io.rooftile.core.dataflow.Folding;
import io.rooftile.core.dataflow.StageShape;
import io.rooftile.core.network.Concat;
import io.rooftile.core.network.Upsample;
import java.util.ArrayList;
import java.util.List;

/// One stage of a pipeline: what it does in each cycle with the elements that came.
final class TokenStage {
    private final StageShape shape;
    private final Folding folding;
    private final int pe;
    final long delay;
    final List<TokenEdge> in = new ArrayList<>();
    final List<TokenEdge> out = new ArrayList<>();
    private final TokenWindows windows;
    private final int outputPixels;

    private long collected;
    private long result;
    private long fold;
    private long loadedFor = -1;
    private long loading = -1;
    private long loadLeft;
    long finishedFrames;
    final List<Long> frameEnds = new ArrayList<>();

    TokenStage(StageShape shape, Folding folding, int pe, long delay) {
        this.shape = shape;
        this.folding = folding;
        this.pe = pe;
        this.delay = delay;
        this.outputPixels = Math.toIntExact(shape.outputPixels());
        this.windows = new TokenWindows(shape);
    }

    private boolean hasRoom() {
        return out.stream().allMatch(TokenEdge::hasRoom);
    }

    private void send(long elements, long cycle) {
        for (TokenEdge edge : out) {
            edge.send(elements, cycle + delay);
        }
    }

    private void finishPixel(long cycle) {
        result++;
        if (result % outputPixels == 0) {
            finishedFrames++;
            frameEnds.add(cycle + delay);
        }
    }

    void step(long cycle) {
        switch (shape.kind()) {
            case MATRIX, CHANNELWISE -> {
                if (folding.isKept()) {
                    compute(cycle);
                    collect();
                } else {
                    direct(cycle);
                }
            }
            case REDUCE -> reduce(cycle);
            case STREAM -> {
                if (shape.layer() instanceof Upsample) {
                    compute(cycle);
                    collect();
                } else {
                    stream(cycle);
                }
            }
        }
    }

    /// Takes one word into the line buffer when there is one and room for it.
    private void collect() {
        TokenEdge edge = in.getFirst();
        int channels = shape.inputChannels();
        long pixel = collected / channels;
        if (edge.available >= folding.inputLanes()
                && pixel < windows.freed(result) + shape.fill().bufferPixels()) {
            edge.available -= folding.inputLanes();
            collected += folding.inputLanes();
        }
    }

    private void compute(long cycle) {
        if (fold == 0) {
            if (!hasRoom() || !isWindowThere()) {
                return;
            }
        }
        fold++;
        long folds = shape.kind() == StageShape.Kind.STREAM
                ? (long) shape.outputChannels() / pe
                : folding.inputFold() * folding.outputFold();
        long perResult = shape.kind() == StageShape.Kind.STREAM ? 1 : folding.inputFold();
        if (fold % perResult == 0) {
            send(pe, cycle + 1);
        }
        if (fold == folds) {
            fold = 0;
            finishPixel(cycle + 1);
        }
        load();
    }

    /// Whether the next window may be worked on: all its pixels collected, and where several taps are read at
    /// once, shifted into the window registers.
    private boolean isWindowThere() {
        if (!folding.isFullWindow()) {
            return collected >= windows.needed(result) * shape.inputChannels();
        }
        if (loadedFor < result) {
            load();
            return false;
        }
        return true;
    }

    /// Shifts one column of the window behind the one in use.
    private void load() {
        if (!folding.isFullWindow()) {
            return;
        }
        long next = fold == 0 ? result : result + 1;
        if (loadedFor >= next) {
            return;
        }
        if (loading != next) {
            loading = next;
            int columns = shape.layer().output().shape().width();
            loadLeft = next % columns == 0
                    ? shape.taps().reachColumns()
                    : shape.taps().strideColumns();
        }
        if (loadLeft > 1 || collected >= windows.needed(next) * shape.inputChannels()) {
            loadLeft--;
        }
        if (loadLeft == 0) {
            loadedFor = next;
        }
    }

    /// Uses inputs as they come.
    private void direct(long cycle) {
        TokenEdge edge = in.getFirst();
        if (edge.available >= folding.readLanes() && hasRoom()) {
            edge.available -= folding.readLanes();
            fold++;
            if (fold == folding.inputFold()) {
                fold = 0;
                send(pe, cycle + 1);
                finishPixel(cycle + 1);
            }
        }
    }

    private void reduce(long cycle) {
        TokenEdge edge = in.getFirst();
        if (edge.available >= pe && hasRoom()) {
            edge.available -= pe;
            collected += pe;
            while (collected >= windows.needed(result) * shape.inputChannels()) {
                send(shape.outputChannels(), cycle + 1);
                finishPixel(cycle + 1);
            }
        }
    }

    /// PE elements in, PE elements out; of several inputs either one from each or from each in turn.
    private void stream(long cycle) {
        if (!hasRoom()) {
            return;
        }
        if (shape.layer() instanceof Concat concat) {
            int input = 0;
            long position = fold * pe;
            while (position >= concat.inputs().get(input).shape().channels()) {
                position -= concat.inputs().get(input).shape().channels();
                input++;
            }
            if (in.get(input).available < pe) {
                return;
            }
            in.get(input).available -= pe;
        } else {
            if (in.stream().anyMatch(edge -> edge.available < pe)) {
                return;
            }
            in.forEach(edge -> edge.available -= pe);
        }
        fold++;
        send(pe, cycle + 1);
        if (fold * pe == shape.outputChannels()) {
            fold = 0;
            finishPixel(cycle + 1);
        }
    }
}
