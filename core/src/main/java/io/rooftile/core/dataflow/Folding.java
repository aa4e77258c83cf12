package io.rooftile.core.dataflow;

import io.rooftile.core.design.Bound;

/// What PE and SIMD make of a stage's loops: folds, stream widths, cycles.
///
/// @param inputFold `C*FY*FX / SIMD`, cycles per group of PE output channels
/// @param outputFold `G*K / PE`
/// @param inputLanes channels of one input word: the narrowest divisor of what can be stored per cycle that keeps
///     collecting a frame within the time of computing it
/// @param readLanes inputs read per cycle
/// @param outputLanes channels of one output word: as many as keep up with `PE` results every `inputFold` cycles
/// @param isKept whether inputs are buffered to be read again
/// @param isFullWindow whether several taps are read at once, from window registers
/// @param windowSlackCycles what window registers may add to the latency: one shift, and what a row's first window
/// takes
///     longer than the others
public record Folding(
        long inputFold,
        long outputFold,
        int inputLanes,
        int readLanes,
        int outputLanes,
        boolean isKept,
        boolean isFullWindow,
        long intervalCycles,
        double unitCycles,
        double pixelCycles,
        long units,
        double lead,
        double windowSlackCycles,
        Bound bound) {

    public static Folding of(StageShape shape, int pe, int simd) {
        return switch (shape.kind()) {
            case MATRIX, CHANNELWISE -> matrix(shape, pe, simd);
            case REDUCE -> reduce(shape, pe);
            case STREAM -> stream(shape, pe);
        };
    }

    /// Cycles between two results of one output lane: `PE` results leave on `outputLanes` within an input fold.
    public long cyclesPerResult(int pe) {
        return Math.max(1, inputFold * outputLanes / pe);
    }

    private static Folding matrix(StageShape shape, int pe, int simd) {
        StageShape.Taps taps = shape.taps();
        boolean isMatrix = shape.kind() == StageShape.Kind.MATRIX;
        int tapInputs = isMatrix ? taps.groupInputs() : 1;
        long inputFold = (long) shape.dotLength() / simd;
        long outputFold = (long) shape.outputChannels() / pe;
        long cycles = Math.multiplyExact(inputFold, outputFold);
        boolean isFullWindow = simd > tapInputs;
        long pixels = shape.outputPixels();
        long compute = Math.multiplyExact(pixels, cycles);
        double slack = 0;
        if (isFullWindow) {
            long rows = taps.outputRows();
            long first = Math.max(cycles, taps.reachColumns());
            long next = Math.max(cycles, taps.strideColumns());
            compute = rows * first + (pixels - rows) * next;
            slack = 1 + first - next;
        }
        int channels = isMatrix ? simd : Math.max(1, pe / taps.groupOutputs());
        int storable = isFullWindow ? shape.inputChannels() : channels;
        int lanes = narrowest(storable, shape.inputPixels() * shape.inputChannels(), compute);
        int readLanes = isFullWindow ? (isMatrix ? simd : simd * channels) : channels;
        long words = shape.inputPixels() * (shape.inputChannels() / lanes);
        int outputLanes = divisorAtLeast(pe, Math.ceilDiv(pe, inputFold));
        boolean isKept = shape.isWindow() || outputFold > 1;
        long interval = Math.max(compute, words);
        Bound bound = words > compute
                ? Bound.INPUT
                : isFullWindow && compute > pixels * cycles ? Bound.CONTROL : Bound.COMPUTE;
        if (!isKept) {
            // Inputs are used as they come: a unit is what one cycle takes.
            return new Folding(
                    inputFold,
                    outputFold,
                    lanes,
                    readLanes,
                    outputLanes,
                    false,
                    false,
                    interval,
                    1,
                    1,
                    shape.inputPixels() * inputFold,
                    inputFold,
                    0,
                    bound);
        }
        return new Folding(
                inputFold,
                outputFold,
                lanes,
                readLanes,
                outputLanes,
                true,
                isFullWindow,
                interval,
                (double) shape.inputChannels() / lanes,
                (double) compute / pixels,
                shape.inputPixels(),
                shape.fill().leadPixels(),
                slack,
                bound);
    }

    private static Folding reduce(StageShape shape, int pe) {
        long perPixel = shape.inputChannels() / pe;
        long words = Math.multiplyExact(shape.inputPixels(), perPixel);
        long perOutput = Math.max(1, shape.inputPixels() / shape.outputPixels());
        int outputLanes = divisorAtLeast(pe, Math.ceilDiv(pe, perOutput));
        long emit = Math.multiplyExact(shape.outputPixels(), (long) shape.outputChannels() / outputLanes);
        return new Folding(
                shape.taps().count(),
                perPixel,
                pe,
                pe,
                outputLanes,
                false,
                false,
                Math.max(words, emit),
                perPixel,
                (double) shape.outputChannels() / outputLanes,
                shape.inputPixels(),
                shape.fill().leadPixels(),
                0,
                Bound.INPUT);
    }

    private static Folding stream(StageShape shape, int pe) {
        long in = Math.multiplyExact(shape.inputPixels(), (long) shape.inputChannels() / pe);
        int outputLanes = Math.min(pe, shape.outputChannels());
        long perPixel = shape.outputChannels() / outputLanes;
        long out = Math.multiplyExact(shape.outputPixels(), perPixel);
        boolean isOneToOne =
                shape.inputPixels() == shape.outputPixels() && shape.fill().equals(WindowFill.POINTWISE);
        return new Folding(
                1,
                perPixel,
                pe,
                pe,
                outputLanes,
                !isOneToOne,
                false,
                Math.max(in, out),
                (double) shape.inputChannels() / pe,
                isOneToOne ? 1 : perPixel,
                shape.inputPixels(),
                shape.fill().leadPixels(),
                0,
                out > in ? Bound.OUTPUT : Bound.INPUT);
    }

    /// The least divisor of a number that moves so many elements in so many cycles; the number itself where none does.
    private static int narrowest(int number, long elements, long cycles) {
        return divisorAtLeast(number, Math.ceilDiv(elements, cycles));
    }

    /// The least divisor of a number that is at least so much; the number itself where it is less.
    public static int divisorAtLeast(int number, long least) {
        if (least <= 1) {
            return 1;
        }
        for (int quotient = (int) Math.max(1, number / least); quotient > 1; quotient--) {
            if (number % quotient == 0) {
                return number / quotient;
            }
        }
        return number;
    }
}
