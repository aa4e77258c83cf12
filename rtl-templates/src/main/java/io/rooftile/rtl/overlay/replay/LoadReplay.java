package io.rooftile.rtl.overlay.replay;

import io.rooftile.rtl.overlay.LoadKind;
import io.rooftile.rtl.overlay.LoadRegister;
import io.rooftile.rtl.overlay.Numbered;
import io.rooftile.rtl.overlay.Unit;

/// `overlay_load`.
final class LoadReplay {
    final UnitQueue queue;
    private final boolean isSmall;
    final BurstWalk bursts;
    private final ChunkWalk writer;
    private final UnpackWalk features;
    private final UnpackWalk weights;
    private final UnpackWalk parameters;
    private int[] taken = new int[0];
    private boolean hasNext;
    private int nextTokens;
    private boolean isBusy;
    private int tokens;
    private LoadKind kind = LoadKind.FEATURES;
    private int wordsLeft;

    LoadReplay(EngineTiming engine) {
        queue = UnitQueue.of(Unit.LOAD, engine);
        isSmall = engine.isSmall();
        bursts = new BurstWalk(engine.portBytes());
        writer = new ChunkWalk(engine.chunkWords());
        features = new UnpackWalk(engine.portBytes(), engine.portBytes() * engine.wordBeats());
        weights = new UnpackWalk(engine.portBytes(), engine.weightBytes());
        parameters = new UnpackWalk(engine.portBytes(), engine.parameterBytes());
    }

    boolean isIdle() {
        return !hasNext && !isBusy;
    }

    /// Whether the job that waits may begin, but for its tokens.
    boolean isOpen() {
        return !bursts.isBusy() && !hasNext;
    }

    /// Whether a beat that is offered is taken.
    boolean isBeatReady(boolean areBanksReady) {
        return isTaking()
                && switch (kind) {
                    case FEATURES -> features.isReady(writer.isReady(areBanksReady), writer.isEnding());
                    case WEIGHTS -> weights.isReady(true, wordsLeft == 1);
                    case PARAMETERS -> parameters.isReady(true, wordsLeft == 1);
                };
    }

    /// A job that ends takes no beat of the next one.
    private boolean isTaking() {
        return isBusy && !isFinished();
    }

    /// Whether a job ends in this cycle.
    boolean isFinished() {
        return isBusy && (kind == LoadKind.FEATURES ? !writer.isBusy() : wordsLeft == 0);
    }

    /// Tokens that the job that ends in this cycle gives, 0 when none ends.
    int given() {
        return isFinished() ? tokens : 0;
    }

    /// The clock edge.
    ///
    /// @param isBeat whether memory offers a beat for this unit
    /// @param isStarted whether the job that waits begins
    void step(boolean isBeat, boolean areBanksReady, boolean isStarted, boolean isBurstTaken) {
        boolean isFinished = isFinished();
        boolean areRegistersFree = !isSmall || isOpen();
        boolean isBegun = hasNext && (!isBusy || isFinished);
        boolean isOffered = isBeat && isTaking();
        boolean isFeatureBeat = isOffered && kind == LoadKind.FEATURES;
        boolean isChunk = features.isValid(isFeatureBeat);
        boolean isChunkTaken = writer.isReady(areBanksReady);
        boolean isEnding = writer.isEnding();
        boolean isLastWord = wordsLeft == 1;
        boolean isWeightBeat = isOffered && kind == LoadKind.WEIGHTS;
        boolean isParameterBeat = isOffered && kind == LoadKind.PARAMETERS;
        boolean isWritten = weights.isValid(isWeightBeat) || parameters.isValid(isParameterBeat);
        features.step(isFeatureBeat, isChunkTaken, isEnding);
        weights.step(isWeightBeat, true, isLastWord);
        parameters.step(isParameterBeat, true, isLastWord);
        if (writer.isBusy() && isChunk && areBanksReady) {
            writer.step();
        }
        if (isWritten) {
            wordsLeft--;
        }
        isBusy = isBegun || (isBusy && !isFinished);
        hasNext = isStarted || (hasNext && !isBegun);
        if (isBegun) {
            begin();
        }
        if (isBurstTaken) {
            bursts.advance();
        }
        if (isStarted) {
            taken = queue.registers.clone();
            nextTokens = queue.tokens();
            bursts.start(taken);
        }
        queue.step(isStarted, areRegistersFree);
    }

    private void begin() {
        tokens = nextTokens;
        kind = Numbered.of(LoadKind.values(), register(LoadRegister.KIND)).orElseThrow();
        wordsLeft = register(LoadRegister.COLUMNS);
        if (kind == LoadKind.FEATURES) {
            writer.start(
                    register(LoadRegister.COLUMNS),
                    register(LoadRegister.SKIP),
                    register(LoadRegister.SEGMENTS),
                    register(LoadRegister.ROWS),
                    register(LoadRegister.PHASES),
                    register(LoadRegister.DOUBLINGS));
        }
    }

    private int register(LoadRegister register) {
        return taken[register.number()];
    }
}
