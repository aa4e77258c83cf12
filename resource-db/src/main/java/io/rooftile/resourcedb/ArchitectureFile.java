package io.rooftile.resourcedb;

import io.rooftile.core.device.DspBlock;
import io.rooftile.core.device.Logic;
import io.rooftile.core.device.MemoryBlock;
import io.rooftile.core.device.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the blocks of one architecture are: the part of a part's description that its siblings share.
///
/// @param sources by `logic`, `dsp_block`, `bram_block`, `uram_block`
record ArchitectureFile(
        String name, String vendor, Part.Blocks blocks, Map<String, String> sources, Set<String> unverified) {
    private static final Pattern ASPECT = Pattern.compile("([1-9][0-9]{0,6})x([1-9][0-9]{0,4})");

    static ArchitectureFile of(YamlNode node) {
        Fields fields = Fields.of(node, "an architecture", "name", "vendor", "sources", "logic", "dsp", "bram", "uram");
        Citations citations = Citations.of(fields.get("sources"));
        MemoryBlock bram = memory(fields, "bram", citations);
        if (bram == null) {
            throw fields.get("bram").place().mistake("bram cannot be none", "describe the block RAM");
        }
        Part.Blocks blocks = new Part.Blocks(
                logic(fields.get("logic"), citations), dsp(fields, citations), bram, memory(fields, "uram", citations));
        citations.checkAllUsed();
        return new ArchitectureFile(
                fields.text("name"), fields.text("vendor"), blocks, citations.byFigure(), citations.unverified());
    }

    private static Fields block(YamlNode node, String what, Citations citations, String... required) {
        List<String> keys = new ArrayList<>(List.of(required));
        keys.add("source");
        Fields fields = Fields.of(node, what, keys, List.of("unverified"));
        citations.cite(fields, what);
        return fields;
    }

    private static Logic logic(YamlNode node, Citations citations) {
        Fields fields = block(node, "logic", citations, "lut_inputs", "lut_ram_bits");
        int inputs = fields.positiveInt("lut_inputs");
        long ramBits = fields.whole("lut_ram_bits");
        if (inputs < 4 || inputs > 8 || ramBits > 256) {
            throw node.place().mistake("a LUT has 4 to 8 inputs and 0 to 256 bits of RAM", "correct the figures");
        }
        return new Logic(inputs, (int) ramBits);
    }

    private static @Nullable DspBlock dsp(Fields architecture, Citations citations) {
        if (architecture.is("dsp", "none")) {
            return null;
        }
        YamlNode node = architecture.get("dsp");
        Fields fields =
                block(node, "dsp_block", citations, "name", "wide_bits", "narrow_bits", "multipliers_per_block");
        int wideBits = fields.positiveInt("wide_bits");
        int narrowBits = fields.positiveInt("narrow_bits");
        if (narrowBits > wideBits) {
            throw node.place().mistake("narrow_bits exceeds wide_bits", "swap them");
        }
        return new DspBlock(fields.text("name"), wideBits, narrowBits, fields.positiveInt("multipliers_per_block"));
    }

    private static @Nullable MemoryBlock memory(Fields architecture, String kind, Citations citations) {
        if (architecture.is(kind, "none")) {
            return null;
        }
        Fields fields = block(architecture.get(kind), kind + "_block", citations, "name", "size_bits", "aspects");
        int sizeBits = fields.positiveInt("size_bits");
        List<MemoryBlock.Aspect> aspects = new ArrayList<>();
        for (YamlNode item : fields.list("aspects")) {
            aspects.add(aspect(item, sizeBits));
        }
        return new MemoryBlock(fields.text("name"), sizeBits, aspects);
    }

    private static MemoryBlock.Aspect aspect(YamlNode node, int sizeBits) {
        Matcher matcher = ASPECT.matcher(Fields.text(node, "an aspect"));
        if (!matcher.matches()) {
            throw node.place().mistake("an aspect must be depth x width, but is " + node.kind(), "write it as 512x36");
        }
        int depthWords = Integer.parseInt(matcher.group(1));
        int widthBits = Integer.parseInt(matcher.group(2));
        if ((long) depthWords * widthBits > sizeBits) {
            throw node.place()
                    .mistake(
                            "the aspect " + depthWords + "x" + widthBits + " exceeds size_bits " + sizeBits,
                            "correct one of the two");
        }
        return new MemoryBlock.Aspect(depthWords, widthBits);
    }
}
