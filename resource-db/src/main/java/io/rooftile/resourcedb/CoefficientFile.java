package io.rooftile.resourcedb;

import io.rooftile.core.Sha256;
import io.rooftile.core.device.Basis;
import io.rooftile.core.device.Coefficient;
import io.rooftile.core.device.Coefficients;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Reads a coefficient set: what holds for all architectures (`common`), and what each one has of its own or
/// otherwise. A
/// set that names another one as its `base` has all of that one's but what it replaces.
final class CoefficientFile {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,79}");

    private CoefficientFile() {}

    /// @param bases reads the set that a name stands for
    static Coefficients of(YamlNode node, Function<String, Coefficients> bases) {
        Fields fields = Fields.of(
                node, "a coefficient set", List.of("name", "sources", "common", "architectures"), List.of("base"));
        Citations citations = Citations.of(fields.get("sources"));
        Map<String, Coefficient> common = values(fields.get("common"), "common", citations);
        Map<String, Map<String, Coefficient>> byArchitecture = new TreeMap<>();
        if (fields.has("base")) {
            bases.apply(fields.text("base")).byArchitecture().forEach((architecture, values) -> {
                Map<String, Coefficient> all = new TreeMap<>(values);
                all.putAll(common);
                byArchitecture.put(architecture, all);
            });
        }
        Fields.mapping(fields.get("architectures"), "architectures").entries().forEach((architecture, entry) -> {
            Map<String, Coefficient> all = new TreeMap<>(byArchitecture.getOrDefault(architecture, common));
            all.putAll(values(entry.value(), architecture, citations));
            byArchitecture.put(architecture, all);
        });
        citations.checkAllUsed();
        return new Coefficients(PartFile.name(fields) + "-" + hash(byArchitecture), byArchitecture);
    }

    private static Map<String, Coefficient> values(YamlNode node, String section, Citations citations) {
        Map<String, Coefficient> values = new TreeMap<>();
        Fields.mapping(node, section).entries().forEach((name, entry) -> {
            if (!NAME.matcher(name).matches()) {
                throw entry.keyPlace()
                        .mistake("the name " + name + " is not allowed", "use lower case, digits and underscores");
            }
            Fields fields = Fields.of(entry.value(), name, "value", "unit", "basis", "source");
            values.put(
                    name,
                    new Coefficient(
                            fields.real("value"), fields.text("unit"), basis(fields), citations.source(fields)));
        });
        return values;
    }

    private static Basis basis(Fields fields) {
        String written = fields.text("basis");
        for (Basis basis : Basis.values()) {
            if (word(basis).equals(written)) {
                return basis;
            }
        }
        List<String> words =
                Arrays.stream(Basis.values()).map(CoefficientFile::word).toList();
        throw fields.get("basis")
                .place()
                .mistake("unknown basis " + written, "write one of " + String.join(", ", words));
    }

    private static String word(Basis basis) {
        return basis.name().toLowerCase(Locale.ROOT);
    }

    /// Eight hexadecimal digits over what estimates depend on: comments and the wording of sources do not count.
    private static String hash(Map<String, Map<String, Coefficient>> byArchitecture) {
        StringBuilder content = new StringBuilder();
        byArchitecture.forEach(
                (architecture, values) -> values.forEach((name, coefficient) -> content.append(architecture)
                        .append(' ')
                        .append(name)
                        .append(' ')
                        .append(coefficient.value())
                        .append(' ')
                        .append(coefficient.unit())
                        .append(' ')
                        .append(coefficient.basis())
                        .append('\n')));
        byte[] digest = Sha256.digest().digest(content.toString().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, 4);
    }
}
