package io.rooftile.costmodel.overlay;

/// `overlay_unpacker`: beats to units of other sizes. Mutable and reused.
final class UnpackClock {
    /// Beats of a unit, 1 where a beat holds units.
    private int beats = 1;
    /// Units of a beat, 1 where a unit takes beats.
    private int units = 1;

    private int have;
    private int index;

    void clear(int portBytes, int unitBytes) {
        beats = Math.max(1, unitBytes / portBytes);
        units = Math.max(1, portBytes / unitBytes);
        have = 0;
        index = 0;
    }

    /// Whether a beat in each cycle is taken.
    boolean isSteady() {
        return units == 1;
    }

    int beats() {
        return beats;
    }

    /// Beats of the unit that is not complete, or has not left.
    int have() {
        return have;
    }

    void pass(int newHave) {
        have = newHave;
    }

    /// Whether a unit of several beats is there.
    boolean isFull() {
        return beats > 1 && have == beats;
    }

    boolean isValid(boolean isBeat) {
        return beats > 1 ? have == beats : isBeat;
    }

    boolean isReady(boolean isTaken, boolean isLast) {
        if (beats > 1) {
            return have < beats || (isTaken && !isLast);
        }
        return isTaken && (isLast || index == units - 1);
    }

    /// The clock edge.
    ///
    /// @param isTaken whether the unit, if there is one, is taken
    void step(boolean isBeat, boolean isTaken, boolean isLast) {
        if (beats > 1) {
            if (have == beats && isTaken) {
                have = isBeat && !isLast ? 1 : 0;
            } else if (isBeat && have < beats) {
                have++;
            }
        } else if (isBeat && isTaken) {
            index = isLast || index == units - 1 ? 0 : index + 1;
        }
    }
}
