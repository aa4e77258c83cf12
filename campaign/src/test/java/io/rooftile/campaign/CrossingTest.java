package io.rooftile.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rooftile.campaign.Crossing.Contest;
import io.rooftile.core.design.Family;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CrossingTest {
    /// Winners of models of 1 k, 2 k, ... MACs; the splits were counted by hand.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "d       | dataflow at every size",
                "oooo    | overlay at every size",
                "ddoo    | dataflow up to 2 kMACs, overlay from 3 kMACs",
                "oddd    | overlay up to 1 kMACs, dataflow from 2 kMACs",
                "dddoooo | dataflow up to 3 kMACs, overlay from 4 kMACs",
                "ddodooo | dataflow up to 2 kMACs, overlay from 3 kMACs (1 of 7 models otherwise)",
                "oodoo   | overlay at most sizes (1 of 5 models otherwise)",
                "dodo    | dataflow up to 1 kMACs, overlay from 2 kMACs (1 of 4 models otherwise)",
            })
    void split_isTheOneThatMostModelsAgreeWith(String winners, String text) {
        List<Contest> contests = new ArrayList<>();
        for (int i = 0; i < winners.length(); i++) {
            contests.addFirst(
                    new Contest((i + 1) * 1000L, winners.charAt(i) == 'o' ? Family.OVERLAY : Family.DATAFLOW));
        }
        assertEquals(text, Crossing.of(contests).text());
    }
}
