package io.rooftile.costmodel.replay;

/// The handshakes of all links in one cycle. A word is handed over where both are set.
///
/// Arrays, because they are read and written in every cycle.
final class Wires {
    final boolean[] valid;
    final boolean[] ready;

    Wires(int links) {
        valid = new boolean[links];
        ready = new boolean[links];
    }

    boolean isTransfer(int link) {
        return valid[link] && ready[link];
    }

    /// Whether no word is handed over at all.
    boolean isIdle() {
        for (int link = 0; link < valid.length; link++) {
            if (isTransfer(link)) {
                return false;
            }
        }
        return true;
    }
}
