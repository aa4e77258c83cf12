package io.rooftile.costmodel.overlay;

/// `overlay_load`. Mutable and reused.
final class LoadClock {
    final UnitQueue queue = new UnitQueue();
    final BurstClock bursts = new BurstClock();
    private final ChunkClock writer = new ChunkClock();
    private final UnpackClock features = new UnpackClock();
    private final UnpackClock weights = new UnpackClock();
    private final UnpackClock parameters = new UnpackClock();
    private JobList jobs = new JobList();
    private boolean isSmall;
    /// The job whose beats have not begun to arrive, and the one whose beats arrive.
    private int next;
    private int current;
    private boolean hasNext;
    private boolean isBusy;
    private int wordsLeft;
    private int programBeats;

    void clear(Engine engine, JobList newJobs) {
        jobs = newJobs;
        isSmall = engine.isSmall;
        queue.clear(newJobs.loadInstructions, newJobs.loads, isSmall);
        bursts.clear(engine);
        writer.clear(engine);
        features.clear(engine.beatBytes, Math.max(engine.wordBytes, engine.beatBytes));
        weights.clear(engine.beatBytes, engine.weightWordBytes);
        parameters.clear(engine.beatBytes, engine.parameterWordBytes);
        programBeats = newJobs.programBeats(engine);
        current = 0;
        wordsLeft = 0;
        hasNext = false;
        isBusy = false;
    }

    boolean isIdle() {
        return !hasNext && !isBusy;
    }

    /// Whether registers may be set: a small engine has one set of them.
    boolean areRegistersFree() {
        return !isSmall || isOpen();
    }

    /// Whether the job that waits may begin, but for those that it waits for.
    boolean isOpen() {
        return !hasNext && !bursts.isBusy();
    }

    private boolean areFeatures() {
        return jobs.loadKind[current] == JobList.FEATURES;
    }

    private boolean areWeights() {
        return jobs.loadKind[current] == JobList.WEIGHTS;
    }

    /// Whether the job whose beats arrive ends in this cycle.
    boolean isFinished() {
        return isBusy && (areFeatures() ? !writer.isBusy() : wordsLeft == 0);
    }

    /// The job whose beats arrive.
    int current() {
        return current;
    }

    /// Whether something moves without a beat.
    boolean isMoving() {
        return isBusy ? isFinished() || features.isFull() || weights.isFull() || parameters.isFull() : hasNext;
    }

    /// A job that ends takes no beat of the next one.
    private boolean isTaking() {
        return isBusy && !isFinished();
    }

    /// Whether a beat that is offered is taken.
    ///
    /// @param areBanksReady whether the feature banks take what this unit writes
    boolean isBeatReady(boolean areBanksReady) {
        if (!isTaking()) {
            return false;
        }
        return areFeatures()
                ? features.isReady(areBanksReady && writer.isReady(), writer.isEnding())
                : areWeights() ? weights.isReady(true, wordsLeft == 1) : parameters.isReady(true, wordsLeft == 1);
    }

    private UnpackClock unpacker() {
        return areFeatures() ? features : areWeights() ? weights : parameters;
    }

    /// Whether a beat in each cycle is taken until the last ones.
    boolean isStreaming() {
        return isTaking() && unpacker().isSteady() && (!areFeatures() || writer.isWide());
    }

    int beatsOfUnit() {
        return unpacker().beats();
    }

    int unitsLeft() {
        return areFeatures() ? writer.chunksLeft() : wordsLeft;
    }

    int have() {
        return unpacker().have();
    }

    /// Beats were taken.
    void pass(int newUnitsLeft, int newHave) {
        unpacker().pass(newHave);
        if (areFeatures()) {
            writer.pass(newUnitsLeft);
        } else {
            wordsLeft = newUnitsLeft;
        }
    }

    /// The clock edge.
    ///
    /// @param isBeat whether memory offers a beat for this unit
    /// @param isStarted whether the job that waits begins
    /// @param areBanksReady whether the feature banks take what this unit writes
    /// @param isAsked whether a burst is taken
    void step(boolean isBeat, boolean areBanksReady, boolean isStarted, boolean isAsked) {
        boolean isFinished = isFinished();
        boolean areRegistersFree = areRegistersFree();
        boolean isBegun = hasNext && (!isBusy || isFinished);
        boolean isOffered = isBeat && isBusy && !isFinished;
        if (isBusy) {
            arrive(isOffered, areBanksReady);
        }
        isBusy = isBegun || (isBusy && !isFinished);
        hasNext = isStarted || (hasNext && !isBegun);
        if (isBegun) {
            begin();
        }
        if (isAsked) {
            bursts.advance();
        }
        if (isStarted) {
            next = queue.job();
            bursts.start(jobs.loadRuns, next, programBeats);
        }
        queue.step(isStarted, areRegistersFree);
    }

    private void arrive(boolean isOffered, boolean areBanksReady) {
        boolean isFeatureBeat = isOffered && areFeatures();
        boolean isWeightBeat = isOffered && areWeights();
        boolean isParameterBeat = isOffered && !isFeatureBeat && !isWeightBeat;
        boolean isChunk = features.isValid(isFeatureBeat);
        boolean isWritten = weights.isValid(isWeightBeat) || parameters.isValid(isParameterBeat);
        boolean isLast = wordsLeft == 1;
        features.step(isFeatureBeat, areBanksReady && writer.isReady(), writer.isEnding());
        weights.step(isWeightBeat, true, isLast);
        parameters.step(isParameterBeat, true, isLast);
        if (isChunk && writer.isBusy() && areBanksReady) {
            writer.step();
        }
        if (isWritten) {
            wordsLeft--;
        }
    }

    private void begin() {
        current = next;
        wordsLeft = jobs.loadWords[current];
        if (areFeatures()) {
            writer.start(
                    wordsLeft,
                    jobs.loadSkipped[current],
                    jobs.loadLines[current],
                    jobs.loadStride[current],
                    jobs.loadTimes[current]);
        }
    }
}
