package io.rooftile.resourcedb;

import java.util.Comparator;
import java.util.List;

/// Which known names a misspelt one may have meant.
final class Nearest {
    private static final int MOST = 4;

    private Nearest() {}

    /// The known names that contain the given one or are few edits away, nearest first, at most four.
    static List<String> of(String name, List<String> known) {
        int limit = Math.max(2, name.length() / 2);
        return known.stream()
                .filter(candidate -> distance(name, candidate) <= limit)
                .sorted(Comparator.comparingInt((String candidate) -> distance(name, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST)
                .toList();
    }

    /// `; did you mean x?`, or nothing.
    static String didYouMean(String name, List<String> known) {
        List<String> near = of(name, known);
        return near.isEmpty() ? "" : "; did you mean " + near.getFirst() + "?";
    }

    private static int distance(String a, String b) {
        if (a.length() > 64) {
            return Integer.MAX_VALUE;
        }
        return a.length() >= 3 && b.contains(a) ? 1 : editDistance(a, b);
    }

    /// Least number of inserted, deleted and replaced characters. Source: Wagner and Fischer,
    /// doi:10.1145/321796.321811.
    static int editDistance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
