package io.rooftile.campaign;

import io.rooftile.campaign.CellResult.Deed;
import io.rooftile.campaign.FollowUp.Action;
import io.rooftile.campaign.Workbench.Reply;
import io.rooftile.core.design.DataflowDesign;
import io.rooftile.core.design.OverlayDesign;
import io.rooftile.core.device.Part;
import io.rooftile.dse.Exploration;
import io.rooftile.dse.FrontDesign;
import io.rooftile.reports.DesignYaml;
import io.rooftile.reports.WholePath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What is done with one of a cell's best designs.
///
/// @param run the cell's run folder
/// @param part that the clocks are of
record DesignTask(Workbench workbench, Path run, Part part) {
    private static final long HERTZ_PER_MEGAHERTZ = 1_000_000;

    static DesignTask of(Workbench workbench, Path run, Exploration exploration) {
        return new DesignTask(workbench, run, exploration.target().board().part());
    }

    /// Does it; empty for the report, which the run folder holds already.
    Optional<Deed> deed(FrontDesign design, Action action) {
        return switch (action) {
            case REPORT -> Optional.empty();
            case GENERATE -> Optional.of(alone(design, action, "generate"));
            case SIMULATE -> Optional.of(alone(design, action, "simulate"));
            case SYNTHESIZE, BITSTREAM ->
                Optional.of(
                        switch (design.estimate().design()) {
                            // Engines have no shell with pins: they are mapped by validate alone.
                            case OverlayDesign _ -> alone(design, action, "validate");
                            case DataflowDesign dataflow -> synthesized(design.id(), dataflow, action);
                        });
        };
    }

    private Deed alone(FrontDesign design, Action action, String command) {
        Reply reply = reply(command, design.id());
        return new Deed(design.id(), action.word(), reply.exitCode() == 0, text(reply));
    }

    /// Synthesizes a pipeline at its clock, and where the placed hardware misses that at the part's next lower ones:
    /// its cycles are the same at each.
    private Deed synthesized(String front, DataflowDesign design, Action action) {
        List<String> output = new ArrayList<>();
        String id = front;
        Reply reply = synthesize(id, output);
        for (Optional<Long> clock = below(design.clockHertz());
                missesClock(reply) && clock.isPresent();
                clock = below(clock.get())) {
            id = front + "-" + clock.get() / HERTZ_PER_MEGAHERTZ + "mhz";
            DataflowDesign slower = new DataflowDesign(clock.get(), design.requantisation(), design.stages());
            WholePath.write(run.resolve("designs").resolve(id + ".yaml"), "--out", DesignYaml.text(slower));
            reply = synthesize(id, output);
        }
        boolean isDone = reply.exitCode() == 0;
        // Of a clock that is missed even so, validate shows what it is beside the prediction.
        if (action == Action.BITSTREAM && (isDone || missesClock(reply))) {
            Reply validated = reply("validate", id);
            output.add(text(validated));
            isDone &= validated.exitCode() == 0;
        }
        return new Deed(id, action.word(), isDone, String.join("\n\n", output));
    }

    private Reply synthesize(String id, List<String> output) {
        Path folder = run.resolve("synthesis").resolve(id);
        Reply reply = reply("synthesize", id, "--out", folder.toString());
        output.add(text(reply));
        return reply;
    }

    /// Whether all went well but for the clock: what cannot work at all says so as an error.
    private static boolean missesClock(Reply reply) {
        return reply.exitCode() != 0 && reply.err().isBlank();
    }

    /// The part's next lower clock, in Hz.
    private Optional<Long> below(long clockHertz) {
        return part.clocksHertz().reversed().stream()
                .filter(clock -> clock < clockHertz)
                .findFirst();
    }

    private Reply reply(String command, String design, String... more) {
        return workbench.command(
                Stream.concat(Stream.of(command, run.toString(), "--design", design, "--threads", "1"), Stream.of(more))
                        .toList());
    }

    private static String text(Reply reply) {
        return (reply.out() + reply.err()).strip();
    }
}
