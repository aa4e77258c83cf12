package io.rooftile.costmodel.overlay;

import java.util.Arrays;

/// The jobs of a program: those of each unit in order, what they move and which jobs of other units they wait for, and
/// the order of all of them. Jobs of the array and of the store unit have the numbers of their tiles. Mutable and
/// reused.
final class JobList {
    /// No job.
    static final int NONE = -1;

    static final int LOAD = 0;
    static final int COMPUTE = 1;
    static final int STORE = 2;

    /// Unit by place in the program.
    byte[] units = new byte[256];
    int count;

    int loads;
    int[] loadInstructions = new int[128];
    int[] loadBeats = new int[128];
    int[] loadBursts = new int[128];
    int[] loadSteps = new int[128];
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
    int[] computeAfterStore = new int[128];

    int stores;
    int[] storeInstructions = new int[128];
    int[] storeBeats = new int[128];

    void clear() {
        count = 0;
        loads = 0;
        computes = 0;
        stores = 0;
    }

    private void add(int unit) {
        if (count == units.length) {
            units = Arrays.copyOf(units, 2 * count);
        }
        units[count++] = (byte) unit;
    }

    /// Adds a load.
    ///
    /// @param instructions with its own
    /// @param steps cycles that the unit takes at least
    /// @return its number
    int addLoad(int instructions, int beats, int bursts, int steps, int afterCompute, int afterStore) {
        if (loads == loadBeats.length) {
            int size = 2 * loads;
            loadInstructions = Arrays.copyOf(loadInstructions, size);
            loadBeats = Arrays.copyOf(loadBeats, size);
            loadBursts = Arrays.copyOf(loadBursts, size);
            loadSteps = Arrays.copyOf(loadSteps, size);
            loadAfterCompute = Arrays.copyOf(loadAfterCompute, size);
            loadAfterStore = Arrays.copyOf(loadAfterStore, size);
        }
        add(LOAD);
        loadInstructions[loads] = instructions;
        loadBeats[loads] = beats;
        loadBursts[loads] = bursts;
        loadSteps[loads] = steps;
        loadAfterCompute[loads] = afterCompute;
        loadAfterStore[loads] = afterStore;
        return loads++;
    }

    /// Adds a job of the array: groups of pixels and output channels, each of so many taps.
    ///
    /// @param ahead cycles before the taps of the first group
    void addCompute(int instructions, int groups, int taps, int ahead, int afterLoad, int afterStore) {
        if (computes == computeGroups.length) {
            int size = 2 * computes;
            computeInstructions = Arrays.copyOf(computeInstructions, size);
            computeGroups = Arrays.copyOf(computeGroups, size);
            computeTaps = Arrays.copyOf(computeTaps, size);
            computeAhead = Arrays.copyOf(computeAhead, size);
            computeAfterLoad = Arrays.copyOf(computeAfterLoad, size);
            computeAfterStore = Arrays.copyOf(computeAfterStore, size);
        }
        add(COMPUTE);
        computeInstructions[computes] = instructions;
        computeGroups[computes] = groups;
        computeTaps[computes] = taps;
        computeAhead[computes] = ahead;
        computeAfterLoad[computes] = afterLoad;
        computeAfterStore[computes] = afterStore;
        computes++;
    }

    /// Adds a store of the results of the array's job of the same number.
    void addStore(int instructions, int beats) {
        if (stores == storeBeats.length) {
            storeInstructions = Arrays.copyOf(storeInstructions, 2 * stores);
            storeBeats = Arrays.copyOf(storeBeats, 2 * stores);
        }
        add(STORE);
        storeInstructions[stores] = instructions;
        storeBeats[stores] = beats;
        stores++;
    }
}
