package io.rooftile.dse.search;

/// How one objective vector relates to another when everything is minimised.
enum Dominance {
    /// No worse anywhere, better somewhere.
    BETTER,
    /// No better anywhere, worse somewhere.
    WORSE,
    EQUAL,
    /// Better somewhere, worse somewhere else.
    INCOMPARABLE;

    static Dominance of(double[] a, double[] b) {
        boolean better = false;
        boolean worse = false;
        for (int i = 0; i < a.length; i++) {
            if (a[i] < b[i]) {
                better = true;
            } else if (a[i] > b[i]) {
                worse = true;
            }
            if (better && worse) {
                return INCOMPARABLE;
            }
        }
        return better ? BETTER : worse ? WORSE : EQUAL;
    }
}
