package io.rooftile.calibration.overlay;

import io.rooftile.core.design.OverlayDesign;
import io.rooftile.core.device.Board;
import io.rooftile.core.device.Coefficient;
import io.rooftile.core.device.Coefficients;
import io.rooftile.core.device.OffChipMemory;
import io.rooftile.core.network.Network;
import io.rooftile.costmodel.Target;
import io.rooftile.modelimport.ImportOptions;
import io.rooftile.modelimport.ImportResult;
import io.rooftile.modelimport.formats.ModelImport;
import io.rooftile.resourcedb.ResourceDatabase;
import io.rooftile.rtl.overlay.replay.MemoryTiming;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// Trained networks, and boards on which they run.
final class TrainedNets {
    private static final String LATENCY = "overlay_memory_latency_cycles";

    private TrainedNets() {}

    static Network read(Path model) {
        return switch (ModelImport.read(model.toString(), new ImportOptions(null, false))) {
            case ImportResult.Imported imported -> imported.network();
            case ImportResult.Refused refused -> throw new IllegalStateException(refused.toString());
        };
    }

    /// A board with such a memory.
    static Target target(OverlayDesign design, MemoryTiming timing) {
        ResourceDatabase database = ResourceDatabase.builtIn();
        Board board = database.board("zcu102");
        double bytesPerSecond =
                timing.beatsPer256Cycles() / 256.0 * design.memoryPortBits() / Byte.SIZE * design.clockHertz();
        OffChipMemory memory = new OffChipMemory("SRAM", bytesPerSecond, 1, 1L << 30, design.memoryPortBits());
        return Target.of(
                new Board(
                        board.name(),
                        board.part(),
                        board.reserved(),
                        memory,
                        board.staticPowerMilliwatts(),
                        board.sources(),
                        board.unverified()),
                withLatency(database.coefficients(ResourceDatabase.THEORY), timing.latencyCycles()));
    }

    private static Coefficients withLatency(Coefficients coefficients, int cycles) {
        Map<String, Map<String, Coefficient>> changed = new TreeMap<>();
        coefficients.byArchitecture().forEach((architecture, values) -> {
            Map<String, Coefficient> own = new TreeMap<>(values);
            own.computeIfPresent(LATENCY, (_, old) -> new Coefficient(cycles, old.unit(), old.basis(), old.source()));
            changed.put(architecture, own);
        });
        return new Coefficients(coefficients.id(), changed);
    }
}
