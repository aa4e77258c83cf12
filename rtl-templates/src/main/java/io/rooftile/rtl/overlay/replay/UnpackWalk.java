package io.rooftile.rtl.overlay.replay;

/// `overlay_unpacker`: beats to units of other sizes.
final class UnpackWalk {
    /// Beats of a unit, 1 where a beat holds units.
    private final int beats;
    /// Units of a beat, 1 where a unit takes beats.
    private final int units;

    private int have;
    private int index;

    UnpackWalk(int portBytes, int unitBytes) {
        beats = Math.max(1, unitBytes / portBytes);
        units = Math.max(1, portBytes / unitBytes);
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
