package io.rooftile.resourcedb;

import io.rooftile.core.device.DspBlock;
import io.rooftile.core.device.MemoryBlock;
import io.rooftile.core.device.Part;
import io.rooftile.core.device.ResourceVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the description of a part: how many blocks it has, the clocks that designs reach; what the blocks are comes
/// from its architecture.
final class PartFile {
    static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    private static final long MAX_CLOCK_HERTZ = 2_000_000_000L;
    private static final long MAX_BLOCKS = 100_000_000L;

    private PartFile() {}

    /// @param architectures finds an architecture's blocks by its name
    static Part of(YamlNode node, BiFunction<Place, String, ArchitectureFile> architectures) {
        Fields fields = Fields.of(
                node, "a part", "name", "architecture", "sources", "lut", "ff", "dsp", "bram", "uram", "clocks_hertz");
        Citations citations = Citations.of(fields.get("sources"));
        ResourceVector capacity = blocks(fields, citations);
        List<Long> clocksHertz = clocks(fields, citations);
        citations.checkAllUsed();
        ArchitectureFile architecture =
                architectures.apply(fields.get("architecture").place(), fields.text("architecture"));
        Map<String, String> sources = new TreeMap<>(architecture.sources());
        sources.putAll(citations.byFigure());
        Set<String> unverified = new TreeSet<>(architecture.unverified());
        unverified.addAll(citations.unverified());
        return new Part(
                name(fields),
                architecture.vendor(),
                architecture.name(),
                capacity,
                described(fields, capacity, architecture.blocks()),
                clocksHertz,
                sources,
                unverified);
    }

    static String name(Fields fields) {
        String name = fields.text("name");
        if (!NAME.matcher(name).matches()) {
            throw fields.get("name")
                    .place()
                    .mistake("the name \"" + name + "\" is not allowed", "use lower case, digits, dot, dash");
        }
        return name;
    }

    /// The five counts, each with its source.
    static ResourceVector blocks(Fields fields, Citations citations) {
        return new ResourceVector(
                count(fields, "lut", citations),
                count(fields, "ff", citations),
                count(fields, "dsp", citations),
                count(fields, "bram", citations),
                count(fields, "uram", citations));
    }

    private static long count(Fields fields, String kind, Citations citations) {
        Fields figure = citations.cite(fields.get(kind), kind);
        long count = figure.whole("value");
        if (count > MAX_BLOCKS) {
            throw figure.get("value").place().mistake(kind + " is " + count, "no part has more than " + MAX_BLOCKS);
        }
        return count;
    }

    private static List<Long> clocks(Fields fields, Citations citations) {
        List<Long> clocks = new ArrayList<>();
        for (YamlNode item : fields.list("clocks_hertz")) {
            Fields figure = Fields.of(item, "a clock", List.of("value", "source"), List.of("unverified"));
            long hertz = figure.whole("value");
            if (hertz < 1 || hertz > MAX_CLOCK_HERTZ) {
                throw item.place().mistake("a clock of " + hertz + " Hz", "give 1 to " + MAX_CLOCK_HERTZ + " Hz");
            }
            if (!clocks.isEmpty() && clocks.getLast() >= hertz) {
                throw item.place().mistake("the clocks do not ascend", "write the slowest first, each once");
            }
            citations.cite(figure, "clock " + hertz);
            clocks.add(hertz);
        }
        return clocks;
    }

    private static Part.Blocks described(Fields fields, ResourceVector capacity, Part.Blocks blocks) {
        DspBlock dsp = capacity.dsp() == 0 ? null : blocks.dsp();
        MemoryBlock uram = capacity.uram() == 0 ? null : blocks.uram();
        requireKnown(fields, "dsp", capacity.dsp(), dsp);
        requireKnown(fields, "uram", capacity.uram(), uram);
        return new Part.Blocks(blocks.logic(), dsp, blocks.bram(), uram);
    }

    private static void requireKnown(Fields fields, String kind, long count, @Nullable Object block) {
        if (count > 0 && block == null) {
            throw fields.get(kind)
                    .place()
                    .mistake(
                            "the part has " + count + " " + kind + " but its architecture has none",
                            "correct the count or the architecture");
        }
    }
}
