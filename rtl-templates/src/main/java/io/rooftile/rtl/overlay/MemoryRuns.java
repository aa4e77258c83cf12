package io.rooftile.rtl.overlay;

/// The beats that a job reads or writes, in their order.
///
/// @param address of the first byte
/// @param runBeats of one contiguous run
/// @param runCount inner runs
/// @param runPitch bytes from one inner run to the next
/// @param outerCount outer runs
/// @param outerPitch bytes from one outer run to the next
@SuppressWarnings("ArrayRecordComponent") // The model's state, never compared.
record MemoryRuns(
        EngineShape shape,
        byte[] memory,
        int address,
        int runBeats,
        int runCount,
        int runPitch,
        int outerCount,
        int outerPitch) {
    byte[] read() {
        byte[] bytes = new byte[bytes()];
        for (int run = 0; run < runCount * outerCount; run++) {
            System.arraycopy(memory, from(run), bytes, run * runBytes(), runBytes());
        }
        return bytes;
    }

    void write(byte[] bytes) {
        if (bytes.length != bytes()) {
            throw new EngineFault("a store writes " + bytes() + " bytes but has " + bytes.length);
        }
        for (int run = 0; run < runCount * outerCount; run++) {
            System.arraycopy(bytes, run * runBytes(), memory, from(run), runBytes());
        }
    }

    private int runBytes() {
        return runBeats * shape.beatBytes();
    }

    private int bytes() {
        return Math.multiplyExact(Math.multiplyExact(runCount, outerCount), runBytes());
    }

    private int from(int run) {
        int at = address + run / runCount * outerPitch + run % runCount * runPitch;
        if (at % shape.beatBytes() != 0 || at < 0 || at + runBytes() > memory.length) {
            throw new EngineFault("a run of " + runBytes() + " bytes at address " + at + " is not in memory or does not"
                    + " begin with a beat");
        }
        return at;
    }
}
