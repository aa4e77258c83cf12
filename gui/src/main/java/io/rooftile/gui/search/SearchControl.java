package io.rooftile.gui.search;

/// Pauses and ends a search between two generations, from any thread.
public final class SearchControl {
    private boolean paused;
    private boolean stopped;

    /// Lets the search wait, or go on.
    public synchronized void pause(boolean isToWait) {
        paused = isToWait;
        notifyAll();
    }

    /// Ends the search with what it has found, even a paused one.
    public synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    synchronized boolean isStopped() {
        return stopped;
    }

    /// Called by the search after each generation.
    synchronized void waitWhilePaused() {
        while (paused && !stopped) {
            try {
                wait();
            } catch (InterruptedException interrupted) {
                // The program ends: so does the search.
                stopped = true;
                Thread.currentThread().interrupt();
            }
        }
    }
}
