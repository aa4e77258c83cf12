package io.rooftile.rtl.overlay;

/// The contiguous runs of memory that part of a map takes; runs that meet are one.
///
/// @param address of the first byte
/// @param beats of a run
/// @param count inner runs
/// @param pitch bytes from one inner run to the next
/// @param outerCount outer runs
/// @param outerPitch bytes from one outer run to the next
record Runs(long address, int beats, int count, int pitch, int outerCount, int outerPitch) {
    /// One run.
    static Runs single(long address, int beats) {
        return new Runs(address, beats, 1, 0, 1, 0);
    }

    /// Part of a map that begins at `base`.
    ///
    /// @param word first word of a pixel
    /// @param words of a pixel
    /// @param column first column
    /// @param columns how many
    static Runs of(MapLayout map, long base, int row, int rows, int word, int words, int column, int columns) {
        EngineShape shape = map.shape();
        int wordsPerBeat = shape.wordsPerBeat();
        int skipped = column % wordsPerBeat;
        int beats = shape.beats(skipped + columns);
        long address = base + map.offset(row, word, column - skipped);
        int segmentBytes = map.segmentBytes();
        int rowBytes = map.groups() * segmentBytes;
        if (beats * shape.beatBytes() < segmentBytes) {
            return new Runs(address, beats, words, segmentBytes, rows, rowBytes);
        }
        return words == map.groups()
                ? single(address, rows * words * beats)
                : new Runs(address, words * beats, rows, rowBytes, 1, 0);
    }

    /// Whole rows of part of a map's words, each several times.
    static Runs ofRepeatedRows(MapLayout map, long base, int row, int rows, int word, int words, int times) {
        int segmentBytes = map.segmentBytes();
        int beats = words * segmentBytes / map.shape().beatBytes();
        return new Runs(base + map.offset(row, word, 0), beats, times, 0, rows, map.groups() * segmentBytes);
    }

    void describe(Job load) {
        switch (load.unit()) {
            case LOAD ->
                describe(
                        load,
                        LoadRegister.ADDRESS,
                        LoadRegister.RUN_BEATS,
                        LoadRegister.RUN_COUNT,
                        LoadRegister.RUN_PITCH,
                        LoadRegister.OUTER_COUNT,
                        LoadRegister.OUTER_PITCH);
            case STORE ->
                describe(
                        load,
                        StoreRegister.ADDRESS,
                        StoreRegister.RUN_BEATS,
                        StoreRegister.RUN_COUNT,
                        StoreRegister.RUN_PITCH,
                        StoreRegister.OUTER_COUNT,
                        StoreRegister.OUTER_PITCH);
            case COMPUTE -> throw new IllegalStateException("a compute job does not reach memory");
        }
    }

    private void describe(
            Job job,
            Register addressRegister,
            Register beatsRegister,
            Register countRegister,
            Register pitchRegister,
            Register outerCountRegister,
            Register outerPitchRegister) {
        job.set(addressRegister, Math.toIntExact(address)).set(beatsRegister, beats);
        job.set(countRegister, count).set(outerCountRegister, outerCount);
        if (count > 1) {
            job.set(pitchRegister, pitch);
        }
        if (outerCount > 1) {
            job.set(outerPitchRegister, outerPitch);
        }
    }
}
