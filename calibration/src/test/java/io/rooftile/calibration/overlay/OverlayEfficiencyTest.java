package io.rooftile.calibration.overlay;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.design.ArrayShape;
import io.rooftile.core.design.OverlayBuffers;
import io.rooftile.core.design.OverlayDesign;
import io.rooftile.core.design.OverlayNumbers;
import io.rooftile.core.design.Requantisation;
import io.rooftile.core.network.Network;
import io.rooftile.costmodel.Estimate;
import io.rooftile.costmodel.LayerEstimate;
import io.rooftile.costmodel.Target;
import io.rooftile.costmodel.overlay.OverlayModel;
import io.rooftile.costmodel.overlay.UnitCycles;
import io.rooftile.resourcedb.ResourceDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// How much of an array's products trained networks use on a board, at the best shape of at least 256 products that
/// `explore` finds; and layer by layer what is lost, to what. A layer that the memory does not bind should reach
/// nearly what the rounding of its own dimensions to the array's allows.
final class OverlayEfficiencyTest {
    private static final String BOARD = "kcu105";
    /// Layers of fewer multiply-accumulates take some hundred cycles in all.
    private static final long LEAST_MACS = 10_000;
    /// Share of what the rounding of its dimensions allows that a layer reaches, where the memory does not bind it.
    private static final double MARK = 0.95;

    private static final List<Subject> SUBJECTS = List.of(
            new Subject(
                    "ResNet-8",
                    "mlperftiny-ic-resnet8/pretrainedResnet_quant.tflite",
                    design(new ArrayShape(16, 4, 4, 1), new OverlayBuffers(256, 256, 64), 512),
                    0.85,
                    1),
            new Subject(
                    "DS-CNN",
                    "mlperftiny-kws-dscnn/kws_ref_model.tflite",
                    design(new ArrayShape(4, 8, 8, 2), new OverlayBuffers(256, 64, 128), 256),
                    0.65,
                    1),
            new Subject(
                    "person_detect",
                    "tflm-person-detect/person_detect.tflite",
                    design(new ArrayShape(4, 8, 8, 1), new OverlayBuffers(512, 128, 512), 512),
                    0.65,
                    1),
            new Subject(
                    "MobileNet v1 0.25/128",
                    "mobilenet-v1-025-128-quant/mobilenet_v1_0.25_128_quant.tflite",
                    design(new ArrayShape(4, 8, 8, 1), new OverlayBuffers(1024, 512, 512), 512),
                    0.65,
                    3),
            new Subject(
                    "MobileNet v2 0.35/160",
                    "mobilenet-v2-035-160-int8/model_mobilenetv2_160_035.tflite",
                    design(new ArrayShape(16, 4, 4, 1), new OverlayBuffers(2048, 512, 1024), 512),
                    0.65,
                    6));

    private static OverlayDesign design(ArrayShape array, OverlayBuffers buffers, int portBits) {
        OverlayNumbers numbers = new OverlayNumbers(8, 8, Requantisation.EXACT, true);
        return new OverlayDesign(200_000_000, array, buffers, numbers, portBits, 1, List.of());
    }

    /// A network on its engine.
    ///
    /// @param least share of the array's products that it uses
    /// @param mostShort layers that do not reach the mark: the page says which, and why
    private record Subject(String name, String model, OverlayDesign design, double least, int mostShort) {}

    /// A layer: what it took, and what its rounding and the memory need.
    private record Row(LayerEstimate layer, UnitCycles units, boolean isFirst) {
        private long cycles() {
            return layer.work().cycles();
        }

        private boolean isMemoryBound() {
            return units.memory() >= units.rounded();
        }

        private double reached() {
            return (double) units.rounded() / cycles();
        }

        private boolean isShort() {
            return layer.work().macs() > LEAST_MACS && reached() < MARK && !isMemoryBound();
        }

        private String lostTo() {
            if (reached() >= MARK || layer.work().macs() <= LEAST_MACS) {
                return "";
            }
            if (isMemoryBound()) {
                return "memory";
            }
            long tiles = Math.max(0, units.compute() - units.rounded());
            long waiting = Math.max(0, cycles() - units.rounded() - tiles);
            String waits = isFirst ? "the start" : "waiting for what it reads";
            return "%s: %,d%s"
                    .formatted(waits, waiting, tiles > 0 ? "; the rounding of its tiles: %,d".formatted(tiles) : "");
        }

        private String text() {
            return "| %s | %s | %,d | %.3f | %,d | %,d | %,d | %.3f | %s |"
                    .formatted(
                            layer.layer(),
                            layer.mapping(),
                            layer.work().macs(),
                            layer.work().efficiencyFraction(),
                            units.rounded(),
                            units.memory(),
                            cycles(),
                            reached(),
                            lostTo());
        }
    }

    /// A network's layers.
    private record Result(Subject subject, Network network, Estimate estimate, List<Row> rows) {
        private static Result of(Subject subject, Path models) {
            Network network = TrainedNets.read(models.resolve(subject.model()));
            ResourceDatabase database = ResourceDatabase.builtIn();
            Target target = Target.of(database.board(BOARD), database.coefficients(ResourceDatabase.OWN));
            Estimate estimate =
                    OverlayModel.estimate(network, subject.design(), target).estimate();
            Map<String, UnitCycles> units =
                    OverlayModel.unitCycles(network, (OverlayDesign) estimate.design(), target).stream()
                            .collect(Collectors.toMap(UnitCycles::layer, Function.identity()));
            List<LayerEstimate> layers = estimate.layers().stream()
                    .filter(layer -> units.containsKey(layer.layer()))
                    .toList();
            List<Row> rows = layers.stream()
                    .map(layer -> new Row(
                            layer, Objects.requireNonNull(units.get(layer.layer())), layer.equals(layers.getFirst())))
                    .toList();
            return new Result(subject, network, estimate, rows);
        }

        private double efficiency() {
            return (double) network.macs()
                    / (subject.design().array().macsPerCycle() * (double) estimate.figures().latencyCycles);
        }

        private String page() {
            ArrayShape array = subject.design().array();
            String heading = "## %s: %.3f on %dx%dx%d, %,d cycles"
                    .formatted(
                            subject.name(),
                            efficiency(),
                            array.pp(),
                            array.icp(),
                            array.ocp(),
                            estimate.figures().latencyCycles);
            String head = "| layer | mapping | MACs | efficiency | cycles of the rounded layer | of the memory | taken "
                    + "| rounded / taken | lost to |\n|---|---|---:|---:|---:|---:|---:|---:|---|";
            return Stream.concat(
                            Stream.of(heading + "\n\n" + head), rows.stream().map(Row::text))
                    .collect(Collectors.joining("\n"));
        }
    }

    private static List<Result> results() {
        Path models = Path.of(System.getProperty("rooftile.shared", "../../shared"), "models");
        Assumptions.assumeTrue(Files.isDirectory(models), models + " is absent");
        return SUBJECTS.stream().map(subject -> Result.of(subject, models)).toList();
    }

    @Test
    void networksAndTheirLayers_useTheArray() throws IOException {
        List<Result> results = results();
        String page = System.getProperty("rooftile.efficiency.page");
        if (page != null) {
            Files.writeString(Path.of(page), page(results));
        }
        assertAll(results.stream().flatMap(OverlayEfficiencyTest::checks));
    }

    private static Stream<Executable> checks(Result result) {
        Subject subject = result.subject();
        List<String> shortOfIt =
                result.rows().stream().filter(Row::isShort).map(Row::text).toList();
        return Stream.of(
                () -> assertTrue(result.efficiency() >= subject.least(), subject.name() + ": " + result.efficiency()),
                () -> assertTrue(
                        shortOfIt.size() <= subject.mostShort(),
                        subject.name() + ":\n" + String.join("\n", shortOfIt)));
    }

    private static String page(List<Result> results) {
        return """
                # What overlays make of their array

                Made by `scripts/measure-efficiency`; do not edit. Estimates on %s with the memory of the board, at the shape of at least
                256 products a cycle that `explore --board %s --family overlay --overlay-shape SHAPE` finds best. Efficiency is useful
                multiply-accumulates over `PP*ICP*OCP` times cycles. *Rounded* is what the array takes for the layer as one tile, its dimensions
                rounded up to the array's ([model](model/overlay.md#what-runs-where)); *memory* what the memory takes to move the layer's bytes, program
                among them; *taken* the cycles from the last result of the layer before to its own. Of layers of more than 10,000
                multiply-accumulates that take more than 1/0.95 of *rounded* the last column says what for: *memory*, where it takes longer than the
                rounded layer; else cycles.

                %s
                """.formatted(BOARD, BOARD, results.stream().map(Result::page).collect(Collectors.joining("\n\n")));
    }
}
