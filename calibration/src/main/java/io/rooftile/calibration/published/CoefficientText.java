package io.rooftile.calibration.published;

import io.rooftile.core.device.Coefficient;
import io.rooftile.core.device.Coefficients;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// A fitted coefficient set as the text of its file. The same set gives the same bytes.
public final class CoefficientText {
    private CoefficientText() {}

    /// The file's text, sections and coefficients sorted.
    public static String of(Coefficients set) {
        Map<String, String> sources = sources(set);
        StringBuilder text = new StringBuilder();
        text.append("# Other people's hardware, not Rooftile's. Written by `rooftile replay --fit`; do not edit.\n");
        text.append("name: ").append(set.id()).append('\n').append("sources:\n");
        sources.forEach((source, name) ->
                text.append("  ").append(name).append(": \"").append(source).append("\"\n"));
        text.append("common: {}\n").append("architectures:\n");
        new TreeMap<>(set.byArchitecture()).forEach((section, coefficients) -> {
            text.append("  ").append(section).append(":\n");
            new TreeMap<>(coefficients).forEach((name, coefficient) -> text.append("    ")
                    .append(name)
                    .append(": ")
                    .append(entry(coefficient, sources))
                    .append('\n'));
        });
        return text.toString();
    }

    private static String entry(Coefficient coefficient, Map<String, String> sources) {
        return "{value: "
                + new BigDecimal(Double.toString(coefficient.value()))
                        .stripTrailingZeros()
                        .toPlainString()
                + ", unit: " + coefficient.unit()
                + ", basis: " + coefficient.basis().name().toLowerCase(Locale.ROOT)
                + ", source: " + sources.get(coefficient.source()) + "}";
    }

    /// Short names of the sources, in the order of the coefficients.
    private static Map<String, String> sources(Coefficients set) {
        Map<String, String> names = new LinkedHashMap<>();
        new TreeMap<>(set.byArchitecture()).values().forEach(coefficients -> new TreeMap<>(coefficients)
                .values()
                .forEach(coefficient -> names.computeIfAbsent(coefficient.source(), _ -> "fit-" + (names.size() + 1))));
        return names;
    }
}
