package io.rooftile.campaign.spark;

import io.rooftile.campaign.Cluster;
import io.rooftile.campaign.Workbench;
import io.rooftile.core.UserInputException;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/// Apache Spark: each cell is a job of one task. Executors have this program's class path, so Rooftile, Spark's
/// jars and the models lie under the same paths on all machines. What a user sets as `spark.` properties of Java holds.
public final class SparkCluster implements Cluster {
    /// All of them known to Javas of long ago, so that one that is too old comes as far as to be told.
    private static final String EXECUTOR_OPTIONS =
            "-XX:+UseSerialGC -Djava.awt.headless=true --enable-native-access=ALL-UNNAMED";

    /// Of spark-core_2.13.
    private static final String SCALA = "2.13";

    private static final int EXECUTOR_SECONDS = 60;
    private static final long PAUSE_NANOSECONDS = 50_000_000;
    private static final long NANOSECONDS_PER_SECOND = 1_000_000_000;

    @Override
    public void require(String master) {
        SparkMaster _ = new SparkMaster(master);
    }

    @Override
    public Session open(String master, Workbench workbench) {
        SparkMaster address = new SparkMaster(master);
        JavaSparkContext spark = connect(address);
        try {
            awaitExecutor(spark, address);
        } catch (UserInputException exception) {
            spark.close();
            throw exception;
        }
        return new SparkSession(spark, master, workbench);
    }

    private static JavaSparkContext connect(SparkMaster master) {
        try {
            return new JavaSparkContext(configuration(master));
        } catch (RuntimeException exception) {
            throw unreachable(
                    master,
                    String.valueOf(exception.getMessage()).lines().findFirst().orElse(""));
        }
    }

    private static SparkConf configuration(SparkMaster master) {
        SparkConf conf = new SparkConf();
        conf.setMaster(master.address());
        conf.setAppName("rooftile campaign");
        conf.setIfMissing("spark.ui.enabled", "false");
        if (!master.hasExecutors() || master.isLocalCluster()) {
            conf.setIfMissing("spark.driver.host", "127.0.0.1");
            conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
        }
        if (master.hasExecutors()) {
            conf.set("spark.executor.extraClassPath", classPath());
            conf.set(
                    "spark.executor.extraJavaOptions",
                    EXECUTOR_OPTIONS + " " + conf.get("spark.executor.extraJavaOptions", ""));
        }
        master.memoryMegabytes().ifPresent(megabytes -> {
            conf.setIfMissing("spark.executor.memory", megabytes + "m");
            // Spark's own scripts, which do not run here, tell it this.
            conf.setExecutorEnv("SPARK_SCALA_VERSION", SCALA);
        });
        return conf;
    }

    /// This program's, with absolute paths: executors begin in another folder.
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static void awaitExecutor(JavaSparkContext spark, SparkMaster master) {
        long start = System.nanoTime();
        // The driver is one of those that are listed.
        while (master.hasExecutors() && spark.statusTracker().getExecutorInfos().length < 2) {
            if (spark.sc().isStopped()) {
                throw unreachable(master, "it does not answer");
            }
            if (System.nanoTime() - start > EXECUTOR_SECONDS * NANOSECONDS_PER_SECOND) {
                throw UserInputException.of(
                        "--master",
                        master.address(),
                        "no executor came in " + EXECUTOR_SECONDS + " s",
                        "see that it has workers with a free core and spark.executor.memory (1g unless set)");
            }
            LockSupport.parkNanos(PAUSE_NANOSECONDS);
        }
    }

    private static UserInputException unreachable(SparkMaster master, String why) {
        return UserInputException.of(
                "--master", master.address(), "Spark cannot begin there: " + why, "see that it runs, with Spark 4.2");
    }
}
