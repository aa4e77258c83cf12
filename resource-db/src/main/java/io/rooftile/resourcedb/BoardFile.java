package io.rooftile.resourcedb;

import io.rooftile.core.device.Board;
import io.rooftile.core.device.OffChipMemory;
import io.rooftile.core.device.Part;
import io.rooftile.core.device.Resource;
import io.rooftile.core.device.ResourceVector;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads the description of a board: its part, what the platform takes of it, and the memory beside it.
final class BoardFile {
    private BoardFile() {}

    /// @param parts reads the value of `part`, a built-in name or a whole description
    static Board of(YamlNode node, Function<YamlNode, Part> parts) {
        Fields fields =
                Fields.of(node, "a board", "name", "part", "sources", "reserved", "memory", "static_power_milliwatts");
        Citations citations = Citations.of(fields.get("sources"));
        Part part = parts.apply(fields.get("part"));
        ResourceVector reserved = reserved(fields, part, citations);
        OffChipMemory memory = memory(fields, citations);
        Double staticPowerMilliwatts = staticPower(fields, citations);
        citations.checkAllUsed();
        return new Board(
                PartFile.name(fields),
                part,
                reserved,
                memory,
                staticPowerMilliwatts,
                citations.byFigure(),
                citations.unverified());
    }

    private static ResourceVector reserved(Fields fields, Part part, Citations citations) {
        if (fields.is("reserved", "none")) {
            return ResourceVector.ZERO;
        }
        YamlNode node = fields.get("reserved");
        Fields counts = Fields.of(node, "reserved", "lut", "ff", "dsp", "bram", "uram", "source");
        citations.cite(counts, "reserved");
        ResourceVector reserved = new ResourceVector(
                counts.whole("lut"),
                counts.whole("ff"),
                counts.whole("dsp"),
                counts.whole("bram"),
                counts.whole("uram"));
        for (Resource resource : Resource.values()) {
            if (reserved.get(resource) > part.capacity().get(resource)) {
                throw counts.get(resource.word())
                        .place()
                        .mistake(
                                "more " + resource.word() + " reserved than the part has ("
                                        + part.capacity().get(resource) + ")",
                                "correct the figure");
            }
        }
        return reserved;
    }

    private static @Nullable OffChipMemory memory(Fields fields, Citations citations) {
        if (fields.is("memory", "none")) {
            return null;
        }
        YamlNode node = fields.get("memory");
        Fields memory = Fields.of(
                node, "memory", "name", "peak_bytes_per_second", "efficiency_fraction", "size_bytes", "port_bits");
        double peak = figure(memory, "peak_bytes_per_second", citations).real("value");
        double efficiency = figure(memory, "efficiency_fraction", citations).real("value");
        long sizeBytes = figure(memory, "size_bytes", citations).whole("value");
        int portBits = figure(memory, "port_bits", citations).positiveInt("value");
        if (!(peak > 0) || !(efficiency > 0) || efficiency > 1 || sizeBytes < 1 || portBits < 8) {
            throw node.place()
                    .mistake(
                            "the memory needs a positive peak, an efficiency above 0 and up to 1, a size and a port of"
                                    + " at least 8 bits",
                            "correct the figures, or write memory: none");
        }
        return new OffChipMemory(memory.text("name"), peak, efficiency, sizeBytes, portBits);
    }

    private static Fields figure(Fields memory, String key, Citations citations) {
        return citations.cite(memory.get(key), "memory." + key);
    }

    private static @Nullable Double staticPower(Fields fields, Citations citations) {
        if (fields.is("static_power_milliwatts", "unknown")) {
            return null;
        }
        return citations
                .cite(fields.get("static_power_milliwatts"), "static_power_milliwatts")
                .real("value");
    }
}
