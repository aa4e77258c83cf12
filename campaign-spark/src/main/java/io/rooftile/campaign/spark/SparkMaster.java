package io.rooftile.campaign.spark;

import io.rooftile.core.UserInputException;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a campaign's tasks run: the addresses of Spark that are known here.
///
/// @param address as the user gives it. source: spark.apache.org/docs/4.2.0/submitting-applications.html#master-urls
record SparkMaster(String address) {
    private static final Pattern LOCAL = Pattern.compile("local(\\[([1-9]\\d*|\\*)(,\\s*[1-9]\\d*)?])?");
    private static final Pattern LOCAL_CLUSTER =
            Pattern.compile("local-cluster\\[\\s*[1-9]\\d*\\s*,\\s*[1-9]\\d*\\s*,\\s*([1-9]\\d*)\\s*]");
    private static final Pattern STANDALONE = Pattern.compile("spark://[^:,/\\s]+:\\d+(,[^:,/\\s]+:\\d+)*");

    /// @throws UserInputException when it is not an address
    SparkMaster {
        if (!LOCAL.matcher(address).matches()
                && !LOCAL_CLUSTER.matcher(address).matches()
                && !STANDALONE.matcher(address).matches()) {
            throw UserInputException.of(
                    "--master",
                    address,
                    "this is no address of Spark",
                    "give local[CORES], local-cluster[EXECUTORS,CORES,MEGABYTES] or spark://HOST:PORT");
        }
    }

    /// Whether the tasks run in programs of their own.
    boolean hasExecutors() {
        return !LOCAL.matcher(address).matches();
    }

    /// Whether those run on this machine, for this campaign alone.
    boolean isLocalCluster() {
        return LOCAL_CLUSTER.matcher(address).matches();
    }

    /// Of each executor of a local cluster.
    OptionalInt memoryMegabytes() {
        Matcher matcher = LOCAL_CLUSTER.matcher(address);
        return matcher.matches() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    }
}
