package io.rooftile.gui;

import io.rooftile.core.design.Family;
import io.rooftile.dse.Objective;
import io.rooftile.gui.data.Brush;
import io.rooftile.gui.data.Points;
import io.rooftile.gui.data.Range;
import io.rooftile.gui.data.Runs;
import io.rooftile.gui.data.Workspace;
import io.rooftile.gui.front.FrontView;
import io.rooftile.gui.task.BackgroundTasks;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import javafx.animation.AnimationTimer;
import javafx.scene.control.Label;
import javafx.stage.Stage;

/// How long the first picture of a cloud takes and how many pictures a second a brush gets: a main program that prints
/// figures, not a test. Arguments: number of points, width and height of the window in pixels.
final class FrontBenchmark {
    private static final long BRUSHED_NANOS = 5_000_000_000L;

    private FrontBenchmark() {}

    public static void main(String[] arguments) throws InterruptedException {
        Locale.setDefault(Locale.ROOT);
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        int width = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1280;
        int height = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 800;
        Points points = cloud(count);
        Toolkit.start();
        BackgroundTasks tasks = Toolkit.tasks();
        GuiWindow window = Toolkit.onWindow(() -> {
            Stage stage = new Stage();
            GuiWindow opened = new GuiWindow(stage, tasks, Toolkit.commandLine(), Runs.SEARCH);
            stage.setWidth(width);
            stage.setHeight(height);
            opened.show();
            return opened;
        });
        Workspace workspace = window.workspace();
        FrontView view = window.front();
        Thread.sleep(1000);
        long start = System.nanoTime();
        Toolkit.act(() -> workspace.show(points));
        String shown = "%,d points".formatted(count);
        while (!Toolkit.onWindow(() -> ((Label) view.lookup("#count")).getText().endsWith(shown))) {
            Thread.sleep(1);
        }
        System.out.printf("%,d points, window %dx%d%n", count, width, height);
        System.out.printf("first paint: %.0f ms%n", (System.nanoTime() - start) / 1e6);
        Thread.sleep(1000);
        List<Long> pulses = new ArrayList<>();
        List<Long> work = new ArrayList<>();
        long painted = Toolkit.onWindow(view::frames);
        AnimationTimer brush = new AnimationTimer() {
            private int step;

            @Override
            public void handle(long now) {
                pulses.add(now);
                long begun = System.nanoTime();
                double least = 0.01 * Math.pow(1.05, step++ % 60);
                workspace
                        .brush()
                        .set(Brush.ALL
                                .with(Objective.LATENCY, new Range(least, least * 20))
                                .with(Objective.LUT, new Range(100, 30_000)));
                work.add(System.nanoTime() - begun);
            }
        };
        Map<String, Long> idle = processorTime();
        long from = System.nanoTime();
        Toolkit.act(brush::start);
        Thread.sleep(BRUSHED_NANOS / 1_000_000);
        Toolkit.act(brush::stop);
        double seconds = (System.nanoTime() - from) / 1e9;
        Map<String, Long> spent = processorTime();
        long pictures = Toolkit.onWindow(view::frames) - painted;
        long longest = work.stream().mapToLong(Long::longValue).max().orElse(0);
        System.out.printf(
                "brushing: %.1f pictures/s of the scatter, %.1f pulses/s%n",
                pictures / seconds, pulses.size() / seconds);
        System.out.printf("longest change of the brush on the window's thread: %.1f ms%n", longest / 1e6);
        // On a busy machine wall time says little: the processor time of a picture on each thread says what it takes.
        spent.forEach((thread, nanos) -> {
            double each = (nanos - idle.getOrDefault(thread, 0L)) / 1e6 / Math.max(1, pictures);
            if (each > 0.1) {
                System.out.printf("processor time of a picture: %.1f ms on %s%n", each, thread);
            }
        });
        System.exit(0);
    }

    /// Nanoseconds that the threads of each name have used.
    private static Map<String, Long> processorTime() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Map<String, Long> times = new TreeMap<>();
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null) {
                times.merge(thread.getThreadName(), threads.getThreadCpuTime(thread.getThreadId()), Long::sum);
            }
        }
        return times;
    }

    /// Points as a search leaves them: spread over decades, more of what is slower and smaller.
    private static Points cloud(int count) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        Points.Builder builder = new Points.Builder(Objective.ALL);
        double[] values = new double[Objective.ALL.size()];
        for (int i = 0; i < count; i++) {
            double latency = Math.exp(random.nextGaussian() * 1.5);
            double lut = 5000 / Math.pow(latency, 0.7) * Math.exp(Math.abs(random.nextGaussian()) * 0.5);
            for (int figure = 0; figure < values.length; figure++) {
                values[figure] = lut * Math.exp(random.nextGaussian() * 0.3) * (figure + 1);
            }
            values[0] = latency;
            values[2] = lut;
            builder.add(
                    values,
                    random.nextBoolean() ? Family.OVERLAY : Family.DATAFLOW,
                    0,
                    i % 500 == 0 ? Points.Kind.FRONT : Points.Kind.DOMINATED);
        }
        return builder.build();
    }
}
