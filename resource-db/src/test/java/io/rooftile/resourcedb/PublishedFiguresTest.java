package io.rooftile.resourcedb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rooftile.core.device.ResourceVector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// The parts against an independent collection of published figures, where that collection is present.
class PublishedFiguresTest {
    /// Some published counts are rounded to thousands.
    private static final double TOLERANCE = 0.002;

    /// Cards whose published counts are what the shell leaves.
    private static final Map<String, String> UNDER_SHELL = Map.of("xcu280", "u280", "xcu50", "u50", "xcu55c", "u55c");

    /// One published row for two parts, with figures that look swapped.
    private static final String AMBIGUOUS = "lfcpnx-100";

    private final ResourceDatabase database = ResourceDatabase.builtIn();

    @Test
    void countsAgreeWithPublishedOnes() throws IOException {
        Path file = Path.of(
                        System.getProperty("rooftile.shared", System.getProperty("rooftile.root", ".") + "/../shared"))
                .resolve("truth/fpga_parts.yaml");
        assumeTrue(Files.exists(file), "skipped: " + file + " is absent");
        Map<String, YamlNode.Entry> root = Fields.mapping(
                        StrictYaml.parse("published", Files.readString(file)), "published")
                .entries();
        List<String> differences = new ArrayList<>();
        int compared = 0;
        for (String section : List.of("amd_xilinx", "others")) {
            for (YamlNode row : ((YamlNode.Sequence)
                            Objects.requireNonNull(root.get(section)).value())
                    .items()) {
                compared += compare(((YamlNode.Mapping) row).entries(), differences);
            }
        }
        assertEquals(List.of(), differences);
        assertEquals(34, compared);
    }

    private int compare(Map<String, YamlNode.Entry> row, List<String> differences) {
        String name = text(row, "part").split(" ", 2)[0].toLowerCase(Locale.ROOT);
        if (name.equals(AMBIGUOUS)) {
            return 0;
        }
        String board = UNDER_SHELL.get(name);
        ResourceVector ours = board == null
                ? database.part(name).capacity()
                : database.board(board).available();
        check(name + " lut", ours.lut(), row, differences, "lut6", "lut4", "alm");
        check(name + " ff", ours.ff(), row, differences, "ff");
        check(name + " dsp", ours.dsp(), row, differences, "dsp", "mult18x18", "mac16");
        check(name + " bram", ours.bram(), row, differences, "bram36", "ebr", "bsram", "m10k", "m20k");
        check(name + " uram", ours.uram(), row, differences, "uram", "spram");
        return 1;
    }

    private static void check(
            String figure, long ours, Map<String, YamlNode.Entry> row, List<String> differences, String... keys) {
        for (String key : keys) {
            YamlNode.Entry entry = row.get(key);
            if (entry != null && entry.value() instanceof YamlNode.Scalar scalar && Numbers.isWhole(scalar.text())) {
                long published = Long.parseLong(scalar.text()) * (key.equals("bram36") ? 2 : 1);
                if (Math.abs(ours - published) > TOLERANCE * published) {
                    differences.add(figure + ": " + ours + " but published " + published);
                }
            }
        }
    }

    private static String text(Map<String, YamlNode.Entry> row, String key) {
        return Fields.text(Objects.requireNonNull(row.get(key)).value(), key);
    }
}
