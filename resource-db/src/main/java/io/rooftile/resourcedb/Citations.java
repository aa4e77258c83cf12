package io.rooftile.resourcedb;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The `sources:` table of a file, and which figure cites what.
final class Citations {
    private final Map<String, YamlNode.Entry> table;
    private final Set<String> used = new TreeSet<>();
    private final Map<String, String> byFigure = new TreeMap<>();
    private final Set<String> unverified = new TreeSet<>();

    private Citations(Map<String, YamlNode.Entry> table) {
        this.table = table;
    }

    /// Reads the table: short name, then the full text.
    static Citations of(YamlNode node) {
        Map<String, YamlNode.Entry> table =
                new LinkedHashMap<>(Fields.mapping(node, "sources").entries());
        table.forEach((name, entry) -> Fields.text(entry.value(), name));
        return new Citations(table);
    }

    /// A number and where it was read: `{value: 53200, source: report}`, with `unverified: true` where nothing was
    /// read.
    Fields cite(YamlNode node, String figure) {
        Fields fields = Fields.of(node, figure, List.of("value", "source"), List.of("unverified"));
        cite(fields, figure);
        return fields;
    }

    /// Notes the source of a mapping that has a `source` key.
    void cite(Fields fields, String figure) {
        byFigure.put(figure, source(fields));
        if (fields.has("unverified")) {
            if (!(fields.get("unverified") instanceof YamlNode.Scalar scalar
                    && scalar.type() == YamlNode.Type.TRUTH
                    && scalar.text().equals("true"))) {
                throw fields.get("unverified")
                        .place()
                        .mistake("unverified can only be true", "leave the key out when the source was read");
            }
            unverified.add(figure);
        }
    }

    /// The full text of the source that a mapping names.
    String source(Fields fields) {
        String name = fields.text("source");
        YamlNode.Entry entry = table.get(name);
        if (entry == null) {
            throw fields.get("source")
                    .place()
                    .mistake(
                            "the source " + name + " is not in the sources table",
                            "add its full text there" + Nearest.didYouMean(name, List.copyOf(table.keySet())));
        }
        used.add(name);
        return Fields.text(entry.value(), name);
    }

    /// Called when all was read: a source that nothing cites is left over from an edit.
    void checkAllUsed() {
        table.forEach((name, entry) -> {
            if (!used.contains(name)) {
                throw entry.keyPlace().mistake("no figure cites the source " + name, "cite it or remove it");
            }
        });
    }

    Map<String, String> byFigure() {
        return byFigure;
    }

    Set<String> unverified() {
        return unverified;
    }
}
