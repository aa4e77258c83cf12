package io.rooftile.rtl.overlay.replay;

import io.rooftile.rtl.overlay.Instruction;
import io.rooftile.rtl.overlay.Token;
import io.rooftile.rtl.overlay.Unit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Runs a program as the hardware does, cycle by cycle, without data. Each unit mirrors the registers of the
/// module that its Javadoc names.
public final class EngineReplay {
    /// Bursts that may be on their way, of the program and of loads together.
    private static final int MOST_BURSTS = 16;
    /// Cycles in which nothing comes or goes after which a program is taken to be stuck, unless the array works: a job
    /// of a small array may take longer.
    private static final int MOST_IDLE_CYCLES = 1 << 20;

    private final int mostBursts;
    private final MemoryReplay memory;
    private final FetchReplay fetch;
    private final LoadReplay load;
    private final ComputeReplay compute;
    private final StoreReplay store;
    private final Map<Token, Integer> tokens = new EnumMap<>(Token.class);
    /// Whose bursts are on their way: of loads or of the program.
    private final Deque<Boolean> owners = new ArrayDeque<>();
    private final Map<Unit, JobTimes> times = new EnumMap<>(Unit.class);

    private EngineReplay(List<Instruction> program, EngineTiming engine, MemoryTiming timing) {
        mostBursts = engine.isSmall() ? 1 : MOST_BURSTS;
        memory = MemoryReplay.of(timing);
        fetch = new FetchReplay(program, engine);
        load = new LoadReplay(engine);
        compute = new ComputeReplay(engine);
        store = new StoreReplay(engine);
        for (Unit unit : Unit.values()) {
            times.put(unit, new JobTimes());
        }
    }

    /// What a program takes.
    ///
    /// @param cycles from the one in which it is started to the one in which the engine is done
    /// @param arrayCycles of them in which the array works
    /// @param beatsRead from memory
    /// @param beatsWritten to memory
    /// @param jobs of each unit
    public record Result(long cycles, long arrayCycles, long beatsRead, long beatsWritten, Map<Unit, JobTimes> jobs) {}

    /// Replays a program.
    ///
    /// @throws IllegalStateException when it comes to no end: units wait for tokens that nobody gives
    public static Result run(List<Instruction> program, EngineTiming engine, MemoryTiming timing) {
        return new EngineReplay(program, engine, timing).run();
    }

    private Result run() {
        long lastJob = 0;
        for (long cycle = 1; ; cycle++) {
            if (isDone(cycle)) {
                times.replaceAll((_, unit) -> unit.copied());
                return new Result(
                        cycle + 1, compute.busyCycles(), memory.beatsRead(), memory.beatsWritten(), Map.copyOf(times));
            }
            if (tick(cycle)) {
                lastJob = cycle;
            }
            if (cycle - lastJob > MOST_IDLE_CYCLES && compute.isIdle(cycle)) {
                throw new IllegalStateException("the program comes to no end: stuck after cycle " + lastJob);
            }
        }
    }

    private boolean isDone(long cycle) {
        return fetch.isEnded()
                && fetch.isDrained()
                && owners.isEmpty()
                && load.queue.isEmpty()
                && compute.queue.isEmpty()
                && store.queue.isEmpty()
                && load.isIdle()
                && compute.isIdle(cycle)
                && store.isIdle();
    }

    private UnitQueue queue(Unit unit) {
        return switch (unit) {
            case LOAD -> load.queue;
            case COMPUTE -> compute.queue;
            case STORE -> store.queue;
        };
    }

    /// One cycle.
    ///
    /// @return whether anything moved
    private boolean tick(long cycle) {
        // What instructions move.
        @Nullable Instruction head = fetch.head();
        Unit receiver = head == null ? null : FetchReplay.unit(head);
        boolean isHandedOver = receiver != null && queue(receiver).hasRoom();
        boolean isLoad = load.isOpen() && hasTokens(load.queue, Unit.LOAD);
        boolean isCompute = compute.isOpen(cycle) && hasTokens(compute.queue, Unit.COMPUTE);
        boolean isStore = store.isOpen() && hasTokens(store.queue, Unit.STORE);
        // The memory's channels.
        boolean isOwnerReady = owners.size() < mostBursts;
        boolean isFetchAsking = fetch.isAsking();
        boolean isAsked = (isFetchAsking || load.bursts.isBusy()) && isOwnerReady && memory.isReadReady();
        boolean isLoadAsked = isAsked && !isFetchAsking;
        int askedBeats = !isAsked ? 0 : isLoadAsked ? load.bursts.beats() : fetch.burstBeats();
        boolean areBanksReady = !store.isWritingBanks();
        boolean isBeat = memory.isBeatValid(cycle) && !owners.isEmpty();
        boolean isLoadBeat = isBeat && owners.element();
        boolean isBeatTaken = isBeat && (isLoadBeat ? load.isBeatReady(areBanksReady) : fetch.isBeatReady());
        boolean isBeatLast = isBeatTaken && memory.isBeatLast();
        boolean isWriteAsked = store.isAsking() && memory.isWriteReady();
        boolean isData = store.isDataValid() && memory.isDataReady(isBeatTaken);
        boolean isDataLast = isData && store.isDataLast();
        boolean isAnswer = memory.isAnswer(cycle);
        // Tokens.
        int fromLoad = load.given();
        boolean isResult = compute.isResult(cycle);
        boolean isAnswered = store.isAnswered();
        int fromCompute = compute.givenByReads(cycle) | compute.givenByResults(cycle);
        int fromStore = store.givenByReads(isData) | store.givenByWrites();
        take(isLoad, load.queue, Unit.LOAD);
        take(isCompute, compute.queue, Unit.COMPUTE);
        take(isStore, store.queue, Unit.STORE);
        give(fromLoad, Unit.LOAD);
        give(fromCompute, Unit.COMPUTE);
        give(fromStore, Unit.STORE);
        note(Unit.LOAD, cycle, isLoad, load.isFinished());
        note(Unit.COMPUTE, cycle, isCompute, isResult);
        note(Unit.STORE, cycle, isStore, isAnswered);
        // The clock edge.
        memory.step(cycle, askedBeats, isBeatTaken, isWriteAsked, isData, isDataLast);
        if (isBeatLast) {
            owners.removeFirst();
        }
        if (isAsked) {
            owners.addLast(isLoadAsked);
        }
        fetch.step(isBeat && !isLoadBeat, isAsked && !isLoadAsked, isHandedOver);
        load.step(isLoadBeat, areBanksReady, isLoad, isLoadAsked);
        compute.step(cycle, isCompute);
        store.step(isStore, isWriteAsked, isData, isAnswer);
        if (isHandedOver && head != null && receiver != null) {
            queue(receiver).add(head);
        }
        return isHandedOver || isBeatTaken || isData || isLoad || isCompute || isStore;
    }

    private void note(Unit unit, long cycle, boolean isBegun, boolean isEnded) {
        JobTimes unitTimes = Objects.requireNonNull(times.get(unit));
        if (isBegun) {
            unitTimes.begin(cycle);
        }
        if (isEnded) {
            unitTimes.end(cycle);
        }
    }

    private boolean hasTokens(UnitQueue queue, Unit unit) {
        if (!queue.hasJob()) {
            return false;
        }
        for (Token token : Token.takenBy(unit)) {
            if (count(token) < token.waits(queue.tokens())) {
                return false;
            }
        }
        return true;
    }

    private int count(Token token) {
        return tokens.getOrDefault(token, 0);
    }

    private void take(boolean isTaken, UnitQueue queue, Unit unit) {
        if (isTaken) {
            Token.takenBy(unit).forEach(token -> tokens.put(token, count(token) - token.waits(queue.tokens())));
        }
    }

    private void give(int run, Unit unit) {
        if (run == 0) {
            return;
        }
        for (Token token : Token.givenBy(unit)) {
            if (token.isGiven(run)) {
                if (count(token) == Token.MOST_COUNTED) {
                    throw new IllegalStateException("more than " + Token.MOST_COUNTED + " tokens " + token + " wait");
                }
                tokens.put(token, count(token) + 1);
            }
        }
    }
}
