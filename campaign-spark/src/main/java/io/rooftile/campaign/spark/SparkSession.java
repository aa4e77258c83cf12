package io.rooftile.campaign.spark;

import io.rooftile.campaign.Cluster.Session;
import io.rooftile.campaign.Errand;
import io.rooftile.campaign.Parcel;
import io.rooftile.campaign.Workbench;
import io.rooftile.core.UserInputException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;

/// A connection to Spark's driver in this program.
///
/// @param master the address, for messages
record SparkSession(JavaSparkContext spark, String master, Workbench workbench) implements Session {
    private static final long PAUSE_MILLISECONDS = 500;

    /// What Spark says before the reason: numbers of task, stage and executor, which no two runs share.
    private static final Pattern ATTEMPT = Pattern.compile("^.* executor \\w+\\): ");

    @Override
    public Parcel run(Errand errand, BooleanSupplier isOver) {
        JavaFutureAction<List<Parcel>> action;
        try {
            action = submit(errand, workbench);
        } catch (IllegalStateException exception) {
            return failed(exception, isOver);
        }
        while (true) {
            try {
                return action.get(PAUSE_MILLISECONDS, TimeUnit.MILLISECONDS).getFirst();
            } catch (TimeoutException _) {
                if (isOver.getAsBoolean()) {
                    action.cancel(true);
                    return Parcel.lost("cancelled");
                }
            } catch (InterruptedException exception) {
                Thread.currentThread().interrupt();
                action.cancel(true);
                return Parcel.lost("interrupted");
            } catch (ExecutionException exception) {
                return failed(exception.getCause(), isOver);
            }
        }
    }

    private JavaFutureAction<List<Parcel>> submit(Errand errand, Workbench travelling) {
        return spark.parallelize(List.of(errand), 1)
                .map(own -> ran(own, travelling))
                .collectAsync();
    }

    /// In the executor. Its context is known to the task's own thread only, and others ask.
    private static Parcel ran(Errand errand, Workbench workbench) {
        TaskContext context = TaskContext.get();
        return errand.run(workbench, context::isInterrupted);
    }

    /// What Spark gave up after several attempts, or because it ends.
    private Parcel failed(@Nullable Throwable cause, BooleanSupplier isOver) {
        if (isOver.getAsBoolean()) {
            // An interruption stops Spark and this program at the same time.
            return Parcel.lost("cancelled");
        }
        String message = String.valueOf(cause);
        if (message.contains("UnsupportedClassVersionError")) {
            throw wrong(
                    "its executors run an older Java", "set JAVA_HOME of the executors to the Java of this program");
        }
        if (message.contains("ClassNotFoundException") || message.contains("NoClassDefFoundError")) {
            throw wrong(
                    "its executors have no Rooftile",
                    "let them see Rooftile and its libraries under the paths of here");
        }
        if (message.contains("InvalidClassException")) {
            throw wrong(
                    "its executors have another Rooftile or Spark", "let them see the same folder, and run Spark 4.2");
        }
        if (spark.sc().isStopped()) {
            throw wrong("it has ended", "see its log; the same command goes on with the rest");
        }
        String first = message.lines().findFirst().orElse("");
        return Parcel.lost("Spark gave the cell up: " + ATTEMPT.matcher(first).replaceFirst("")
                + "; more spark.executor.memory may help");
    }

    private UserInputException wrong(String what, String hint) {
        return UserInputException.of("--master", master, what, hint);
    }

    @Override
    public void close() {
        spark.close();
    }
}
