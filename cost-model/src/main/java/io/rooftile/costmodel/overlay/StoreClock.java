package io.rooftile.costmodel.overlay;

/// `overlay_store`. Mutable and reused.
final class StoreClock {
    private static final int MOST_LENGTHS = 16;
    static final int MOST_CHUNKS = 4;
    private static final int MOST_MARKS = 4;

    final UnitQueue queue = new UnitQueue();
    final BurstClock bursts = new BurstClock();
    private final ChunkClock writer = new ChunkClock();
    private JobList jobs = new JobList();
    private boolean isSmall;
    /// Of a small engine, whether the response of the last burst is still to come.
    private boolean isOwed;
    private int beatsPerChunk;
    private int wordsPerChunk;
    private boolean isActive;
    /// Whether a job's chunks go into the feature banks.
    private boolean isToBanks;
    /// Chunks of the job that have not been read, and that have not been sent.
    int unread;
    int unsent;
    boolean isRead;
    /// Chunks that wait, with those on their way to it, and the beat of the first that is next.
    int chunks;

    int inFlight;
    int beat;
    /// Beats of the bursts whose data has not all been sent.
    private final int[] lengths = new int[MOST_LENGTHS];
    private int firstLength;
    private int lengthCount;
    private int sentOfBurst;
    /// Bursts after whose answers a job is done.
    private final int[] marks = new int[MOST_MARKS];
    private int done;
    private int markCount;
    private int asked;
    private int answered;
    private int programBeats;

    void clear(Engine engine, JobList newJobs) {
        jobs = newJobs;
        isSmall = engine.isSmall;
        queue.clear(newJobs.storeInstructions, newJobs.stores, isSmall);
        bursts.clear(engine);
        writer.clear(engine);
        wordsPerChunk = engine.wordsPerChunk;
        beatsPerChunk = engine.beatsPerChunk;
        programBeats = newJobs.programBeats(engine);
        isOwed = false;
        isActive = false;
        isToBanks = false;
        unread = 0;
        unsent = 0;
        isRead = false;
        chunks = 0;
        inFlight = 0;
        beat = 0;
        lengthCount = 0;
        sentOfBurst = 0;
        done = 0;
        markCount = 0;
        asked = 0;
        answered = 0;
    }

    boolean isIdle() {
        return !isActive && markCount == 0;
    }

    boolean isOpen() {
        return !isActive && markCount < (isSmall ? 1 : MOST_MARKS) && !bursts.isBusy();
    }

    boolean isAsking() {
        return bursts.isBusy() && (isSmall ? lengthCount == 0 && !isOwed : lengthCount < MOST_LENGTHS);
    }

    /// Whether registers may be set: a small engine has one set of them.
    boolean areRegistersFree() {
        return !isSmall || (!bursts.isBusy() && unread == 0);
    }

    boolean isDataValid() {
        return chunks > 0 && !isToBanks && lengthCount > 0;
    }

    /// Whether a chunk waits for the feature banks.
    private boolean isKeeping() {
        return chunks > 0 && isToBanks;
    }

    /// Whether the feature banks are written in this cycle.
    boolean isWritingBanks() {
        return isKeeping() && writer.isWriting();
    }

    boolean isDataLast() {
        return sentOfBurst + 1 == lengths[firstLength];
    }

    /// @param isSent whether memory takes the beat that is offered
    private boolean isStep(boolean isSent) {
        boolean hasRoom = isSmall ? chunks == 0 || (isSent && beat == beatsPerChunk - 1) : inFlight < MOST_CHUNKS;
        return unread > 0 && hasRoom;
    }

    /// Whether the last chunk of a job is read in this cycle.
    ///
    /// @param isSent whether memory takes the beat that is offered
    boolean isReadEnding(boolean isSent) {
        return unread == 1 && isStep(isSent);
    }

    /// Whether all of a job is written in this cycle.
    boolean isAnswered() {
        // A small engine does one burst at a time.
        boolean isAll =
                isSmall ? !bursts.isBusy() && lengthCount == 0 && !isOwed : answered >= marks[done % MOST_MARKS];
        return markCount > 0 && isAll;
    }

    /// Jobs that are done.
    int done() {
        return done;
    }

    /// Whether a job's chunks are read or sent.
    boolean isBusy() {
        return unread > 0 || unsent > 0;
    }

    /// Whether memory knows of the beats that are sent next, and has not to be asked for others.
    boolean isStreaming() {
        return !isToBanks && lengthCount > 0 && !isAsking() && !isAnswered();
    }

    int lastBeat() {
        return beatsPerChunk - 1;
    }

    int beatsLeftOfBurst() {
        return lengthCount > 0 ? lengths[firstLength] - sentOfBurst : 0;
    }

    /// Beats were sent.
    void pass(int leftOfBurst) {
        sentOfBurst = lengths[firstLength] - leftOfBurst;
    }

    /// Whether something moves or waits for the memory to take it.
    boolean isMoving() {
        return isStep(false) || isRead || isDataValid() || isKeeping() || isAnswered() || isAsking();
    }

    /// The clock edge.
    ///
    /// @param isAsked whether memory takes the burst that is offered
    /// @param isSent whether memory takes the beat that is offered
    /// @param isAnswer whether a response comes
    void step(boolean isStarted, boolean isAsked, boolean isSent, boolean isAnswer) {
        boolean areRegistersFree = areRegistersFree();
        boolean isStep = isStep(isSent);
        boolean isMarkGone = isAnswered();
        boolean isKeeping = isKeeping();
        boolean isChunkSent = isKeeping ? writer.isReady() : isSent && beat == beatsPerChunk - 1;
        isOwed = (isSent && isDataLast()) || (isOwed && !isAnswer);
        if (isSent) {
            send();
        }
        if (isKeeping) {
            writer.step();
        }
        // A small engine has the chunk at once.
        boolean isHere = isSmall ? isStep : isRead;
        chunks += (isHere ? 1 : 0) - (isChunkSent ? 1 : 0);
        inFlight += (isStep ? 1 : 0) - (isChunkSent ? 1 : 0);
        isRead = isStep && !isSmall;
        unread -= isStep ? 1 : 0;
        unsent -= isChunkSent ? 1 : 0;
        if (isMarkGone) {
            done++;
            markCount--;
        }
        if (isChunkSent && unsent == 0) {
            marks[(done + markCount) % MOST_MARKS] = asked;
            markCount++;
            isActive = false;
        }
        if (isAsked) {
            lengths[(firstLength + lengthCount) % MOST_LENGTHS] = bursts.beats();
            lengthCount++;
            bursts.advance();
            asked++;
        }
        answered += isAnswer ? 1 : 0;
        if (isStarted) {
            start();
        }
        queue.step(isStarted, areRegistersFree);
    }

    private void send() {
        boolean isLast = isDataLast();
        beat = beat == beatsPerChunk - 1 ? 0 : beat + 1;
        sentOfBurst = isLast ? 0 : sentOfBurst + 1;
        if (isLast) {
            firstLength = (firstLength + 1) % MOST_LENGTHS;
            lengthCount--;
        }
    }

    private void start() {
        int job = queue.job();
        isActive = true;
        isToBanks = jobs.keptLines[job] > 0;
        if (isToBanks) {
            unread = jobs.keptLines[job] * Math.ceilDiv(jobs.keptColumns[job], wordsPerChunk);
            writer.start(jobs.keptColumns[job], 0, jobs.keptLines[job], jobs.keptStride[job], 1);
        } else {
            unread = jobs.storeRuns.all(job) / beatsPerChunk;
            bursts.start(jobs.storeRuns, job, programBeats);
        }
        unsent = unread;
    }
}
