package io.rooftile.modelimport.passes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rooftile.core.network.Dense;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Reshape;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Transpose;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FoldFlattenTest {
    private static final Tensor ROWS = Nets.tensor("rows", 1, 140);
    private static final Dense DENSE = Nets.dense(ROWS, Nets.tensor("out", 1, 3), true);

    @ParameterizedTest
    @CsvSource({"3, 1, 2", "2, 3, 1", "3, 2, 1", "1, 3, 2"})
    void theWeightsTakeTheOrderInFrontOfTheTranspose(int first, int second, int third) {
        Network before = Nets.of(transpose(0, first, second, third), flatten("turned", 0, first, second, third), DENSE);

        Network after = new FoldFlatten().apply(before);

        assertEquals(List.of("Reshape", "Dense"), Nets.types(after));
        Nets.assertSameResult(before, after);
    }

    @Test
    void theTransposeStaysWhereOthersReadIt() {
        Transpose transpose = transpose(0, 3, 1, 2);
        Network before = new Network(
                "net",
                List.of(Nets.IN),
                List.of(DENSE.output(), transpose.output()),
                List.of(transpose, flatten("turned", 0, 3, 1, 2), DENSE));

        Network after = new FoldFlatten().apply(before);

        assertEquals(List.of("Transpose", "Reshape", "Dense"), Nets.types(after));
        assertEquals("in", after.layers().get(1).input().name());
        Nets.assertSameResult(before, after);
    }

    @Test
    void staysWhereTheBatchMovesOrOthersReadTheRows() {
        Network moved = Nets.of(transpose(1, 0, 2, 3), flatten("turned", 1, 0, 2, 3), DENSE);
        assertEquals(moved, new FoldFlatten().apply(moved));

        Network read = new Network(
                "net",
                List.of(Nets.IN),
                List.of(DENSE.output(), ROWS),
                List.of(transpose(0, 3, 1, 2), flatten("turned", 0, 3, 1, 2), DENSE));
        assertEquals(read, new FoldFlatten().apply(read));
    }

    private static Transpose transpose(Integer... permutation) {
        return new Transpose("turned", Nets.IN, turned(permutation), List.of(permutation));
    }

    private static Reshape flatten(String name, Integer... permutation) {
        return new Reshape("flat", turned(permutation).withName(name), ROWS);
    }

    private static Tensor turned(Integer... permutation) {
        return Nets.tensor(
                "turned",
                List.of(permutation).stream()
                        .mapToInt(axis -> Nets.IN.shape().dim(axis))
                        .toArray());
    }
}
