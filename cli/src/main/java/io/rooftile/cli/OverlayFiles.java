package io.rooftile.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rooftile.calibration.overlay.OverlayVectors;
import io.rooftile.core.network.ChannelAugmentation;
import io.rooftile.core.network.Convolution;
import io.rooftile.core.network.Window;
import io.rooftile.modelimport.ModelDigest;
import io.rooftile.reports.DesignYaml;
import io.rooftile.rtl.board.UartShell;
import io.rooftile.rtl.overlay.EngineSources;
import io.rooftile.rtl.overlay.FeatureMap;
import io.rooftile.rtl.overlay.LayerPlace;
import io.rooftile.rtl.overlay.OverlayProgram.PlacedMap;
import io.rooftile.rtl.overlay.OverlaySystem;
import io.rooftile.rtl.overlay.OverlayTop;
import io.rooftile.rtl.overlay.SimulationFiles;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The files of a generated overlay, by name.
final class OverlayFiles {
    private OverlayFiles() {}

    static Map<String, String> of(OverlayHardware design, OverlayVectors vectors) {
        Map<String, String> files = OverlayBoard.engine(design);
        if (isSmall(design)) {
            files.putAll(OverlayBoard.files(design));
            files.putAll(OverlaySystem.bench());
        } else {
            files.putAll(OverlayTop.block(design.program().shape(), Version.number(), HardwareFiles.digest(files)));
            files.putAll(EngineSources.simulation());
        }
        files.putAll(SimulationFiles.of(design.program(), vectors.rows()));
        files.put("design.yaml", DesignYaml.text(design.design()));
        files.put(HardwareFiles.MANIFEST, Json.text(manifest(design)) + "\n");
        files.put("README.md", readme(design, vectors));
        return files;
    }

    private static boolean isSmall(OverlayHardware design) {
        return OverlayBoard.isSmall(design.run().target().board());
    }

    static ObjectNode manifest(OverlayHardware design) {
        ObjectNode node = Json.object();
        node.put("version", Version.number());
        node.put("model", design.run().model());
        node.put("model_sha256", ModelDigest.of(design.run().model()));
        node.put("board", design.run().target().board().name());
        node.put("design", design.id());
        node.put("hardware_sha256", HardwareFiles.digest(OverlayBoard.engine(design)));
        node.put("top", isSmall(design) ? OverlaySystem.TOP : OverlayTop.TOP);
        node.put("memory_bytes", design.program().memoryBytes());
        node.put("program_address", 0);
        node.put("instructions", design.program().instructions().size());
        maps(node.putArray("inputs"), design.program().inputs());
        maps(node.putArray("outputs"), design.program().outputs());
        node.put("latency_cycles", design.predicted().cycles());
        ArrayNode layers = node.putArray("layers");
        for (LayerPlace place : design.program().places()) {
            ObjectNode layer = layers.addObject();
            layer.put("name", place.layer());
            layer.put("type", place.type());
            layer.put("where", place.where().name().toLowerCase(java.util.Locale.ROOT));
            layer.put("reason", place.reason());
        }
        return node;
    }

    private static void maps(ArrayNode node, List<PlacedMap> maps) {
        for (PlacedMap map : maps) {
            ObjectNode entry = node.addObject();
            entry.put("tensor", map.tensor());
            entry.put("address", map.address());
            entry.put("bytes", map.map().layout().bytes());
            entry.put("rows", map.map().layout().height());
            entry.put("columns", map.map().layout().width());
            entry.put("channels", map.map().layout().channels());
            entry.put("segment_bytes", map.map().layout().segmentBytes());
            entry.put("word_bytes", map.map().layout().shape().wordBytes());
            entry.put("offset", map.map().offset());
            FeatureMap.Augmented augmented = map.map().augmented();
            if (augmented != null) {
                augmentation(entry.putObject("augmentation"), augmented);
            }
        }
    }

    /// What the host must know to write a map: by axis, what the window reads.
    private static void augmentation(ObjectNode node, FeatureMap.Augmented augmented) {
        Convolution layer = augmented.augmentation().layer();
        Window window = layer.window();
        node.put("channels", layer.input().shape().channels());
        if (augmented.augmentation().way() == ChannelAugmentation.Way.WINDOW) {
            axis(
                    node.putObject("rows"),
                    window.fy(),
                    window.sy(),
                    window.dy(),
                    window.padding().top());
        }
        axis(
                node.putObject("columns"),
                window.fx(),
                window.sx(),
                window.dx(),
                window.padding().left());
        node.put("padding", augmented.padding());
    }

    private static void axis(ObjectNode node, int taps, int stride, int dilation, int before) {
        node.put("taps", taps);
        node.put("stride", stride);
        node.put("dilation", dilation);
        node.put("before", before);
    }

    private static String readme(OverlayHardware design, OverlayVectors vectors) {
        return """
                # %s

                An overlay engine for `%s` on %s at %d MHz and the program that runs it, generated by Rooftile %s from `design.yaml`.

                | file | what |
                |---|---|
                %s
                | `overlay.sv` | the engine with its parameters; `overlay_*.sv` are its modules |
                | `memory.mem` | memory from address 0 on: program, weights, parameters |
                | `program.lst` | the program for a reader |
                | `%s.sv` | simulates it: `input.mem` goes in, `expected.mem` must come out where `mask.mem` says (%d rows) |
                | `manifest.json` | where maps lie, what runs on the engine and what on the host |

                The engine needs %d bytes of memory. The host puts `memory.mem` there, writes each input map and starts the program at
                address 0; when the engine is done it reads the output. A map is rows of groups of %d channels, each a segment of columns
                that begins at a beat; features are signed bytes: what is stored without sign has half its range taken off. Where the
                manifest tells of an `augmentation`, a pixel has the channels of all pixels that the window reads, row by row of it: those
                of the tensor's column `x * stride + tap * dilation - before` (rows likewise), `padding` where there is none.

                Predicted, and what simulation must show with a memory that answers after %d cycles and moves %d beats in 256 cycles:
                %d cycles from the start to the end.

                %s

                Tools find `overlay_isa.svh` and the memories beside the sources: start them in this folder.
                """.formatted(
                        design.id(),
                        design.run().network().name(),
                        design.run().target().board().name(),
                        design.design().clockHertz() / 1_000_000,
                        Version.number(),
                        block(design),
                        isSmall(design) ? OverlaySystem.BENCH : EngineSources.BENCH,
                        vectors.rows().size(),
                        design.program().memoryBytes(),
                        design.design().array().icp(),
                        design.memory().latencyCycles(),
                        design.memory().beatsPer256Cycles(),
                        design.predicted().cycles(),
                        host(design));
    }

    private static String block(OverlayHardware design) {
        if (isSmall(design)) {
            return """
                    | `overlay_system.sv` | the engine with RAM of the part as its memory, and the messages of a host (`overlay_host.sv`) |
                    | `board_top.sv`, `board.pcf` | on the board: these messages over a serial line of %d baud, 8N1; a break resets the engine. \
                    `rooftile synthesize` makes the bitstream |\
                    """.formatted(UartShell.BAUD).strip();
        }
        return """
                | `axi_overlay.sv` | the block: control and status as AXI4-Lite (registers in `overlay_control.sv`), memory as AXI4 of %d bits |\
                """.formatted(design.design().memoryPortBits());
    }

    private static String host(OverlayHardware design) {
        String layers = design.program().places().stream()
                .filter(place -> place.where() == LayerPlace.Where.HOST)
                .map(place -> "- `" + place.layer() + "` (" + place.type() + "): " + place.reason())
                .collect(Collectors.joining("\n"));
        return layers.isEmpty() ? "All layers run on the engine." : "Left to the host:\n\n" + layers;
    }
}
