package io.rooftile.calibration.overlay;

import io.rooftile.calibration.overlay.EngineMeasurement.Finding;
import io.rooftile.calibration.overlay.EngineMeasurement.Subject;
import io.rooftile.rtl.overlay.EngineShape;
import java.util.List;
import java.util.stream.Collectors;

/// The page of measured engines.
final class EnginePage {
    /// Post-implementation figures on ZCU102, without depthwise convolutions, average pools, ReLU6 and leaky
    /// ReLU. Source: AMD
    /// PG338 v1.2 (2019-03-26), table 9, Resources of Different DSP Usage; its BRAM are of 36 Kb, here in halves.
    private record Dpu(String name, String usage, int lut, int ff, int dsp, int bramHalves) {}

    private static final List<Dpu> DPUS = List.of(
            new Dpu("B512", "high", 20_177, 31_782, 98, 139),
            new Dpu("B512", "low", 20_759, 33_572, 66, 139),
            new Dpu("B1024", "high", 27_377, 46_241, 194, 203),
            new Dpu("B1024", "low", 29_155, 49_823, 130, 203));

    private EnginePage() {}

    static String of(List<Finding> findings) {
        return """
                # Overlay engines: predicted and measured blocks

                Made by `scripts/measure-overlay` with %s; do not edit. Engines without the AXI4-Lite block. DSP and BRAM
                (18 Kb each) as `EngineBlocks` of the cost model says / as Yosys makes them: they must be the same, or the script
                fails. LUT and FF as Yosys makes them, of all modules as one (flat), or module by module, which takes minutes in place
                of hours for the large ones and leaves in what is saved across their borders.

                | engine | part | mapped | bits of data, weights, port | words of feature, weight, parameter, output buffers | DSP | BRAM | LUT | FF |
                |---|---|---|---|---|---|---|---:|---:|
                %s

                ## Beside the DPUCZDX8G

                AMD's figures are of its own core after implementation (PG338 v1.2, table 9), whose array runs at twice the clock:
                256 products a cycle of the core in 66 blocks (B512, low), four a block. This engine makes one product a block
                and a cycle, packed two, and takes 8 blocks more for each of its `PP*QC` requantisers. Its buffers are as deep as said above; AMD's
                are as PG338 sizes them.

                | array | whose | LUT | FF | DSP | BRAM (18 Kb) |
                |---|---|---:|---:|---:|---:|
                %s
                """.formatted(
                        findings.getFirst().tool(),
                        findings.stream().map(EnginePage::row).collect(Collectors.joining("\n")),
                        comparison(findings));
    }

    static String row(Finding finding) {
        EngineShape shape = finding.subject().shape();
        return "| %s (%dx%dx%d) | %s | %s | %d, %d, %d | %,d, %,d, %,d, %,d | %,d / %,d | %,d / %,d | %,d | %,d |"
                .formatted(
                        named(finding),
                        shape.pp(),
                        shape.icp(),
                        shape.ocp(),
                        finding.part(),
                        mapped(finding),
                        shape.dataBits(),
                        shape.weightBits(),
                        shape.portBits(),
                        shape.featureDepth(),
                        shape.weightDepth(),
                        shape.parameterDepth(),
                        shape.outputDepth(),
                        finding.dsp(),
                        finding.measured().dsp(),
                        finding.bram(),
                        finding.measured().bram(),
                        finding.measured().lut(),
                        finding.measured().ff());
    }

    private static String mapped(Finding finding) {
        return switch (finding.subject().hierarchy()) {
            case FLAT -> "flat";
            case KEPT -> "by module";
        };
    }

    /// The name of an engine, with what its array is.
    private static String named(Finding finding) {
        Subject subject = finding.subject();
        return subject.shape().isPacked() ? subject.name() + " packed" : subject.name();
    }

    private static String comparison(List<Finding> findings) {
        return DPUS.stream()
                .map(Dpu::name)
                .distinct()
                .map(name -> ours(findings, name) + "\n" + theirs(name))
                .collect(Collectors.joining("\n"));
    }

    private static String ours(List<Finding> findings, String name) {
        return findings.stream()
                .filter(finding -> finding.subject().name().equals(name))
                .map(finding -> "| %s | this engine on %s, %s | %,d | %,d | %,d | %,d |"
                        .formatted(
                                named(finding),
                                finding.part(),
                                mapped(finding),
                                finding.measured().lut(),
                                finding.measured().ff(),
                                finding.measured().dsp(),
                                finding.measured().bram()))
                .collect(Collectors.joining("\n"));
    }

    private static String theirs(String name) {
        return DPUS.stream()
                .filter(dpu -> dpu.name().equals(name))
                .map(dpu -> "| %s | DPUCZDX8G, DSP usage %s | %,d | %,d | %,d | %,d |"
                        .formatted(name, dpu.usage(), dpu.lut(), dpu.ff(), dpu.dsp(), dpu.bramHalves()))
                .collect(Collectors.joining("\n"));
    }
}
