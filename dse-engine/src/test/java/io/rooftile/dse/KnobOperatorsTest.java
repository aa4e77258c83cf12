package io.rooftile.dse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rooftile.costmodel.Knob;
import io.rooftile.dse.search.IntegerGenes;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// An ordered knob of four options, one of a single option, and one of three without order.
class KnobOperatorsTest {
    private final KnobOperators operators = new KnobOperators(
            List.of(new Knob("depth", 4, 0, true), new Knob("fixed", 1, 0, true), new Knob("style", 3, 1, false)), 0);

    private Set<IntegerGenes> neighbours(IntegerGenes genes) {
        return IntStream.range(0, operators.neighbourCount())
                .mapToObj(index -> operators.neighbour(genes, index))
                .collect(Collectors.toSet());
    }

    @Test
    void neighboursAreOneStepOfAnOrderedKnobOrAnyOtherValueOfOneWithoutOrder() {
        assertEquals(
                Set.of(
                        IntegerGenes.of(1, 0, 1),
                        IntegerGenes.of(3, 0, 1),
                        IntegerGenes.of(2, 0, 0),
                        IntegerGenes.of(2, 0, 2)),
                neighbours(IntegerGenes.of(2, 0, 1)));
    }

    @Test
    void beyondTheEndOfAnOrderedKnobIsTheGenomeItself() {
        IntegerGenes end = IntegerGenes.of(3, 0, 0);
        assertEquals(
                Set.of(end, IntegerGenes.of(2, 0, 0), IntegerGenes.of(3, 0, 1), IntegerGenes.of(3, 0, 2)),
                neighbours(end));
    }
}
