package io.rooftile.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Makes one random example of a class; everything random about it comes from the generator it is given.
@FunctionalInterface
interface RowSource {

    /// The values of one example of class `label`.
    List<Integer> draw(int label, RandomGenerator random);

    /// `rowCount` rows whose labels go round `0 .. classCount - 1`, so that the classes are balanced.
    default LabelledRows balancedRows(int rowCount, int classCount, RandomGenerator random) {
        List<LabelledRows.Row> rows = new ArrayList<>(rowCount);
        for (int index = 0; index < rowCount; index++) {
            int label = index % classCount;
            rows.add(new LabelledRows.Row(label, draw(label, random)));
        }
        return new LabelledRows(rows);
    }
}
