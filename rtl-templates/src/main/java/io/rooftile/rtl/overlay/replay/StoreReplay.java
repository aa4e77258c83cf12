package io.rooftile.rtl.overlay.replay;

import io.rooftile.rtl.overlay.StoreKind;
import io.rooftile.rtl.overlay.StoreRegister;
import io.rooftile.rtl.overlay.Token;
import io.rooftile.rtl.overlay.Unit;
import java.util.ArrayDeque;
import java.util.Deque;

/// `overlay_store`.
final class StoreReplay {
    private static final int MOST_LENGTHS = 16;
    private static final int MOST_CHUNKS = 4;
    private static final int MOST_MARKS = 4;

    /// A job whose responses have not all come.
    private record Mark(int burst, int tokens) {}

    final UnitQueue queue;
    final BurstWalk bursts;
    private final EngineTiming engine;
    private final ChunkWalk writer;
    /// Beats of the bursts whose data has not all been sent.
    private final Deque<Integer> lengths = new ArrayDeque<>();
    /// Chunks that were read, each with whether it is the last one of its job.
    private final Deque<Boolean> chunks = new ArrayDeque<>();

    private final Deque<Mark> marks = new ArrayDeque<>();
    private boolean isActive;
    private boolean isWalking;
    private boolean isToBanks;
    private int tokens;
    private int columns;
    private int segments;
    private int column;
    private int segmentsLeft;
    private int rowsLeft;
    private boolean isRead;
    private boolean isReadLast;
    private int inFlight;
    private int beat;
    private int sentOfBurst;
    private int asked;
    private int answered;
    /// Whether the last burst's response is still to come.
    private boolean isOwed;

    StoreReplay(EngineTiming engine) {
        this.engine = engine;
        queue = UnitQueue.of(Unit.STORE, engine);
        bursts = new BurstWalk(engine.portBytes());
        writer = new ChunkWalk(engine.chunkWords());
    }

    boolean isIdle() {
        return !isActive && marks.isEmpty() && !writer.isBusy();
    }

    boolean isOpen() {
        return !isActive && !bursts.isBusy() && marks.size() < (engine.isSmall() ? 1 : MOST_MARKS);
    }

    boolean isAsking() {
        return bursts.isBusy() && (engine.isSmall() ? lengths.isEmpty() && !isOwed : lengths.size() < MOST_LENGTHS);
    }

    boolean isDataValid() {
        return !chunks.isEmpty() && !isToBanks && !lengths.isEmpty();
    }

    boolean isDataLast() {
        return sentOfBurst + 1 == lengths.element();
    }

    /// Whether the feature banks are written in this cycle.
    boolean isWritingBanks() {
        return !chunks.isEmpty() && isToBanks && writer.isWriting();
    }

    /// @param isSent whether memory takes the beat that is offered
    private boolean isStep(boolean isSent) {
        boolean hasRoom = engine.isSmall()
                ? chunks.isEmpty() || (isSent && beat == engine.wordBeats() - 1)
                : inFlight < MOST_CHUNKS;
        return isWalking && hasRoom;
    }

    private boolean isWalkEnd() {
        return column + engine.chunkWords() >= columns && segmentsLeft == 1 && rowsLeft == 1;
    }

    /// Tokens that are given in this cycle because the last word was read.
    ///
    /// @param isSent whether memory takes the beat that is offered
    int givenByReads(boolean isSent) {
        return isStep(isSent) && isWalkEnd() ? tokens & 1 << Token.S2C_FREE.giveBit() : 0;
    }

    /// Tokens that are given in this cycle because all is written.
    int givenByWrites() {
        return isAnswered() ? marks.element().tokens() : 0;
    }

    /// Whether all of a job is written in this cycle.
    boolean isAnswered() {
        // A small engine does one burst at a time.
        return !marks.isEmpty()
                && (engine.isSmall()
                        ? !bursts.isBusy() && lengths.isEmpty() && !isOwed
                        : answered - marks.element().burst() >= 0);
    }

    /// The clock edge.
    ///
    /// @param isBurstTaken whether memory takes the burst that is offered
    /// @param isSent whether memory takes the beat that is offered
    /// @param isAnswer whether a response comes
    void step(boolean isStarted, boolean isBurstTaken, boolean isSent, boolean isAnswer) {
        boolean areRegistersFree = !engine.isSmall() || (!bursts.isBusy() && !isWalking);
        boolean isStep = isStep(isSent);
        boolean isWalkEnd = isStep && isWalkEnd();
        boolean isChunk = !chunks.isEmpty();
        boolean isBeatEnd = beat == engine.wordBeats() - 1;
        boolean isChunkTaken = isChunk && (isToBanks ? writer.isReady(true) : isSent && isBeatEnd);
        boolean isJobSent = isChunkTaken && chunks.element();
        boolean isMarkGone = isAnswered();
        isOwed = (isSent && isDataLast()) || (isOwed && !isAnswer);
        if (isSent) {
            boolean isLast = isDataLast();
            beat = isBeatEnd ? 0 : beat + 1;
            sentOfBurst = isLast ? 0 : sentOfBurst + 1;
            if (isLast) {
                lengths.removeFirst();
            }
        }
        if (isChunk && isToBanks && writer.isBusy()) {
            writer.step();
        }
        if (isChunkTaken) {
            chunks.removeFirst();
        }
        if (engine.isSmall()) {
            if (isStep) {
                chunks.addLast(isWalkEnd);
            }
        } else {
            if (isRead) {
                chunks.addLast(isReadLast);
            }
            isRead = isStep;
            isReadLast = isWalkEnd;
        }
        inFlight += (isStep ? 1 : 0) - (isChunkTaken ? 1 : 0);
        if (isStep) {
            walk();
        }
        if (isMarkGone) {
            marks.removeFirst();
        }
        if (isActive && isJobSent) {
            marks.addLast(new Mark(asked, tokens & ~(1 << Token.S2C_FREE.giveBit())));
            isActive = false;
        }
        if (isBurstTaken) {
            lengths.addLast(bursts.beats());
            bursts.advance();
            asked++;
        }
        answered += isAnswer ? 1 : 0;
        if (isStarted) {
            start();
        }
        queue.step(isStarted, areRegistersFree);
    }

    private void walk() {
        column += engine.chunkWords();
        if (column < columns) {
            return;
        }
        column = 0;
        segmentsLeft--;
        if (segmentsLeft > 0) {
            return;
        }
        segmentsLeft = segments;
        rowsLeft--;
        isWalking = rowsLeft > 0;
    }

    private void start() {
        isActive = true;
        isWalking = true;
        tokens = queue.tokens();
        isToBanks = register(StoreRegister.KIND) == StoreKind.BANKS.number();
        columns = register(StoreRegister.COLUMNS);
        segments = register(StoreRegister.SEGMENTS);
        segmentsLeft = segments;
        rowsLeft = register(StoreRegister.ROWS);
        column = 0;
        if (isToBanks) {
            writer.start(columns, 0, segments, rowsLeft, register(StoreRegister.PHASES), 0);
        } else {
            bursts.start(queue.registers);
        }
    }

    private int register(StoreRegister register) {
        return queue.registers[register.number()];
    }
}
