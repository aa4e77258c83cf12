package io.rooftile.calibration.experiment;

import io.rooftile.calibration.synthesis.Synthesis;
import io.rooftile.calibration.synthesis.SynthesisResult;
import io.rooftile.calibration.synthesis.SynthesisTarget;
import io.rooftile.calibration.synthesis.SynthesisTarget.Hierarchy;
import io.rooftile.calibration.tool.ContentKey;
import io.rooftile.calibration.tool.Sources;
import io.rooftile.calibration.tool.WorkFolder;
import io.rooftile.core.device.Part;
import io.rooftile.rtl.AcceleratorFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Maps designs of the experiment with Yosys.
public final class Laboratory {
    private final Synthesis synthesis;
    private final Duration limit;

    /// @param limit how long each run of Yosys may take
    public Laboratory(Synthesis synthesis, Duration limit) {
        this.synthesis = synthesis;
        this.limit = limit;
    }

    /// Measures a design on a part.
    ///
    /// @throws io.rooftile.calibration.tool.ToolFailure when Yosys is missing or fails
    public Measured measure(Subject subject, Part part, SynthesisTarget target) throws IOException {
        Map<String, String> files = files(subject);
        try (WorkFolder work = WorkFolder.temporary()) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                Files.writeString(work.path().resolve(file.getKey()), file.getValue());
            }
            Sources sources = new Sources(work.path(), List.copyOf(files.keySet()), Subject.TOP);
            SynthesisResult result = synthesis.run(sources, target, Hierarchy.FLAT, limit);
            return new Measured(
                    part.architecture(),
                    subject.number(),
                    hash(files),
                    "Yosys " + result.toolVersion(),
                    result.resources());
        }
    }

    /// Hash of the sources of a design, by which measurements of other hardware show.
    public static String hash(Subject subject) {
        return hash(files(subject));
    }

    private static String hash(Map<String, String> files) {
        ContentKey key = new ContentKey("hardware");
        files.forEach((name, text) -> key.text(name).text(text));
        return key.hex();
    }

    private static Map<String, String> files(Subject subject) {
        Map<String, String> files =
                new TreeMap<>(AcceleratorFiles.sources(subject.hardware().accelerator()));
        files.putAll(AcceleratorFiles.memories(subject.hardware().accelerator()));
        return files;
    }
}
