package io.rooftile.calibration.published;

import io.rooftile.calibration.published.Prediction.Counted;
import io.rooftile.calibration.published.Prediction.Fitted;
import io.rooftile.costmodel.published.DpuResources;
import io.rooftile.costmodel.published.DpuShape;
import io.rooftile.costmodel.published.DspUse;
import io.rooftile.costmodel.published.RamUse;
import java.util.List;

/// The resource tables of PG338.
final class DpuResourceTables {
    private static final String KIND = "route";
    private static final String ARCHITECTURES = "dpuczdx8g_architectures";
    private static final String ALU = "dpuczdx8g_b4096_alu_parallelism_v4_1";
    private static final String URAM = "dpuczdx8g_recommended_uram";

    static final List<String> NAMES = List.of(ARCHITECTURES, ALU, URAM);

    /// The array of the table of activation units, which has no other.
    private static final DpuShape LARGEST = new DpuShape(8, 16, 16);

    private final Rows rows;

    private DpuResourceTables(Rows rows) {
        this.rows = rows;
    }

    static void read(TruthNode root, Rows rows) {
        DpuResourceTables tables = new DpuResourceTables(rows);
        root.find(ARCHITECTURES).ifPresent(table -> table.rows("rows").forEach(tables::architecture));
        root.find(ALU).ifPresent(table -> table.rows("rows").forEach(tables::alu));
        root.find(URAM).ifPresent(table -> table.rows("rows").forEach(tables::uram));
    }

    private void architecture(TruthNode row) {
        String arch = row.text("arch");
        DpuShape shape = new DpuShape(
                row.count("pixel_parallelism"),
                row.count("input_channel_parallelism"),
                row.count("output_channel_parallelism"));
        counted(row, ARCHITECTURES, arch, "", "peak_ops_per_cycle", shape.peakOperationsPerCycle());
        row.find("resources_v1_2_dsp_high").ifPresent(cells -> resources(cells, arch, shape, DspUse.HIGH));
        row.find("resources_v1_2_dsp_low").ifPresent(cells -> resources(cells, arch, shape, DspUse.LOW));
        row.find("bram36_per_core_v3_4").ifPresent(cells -> {
            counted(cells, ARCHITECTURES, arch, "v3_4_", "ram_low", DpuResources.bram(shape, RamUse.LOW));
            counted(cells, ARCHITECTURES, arch, "v3_4_", "ram_high", DpuResources.bram(shape, RamUse.HIGH));
        });
        row.find("bram36_per_core_v4_0").ifPresent(cells -> {
            counted(cells, ARCHITECTURES, arch, "v4_0_", "ram_low", DpuResources.bramBanks(shape, RamUse.LOW));
            counted(cells, ARCHITECTURES, arch, "v4_0_", "ram_high", DpuResources.bramBanks(shape, RamUse.HIGH));
        });
        row.find("depthwise_extra_v3_4").ifPresent(cells -> {
            fitted(cells, ARCHITECTURES, arch, "depthwise_", "lut", new Fitted(DpuResources.depthwiseLut(shape)));
            counted(cells, ARCHITECTURES, arch, "depthwise_", "bram36", DpuResources.depthwiseBram(shape));
            counted(cells, ARCHITECTURES, arch, "depthwise_", "dsp", DpuResources.depthwiseDsp(shape));
        });
    }

    private void resources(TruthNode cells, String arch, DpuShape shape, DspUse use) {
        fitted(cells, ARCHITECTURES, arch, "", "lut", new Fitted(DpuResources.lut(shape, use)));
        fitted(cells, ARCHITECTURES, arch, "", "ff", new Fitted(DpuResources.ff(shape, use)));
        counted(cells, ARCHITECTURES, arch, "", "bram36", DpuResources.bramBasic(shape));
        counted(cells, ARCHITECTURES, arch, "", "dsp", DpuResources.dsp(shape, use));
    }

    private void alu(TruthNode row) {
        int alu = row.count("alu_parallelism");
        String model = LARGEST.name() + " alu " + alu;
        fitted(row, ALU, model, "", "lut", new Fitted(DpuResources.aluLut(LARGEST, alu)));
        fitted(row, ALU, model, "", "ff", new Fitted(DpuResources.aluFf(LARGEST, alu)));
        counted(row, ALU, model, "", "bram36", DpuResources.bramBanks(LARGEST, RamUse.LOW));
        counted(row, ALU, model, "", "dsp", DpuResources.aluDsp(LARGEST, alu));
    }

    private void uram(TruthNode row) {
        String arch = row.text("arch");
        DpuShape.named(arch)
                .ifPresentOrElse(
                        shape -> {
                            counted(row, URAM, arch, "", "u_bank_img", DpuResources.uramFeatureBanks(shape));
                            counted(row, URAM, arch, "", "u_bank_wgt", DpuResources.uramWeightBanks(shape));
                            counted(row, URAM, arch, "", "u_bank_bias", 1);
                        },
                        () -> rows.leaveOut("dpu/" + URAM, arch, "PG338 has no array of that name"));
    }

    private void counted(TruthNode cells, String table, String arch, String prefix, String key, double value) {
        fitted(cells, table, arch, prefix, key, new Counted(value));
    }

    private void fitted(TruthNode cells, String table, String arch, String prefix, String key, Prediction prediction) {
        cells.find(key)
                .ifPresent(cell -> rows.add(
                        new Measurement("dpu/" + table, KIND, arch, arch, "", prefix + key, cell.number()),
                        prediction));
    }
}
