package io.rooftile.costmodel.overlay;

import java.util.Arrays;

/// The jobs of a program: those of each unit in order, what they move and which jobs of other units they wait for, and
/// the order of all of them. Jobs of the array have the numbers of their tiles. Mutable and
/// reused.
final class JobList {
    /// No job.
    static final int NONE = -1;

    static final int LOAD = 0;
    static final int COMPUTE = 1;
    static final int STORE = 2;

    /// What a load fills.
    static final int FEATURES = 0;

    static final int WEIGHTS = 1;
    static final int PARAMETERS = 2;

    /// Unit by place in the program.
    byte[] units = new byte[256];
    int count;
    /// Instructions of all jobs.
    private int allInstructions;

    int loads;
    int[] loadInstructions = new int[128];
    byte[] loadKind = new byte[128];
    /// Words of the buffer; of features columns of a line, lines, words before the columns in their first beat, and
    /// the reader's stride.
    int[] loadWords = new int[128];
    int[] loadLines = new int[128];
    int[] loadSkipped = new int[128];
    int[] loadStride = new int[128];
    /// Of features how many columns a word is.
    int[] loadTimes = new int[128];
    final RunList loadRuns = new RunList();
    /// Jobs of the array and of the store unit that it waits for.
    int[] loadAfterCompute = new int[128];
    int[] loadAfterStore = new int[128];

    int computes;
    int[] computeInstructions = new int[128];
    int[] computeGroups = new int[128];
    int[] computeTaps = new int[128];
    /// Cycles before the taps of the first group.
    int[] computeAhead = new int[128];
    int[] computeAfterLoad = new int[128];
    /// Stores that have read what lies where its results go, and stores of what it reads.
    int[] computeAfterStore = new int[128];
    int[] computeAfterStored = new int[128];

    int stores;
    int[] storeTile = new int[128];
    int[] storeInstructions = new int[128];
    final RunList storeRuns = new RunList();
    /// Of a store into the feature banks columns of a line, lines and the reader's stride; one to memory has no lines.
    int[] keptColumns = new int[128];
    int[] keptLines = new int[128];
    int[] keptStride = new int[128];

    void clear() {
        count = 0;
        allInstructions = 0;
        loads = 0;
        computes = 0;
        stores = 0;
    }

    /// Beats of the program up to where the next area may begin: a header, the jobs' instructions, the end.
    int programBeats(Engine engine) {
        return Math.toIntExact(engine.aligned((allInstructions + 2L) * Engine.INSTRUCTION_BYTES) / engine.beatBytes);
    }

    private void add(int unit, int instructions) {
        allInstructions += instructions;
        if (count == units.length) {
            units = Arrays.copyOf(units, 2 * count);
        }
        units[count++] = (byte) unit;
    }

    /// Instructions of a unit's jobs, each with its own.
    int[] instructions(int unit) {
        return unit == LOAD ? loadInstructions : unit == COMPUTE ? computeInstructions : storeInstructions;
    }

    /// Adds a load.
    ///
    /// @param instructions with its own
    /// @param registers of the job
    /// @return its number
    int addLoad(
            int instructions,
            JobRegisters registers,
            int kind,
            int words,
            int lines,
            int skipped,
            int stride,
            int times,
            int afterCompute,
            int afterStore) {
        if (loads == loadWords.length) {
            growLoads();
        }
        add(LOAD, instructions);
        loadInstructions[loads] = instructions;
        loadKind[loads] = (byte) kind;
        loadWords[loads] = words;
        loadLines[loads] = lines;
        loadSkipped[loads] = skipped;
        loadStride[loads] = stride;
        loadTimes[loads] = times;
        loadRuns.set(loads, registers);
        loadAfterCompute[loads] = afterCompute;
        loadAfterStore[loads] = afterStore;
        return loads++;
    }

    private void growLoads() {
        int size = 2 * loads;
        loadInstructions = Arrays.copyOf(loadInstructions, size);
        loadKind = Arrays.copyOf(loadKind, size);
        loadWords = Arrays.copyOf(loadWords, size);
        loadLines = Arrays.copyOf(loadLines, size);
        loadSkipped = Arrays.copyOf(loadSkipped, size);
        loadStride = Arrays.copyOf(loadStride, size);
        loadTimes = Arrays.copyOf(loadTimes, size);
        loadAfterCompute = Arrays.copyOf(loadAfterCompute, size);
        loadAfterStore = Arrays.copyOf(loadAfterStore, size);
    }

    /// Adds a job of the array: groups of pixels and output channels, each of so many taps.
    ///
    /// @param ahead cycles before the taps of the first group
    void addCompute(int instructions, int groups, int taps, int ahead, int afterLoad, int afterStore, int afterStored) {
        if (computes == computeGroups.length) {
            int size = 2 * computes;
            computeInstructions = Arrays.copyOf(computeInstructions, size);
            computeGroups = Arrays.copyOf(computeGroups, size);
            computeTaps = Arrays.copyOf(computeTaps, size);
            computeAhead = Arrays.copyOf(computeAhead, size);
            computeAfterLoad = Arrays.copyOf(computeAfterLoad, size);
            computeAfterStore = Arrays.copyOf(computeAfterStore, size);
            computeAfterStored = Arrays.copyOf(computeAfterStored, size);
        }
        add(COMPUTE, instructions);
        computeInstructions[computes] = instructions;
        computeGroups[computes] = groups;
        computeTaps[computes] = taps;
        computeAhead[computes] = ahead;
        computeAfterLoad[computes] = afterLoad;
        computeAfterStore[computes] = afterStore;
        computeAfterStored[computes] = afterStored;
        computes++;
    }

    /// Adds a store of a tile's results to memory.
    ///
    /// @return its number
    int addStore(int tile, int instructions, JobRegisters registers) {
        storeRuns.set(stores, registers);
        return addStore(tile, instructions, 0, 0, 1);
    }

    /// Adds a store of a tile's results into the feature banks.
    ///
    /// @return its number
    int addKeep(int tile, int instructions, int columns, int lines, int stride) {
        storeRuns.setNone(stores);
        return addStore(tile, instructions, columns, lines, stride);
    }

    private int addStore(int tile, int instructions, int columns, int lines, int stride) {
        if (stores == storeInstructions.length) {
            int size = 2 * stores;
            storeInstructions = Arrays.copyOf(storeInstructions, size);
            storeTile = Arrays.copyOf(storeTile, size);
            keptColumns = Arrays.copyOf(keptColumns, size);
            keptLines = Arrays.copyOf(keptLines, size);
            keptStride = Arrays.copyOf(keptStride, size);
        }
        add(STORE, instructions);
        storeInstructions[stores] = instructions;
        storeTile[stores] = tile;
        keptColumns[stores] = columns;
        keptLines[stores] = lines;
        keptStride[stores] = stride;
        return stores++;
    }
}
