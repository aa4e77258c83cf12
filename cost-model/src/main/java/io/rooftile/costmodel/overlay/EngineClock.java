package io.rooftile.costmodel.overlay;

import java.util.Arrays;

/// When the units of an engine do the jobs of a program: all control of the hardware cycle by cycle, without data;
/// cycles in which nothing moves are passed over. Each unit mirrors the registers of the module that its Javadoc
/// names. Mutable and reused.
final class EngineClock {
    /// What has not happened yet.
    private static final long NEVER = Long.MAX_VALUE;

    /// The memory beside the part, or the part's own RAM.
    private final MemoryClock memory = new MemoryClock();

    private final OnePortClock port = new OnePortClock();
    private final FetchClock fetch = new FetchClock();
    private final LoadClock load = new LoadClock();
    private final ArrayClock array;
    private final StoreClock store = new StoreClock();
    private final StreamClock stream = new StreamClock(memory, load, store);
    private JobList jobs = new JobList();
    private boolean isSmall;

    /// By load, the cycle in which it is done; by job of the array, in which it has read all; by store, in which it
    /// has read all, and in which all is written. Others know one cycle later.
    private long[] loaded = {};
    private long[] read = {};
    private long[] taken = {};
    private long[] stored = {};
    /// By job of the array, the cycle of its last result.
    long[] result = {};

    private int computes;
    private int readings;

    EngineClock(Engine engine) {
        this.array = new ArrayClock(engine);
    }

    /// Cycles from start to end.
    long run(Engine engine, JobList newJobs) {
        jobs = newJobs;
        clear(engine);
        long cycle = 1;
        while (!isDone(cycle)) {
            if (tick(cycle)) {
                cycle++;
                if (isSteady()) {
                    long next = stream.run(cycle, Math.min(nextStart(cycle), memory.nextAnswer()));
                    array.pass(next - cycle);
                    cycle = next;
                }
            } else {
                long next = nextEvent(cycle);
                if (next == NEVER) {
                    throw new IllegalStateException("the jobs wait for each other from cycle " + cycle + " on");
                }
                memory.pass(next - cycle - 1);
                array.pass(next - cycle - 1);
                cycle = next;
            }
        }
        return cycle + 1;
    }

    private void clear(Engine engine) {
        isSmall = engine.isSmall;
        memory.clear(engine);
        port.clear();
        fetch.clear(engine, jobs);
        load.clear(engine, jobs);
        array.clear(engine, jobs);
        store.clear(engine, jobs);
        computes = 0;
        readings = 0;
        if (loaded.length < jobs.loads) {
            loaded = new long[2 * jobs.loads];
        }
        if (read.length < jobs.computes) {
            int size = 2 * jobs.computes;
            read = new long[size];
            result = new long[size];
        }
        if (taken.length < jobs.stores) {
            taken = new long[2 * jobs.stores];
            stored = new long[2 * jobs.stores];
        }
        Arrays.fill(loaded, 0, jobs.loads, NEVER);
        Arrays.fill(read, 0, jobs.computes, NEVER);
        Arrays.fill(taken, 0, jobs.stores, NEVER);
        Arrays.fill(stored, 0, jobs.stores, NEVER);
        Arrays.fill(result, 0, jobs.computes, NEVER);
    }

    private boolean isDone(long cycle) {
        return fetch.isDone()
                && !memory.hasReads()
                && !port.hasReads()
                && load.queue.isEmpty()
                && array.queue.isEmpty()
                && store.queue.isEmpty()
                && load.isIdle()
                && (computes == 0 || cycle > array.resultAt())
                && store.isIdle();
    }

    private UnitQueue queue(int unit) {
        return unit == JobList.LOAD ? load.queue : unit == JobList.COMPUTE ? array.queue : store.queue;
    }

    private static long at(long[] cycles, int job) {
        return job == JobList.NONE ? 0 : cycles[job];
    }

    /// The cycle in which what the next load, or job of the array, or store waits for was there, [#NEVER] while that
    /// is not known.
    private long loadAwaits() {
        int job = load.queue.job();
        return Math.max(at(read, jobs.loadAfterCompute[job]), at(stored, jobs.loadAfterStore[job]));
    }

    private long arrayAwaits() {
        int job = array.queue.job();
        long free = Math.max(at(loaded, jobs.computeAfterLoad[job]), at(taken, jobs.computeAfterStore[job]));
        return Math.max(free, at(stored, jobs.computeAfterStored[job]));
    }

    private long storeAwaits() {
        return result[jobs.storeTile[store.queue.job()]];
    }

    /// One cycle.
    ///
    /// @return whether anything moved
    private boolean tick(long cycle) {
        int receiver = fetch.receiver();
        boolean isHandedOver = receiver != FetchClock.NOBODY && queue(receiver).hasRoom();
        boolean isLoad = load.isOpen() && load.queue.hasJob() && loadAwaits() < cycle;
        boolean isCompute = array.queue.hasJob() && array.openAt(cycle) == cycle && arrayAwaits() < cycle;
        boolean isStore = store.isOpen() && store.queue.hasJob() && storeAwaits() < cycle;
        boolean isFetchAsking = fetch.isAsking();
        boolean isAsked = (isFetchAsking || load.bursts.isBusy()) && isReadReady();
        boolean isLoadAsked = isAsked && !isFetchAsking;
        int askedBeats = isLoadAsked ? load.bursts.beats() : fetch.burstBeats();
        boolean isBeat = isSmall ? port.isBeat() : memory.isBeat(cycle);
        boolean isLoadBeat = isBeat && (isSmall ? port.isLoadFirst() : memory.isLoadFirst());
        boolean areBanksReady = !store.isWritingBanks();
        boolean isBeatTaken = isBeat && (isLoadBeat ? load.isBeatReady(areBanksReady) : fetch.isBeatReady());
        boolean isWriteAsked = store.isAsking();
        boolean isData =
                store.isDataValid() && (isSmall ? port.isDataReady(isBeatTaken) : memory.isDataReady(isBeatTaken));
        boolean isDataLast = isData && store.isDataLast();
        boolean isAnswer = isSmall ? port.isAnswer() : memory.isAnswer(cycle);
        boolean isArrayFree = cycle >= array.registersFreeAt();
        boolean isMoving = isHandedOver
                || isLoad
                || isCompute
                || isStore
                || isAsked
                || isBeat
                || isAnswer
                || fetch.isMoving()
                || load.isMoving()
                || store.isMoving()
                || isSetting(isArrayFree)
                || port.isMoving();
        boolean isFetchBeat = isBeat && !isLoadBeat;
        note(cycle, isCompute, isData);
        if (isSmall) {
            port.step(isAsked ? askedBeats : 0, isLoadAsked, isBeatTaken, isWriteAsked, isData, isDataLast);
        } else {
            memory.step(
                    cycle,
                    isAsked ? askedBeats : 0,
                    isLoadAsked,
                    isBeatTaken,
                    isWriteAsked,
                    isData,
                    isDataLast,
                    isAnswer);
        }
        fetch.step(isFetchBeat, isAsked && !isLoadAsked, isHandedOver);
        load.step(isLoadBeat, areBanksReady, isLoad, isLoadAsked);
        array.step(isCompute, isArrayFree);
        store.step(isStore, isWriteAsked, isData, isAnswer);
        if (isHandedOver) {
            queue(receiver).add();
        }
        return isMoving;
    }

    /// Whether beats are all that can move, until a job begins or something comes from memory.
    private boolean isSteady() {
        int receiver = fetch.receiver();
        return !isSmall
                && !fetch.isMoving()
                && (receiver == FetchClock.NOBODY || !queue(receiver).hasRoom())
                && !isSetting(true)
                && !(isReadReady() && (fetch.isAsking() || load.bursts.isBusy()));
    }

    private boolean isReadReady() {
        return isSmall ? port.isReadReady() : memory.isReadReady();
    }

    private boolean isSetting(boolean isArrayFree) {
        return load.queue.isMoving(load.areRegistersFree())
                || array.queue.isMoving(isArrayFree)
                || store.queue.isMoving(store.areRegistersFree());
    }

    /// What others may wait for.
    private void note(long cycle, boolean isCompute, boolean isData) {
        if (load.isFinished()) {
            loaded[load.current()] = cycle;
        }
        if (store.isReadEnding(isData)) {
            taken[readings++] = cycle;
        }
        if (store.isAnswered()) {
            stored[store.done()] = cycle;
        }
        if (isCompute) {
            array.begin(cycle);
            read[computes] = array.readAt();
            result[computes++] = array.resultAt();
        }
    }

    /// The first cycle from one on in which a job may begin, as far as that is known.
    private long nextStart(long cycle) {
        long next = NEVER;
        if (load.queue.hasJob() && load.isOpen()) {
            next = after(loadAwaits());
        }
        if (array.queue.hasJob()) {
            long awaited = after(arrayAwaits());
            next = awaited == NEVER ? next : Math.min(next, Math.max(awaited, array.openAt(cycle)));
        }
        if (store.queue.hasJob() && store.isOpen()) {
            next = Math.min(next, after(storeAwaits()));
        }
        return next;
    }

    /// The first cycle from the next one on in which something may move, after one in which nothing did.
    private long nextEvent(long cycle) {
        long next = Math.min(nextStart(cycle + 1), Math.min(memory.nextRead(), memory.nextAnswer()));
        if (array.queue.hasSet()) {
            next = Math.min(next, Math.max(array.registersFreeAt(), cycle + 1));
        }
        if (next == NEVER && computes > 0 && array.resultAt() > cycle) {
            next = array.resultAt() + 1;
        }
        return Math.max(next, cycle + 1);
    }

    private static long after(long cycle) {
        return cycle == NEVER ? NEVER : cycle + 1;
    }
}
