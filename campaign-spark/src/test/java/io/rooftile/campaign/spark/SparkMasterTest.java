package io.rooftile.campaign.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.UserInputException;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SparkMasterTest {
    @ParameterizedTest
    @ValueSource(strings = {"local", "local[3]", "local[*]", "local[2,4]"})
    void threadsOfThisProgram_haveNoExecutors(String address) {
        assertEquals(false, new SparkMaster(address).hasExecutors());
    }

    @ParameterizedTest
    @ValueSource(strings = {"spark://one:7077", "spark://one:7077,two:7078"})
    void cluster_hasExecutors(String address) {
        SparkMaster master = new SparkMaster(address);
        assertTrue(master.hasExecutors());
        assertEquals(OptionalInt.empty(), master.memoryMegabytes());
    }

    @Test
    void localCluster_saysItsMemory() {
        assertEquals(OptionalInt.of(1536), new SparkMaster("local-cluster[2,1,1536]").memoryMegabytes());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "spark",
                "spark://one",
                "local[0]",
                "local-cluster[2,1]",
                "spark:/one:7077",
                "yarn",
                "local[2"
            })
    void anythingElse_isRefused(String address) {
        UserInputException refusal = assertThrows(UserInputException.class, () -> new SparkMaster(address));
        assertTrue(String.valueOf(refusal.getMessage()).contains("this is no address of Spark"));
    }
}
