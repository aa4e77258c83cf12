package io.rooftile.calibration.dataflow;

import io.rooftile.calibration.dataflow.ResourceMeasurement.Finding;
import io.rooftile.calibration.dataflow.ResourceMeasurement.Subject;
import io.rooftile.core.device.Resource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The page of predicted and measured resources.
final class ResourcePage {
    private static final List<Resource> RESOURCES = List.of(Resource.LUT, Resource.FF, Resource.DSP, Resource.BRAM);

    private ResourcePage() {}

    static String of(List<Finding> findings, ConstantForm.Comparison constants) {
        return """
                # Resources: predicted and measured

                Made by `scripts/measure-resources` with %s; do not edit. Each row is a design with random foldings, storage and
                multipliers (seeds in `ResourceTableTest`), predicted by the cost model with coefficients from theory (none is
                fitted), and mapped by Yosys, flat, without the board's shell. What is between stages is that of the hardware: FIFOs
                and changes of width. Errors are signed and relative to the measurement.

                %s

                | network | part | bits | cycles at most | LUT said | found | | FF said | found | | DSP said | found | BRAM said | found |
                |---|---|---|---|---|---|---|---|---|---|---|---|---|---|
                %s

                ## Weights as constants

                `KERAS_3layer`, %d bits, on %s: the last layer, %d weights, fully unrolled, behind layers of one multiplier each.

                | form | LUT said | found | DSP said | found |
                |---|---|---|---|---|
                | constants in logic, reuse 1 | %,d | %,d | %,d | %,d |
                | a multiplier in LUTs for every second weight, reuse 2 | %,d | %,d | %,d | %,d |

                A multiplier for each weight at reuse 1 is %,d more of them, of which Yosys makes %,d LUT each: %,d LUT in all. The DSP
                blocks are those of the layers before.
                """.formatted(
                findings.getFirst().tool(),
                summary(findings),
                findings.stream().map(ResourcePage::row).collect(Collectors.joining("\n")),
                constants.bits(),
                constants.constants().part(),
                constants.weights(),
                constants.constants().predicted().lut(),
                constants.constants().measured().lut(),
                constants.constants().predicted().dsp(),
                constants.constants().measured().dsp(),
                constants.multipliers().predicted().lut(),
                constants.multipliers().measured().lut(),
                constants.multipliers().predicted().dsp(),
                constants.multipliers().measured().dsp(),
                constants.weights() / 2,
                constants.multiplierLuts(),
                constants.multipliers().measured().lut() + constants.weights() / 2 * constants.multiplierLuts());
    }

    private static String summary(List<Finding> findings) {
        StringBuilder text = new StringBuilder();
        text.append(findings.size()).append(" designs on ");
        text.append(findings.stream().map(Finding::part).distinct().count()).append(" parts. ");
        for (Resource resource : RESOURCES) {
            long exact = findings.stream()
                    .filter(finding -> finding.predicted().get(resource)
                            == finding.measured().get(resource))
                    .count();
            text.append(resource).append(": ").append(exact).append(" exact, median error ");
            List<Double> errors = findings.stream()
                    .map(finding -> error(finding, resource))
                    .sorted(Comparator.naturalOrder())
                    .toList();
            text.append(String.format(
                    Locale.ROOT,
                    "%+.1f %% (%+.1f to %+.1f). ",
                    errors.get(errors.size() / 2),
                    errors.getFirst(),
                    errors.getLast()));
        }
        return text.toString().strip();
    }

    private static double error(Finding finding, Resource resource) {
        long said = finding.predicted().get(resource);
        long found = finding.measured().get(resource);
        return said == found ? 0 : 100.0 * (said - found) / Math.max(1, found);
    }

    static String row(Finding finding) {
        Subject subject = finding.subject();
        StringBuilder row = new StringBuilder("| %s | %s | %d%s | %,d |"
                .formatted(
                        subject.name(),
                        finding.part(),
                        subject.bits(),
                        switch (subject.requantisation()) {
                            case EXACT -> "";
                            case POWER_OF_TWO -> ", shifts";
                        },
                        subject.mostCycles()));
        for (Resource resource : RESOURCES) {
            row.append(String.format(
                    Locale.ROOT,
                    " %,d | %,d |",
                    finding.predicted().get(resource),
                    finding.measured().get(resource)));
            if (resource == Resource.LUT || resource == Resource.FF) {
                row.append(String.format(Locale.ROOT, " %+.0f %% |", error(finding, resource)));
            }
        }
        return row.toString();
    }
}
