package io.rooftile.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rooftile.core.UserInputException;
import io.rooftile.core.device.Coefficients;
import io.rooftile.core.device.ResourceVector;
import io.rooftile.core.network.Network;
import io.rooftile.costmodel.Target;
import io.rooftile.costmodel.published.Offer;
import io.rooftile.costmodel.published.Offers;
import io.rooftile.resourcedb.ResourceDatabase;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/// What another generator would give, by the coefficients of its published measurements.
enum AsGenerator {
    DPU,
    HLS4ML,
    FINN;

    /// DPUCZDX8G is for Zynq UltraScale+.
    private static final String DPU_ARCHITECTURE = "xcup";

    /// Prints the configurations that fit the board and that no other beats in everything. A board may be filled: these
    /// are built by their vendors' flows, which published ones filled to nine tenths.
    ///
    /// @return the command's exit code
    int explore(Network network, Target target, PrintWriter out, boolean isJson) {
        String name = name().toLowerCase(Locale.ROOT);
        String board = target.board().name();
        Coefficients set = ResourceDatabase.builtIn().coefficients(name);
        List<Offer> front = Offer.front(offers(network, target, set).stream()
                .filter(offer -> offer.fits(target.board().available()))
                .toList());
        if (isJson) {
            out.println(Json.text(json(name, board, set, front)));
        } else {
            print(out, front);
            out.println("coefficient set " + set.id() + ": other people's hardware, by their published figures");
        }
        return front.isEmpty() ? Rooftile.FAILED : Rooftile.DONE;
    }

    private List<Offer> offers(Network network, Target target, Coefficients set) {
        return switch (this) {
            case DPU -> {
                String architecture = target.board().part().architecture();
                if (!architecture.equals(DPU_ARCHITECTURE)) {
                    throw UserInputException.of(
                            "--as dpu",
                            "board " + target.board().name(),
                            "DPUCZDX8G is not made for " + architecture,
                            "choose a board with Zynq UltraScale+, for example zcu104");
                }
                yield Offers.dpu(network, set);
            }
            case HLS4ML -> Offers.hls4ml(network, set);
            case FINN -> Offers.finn(network, set);
        };
    }

    private static void print(PrintWriter out, List<Offer> front) {
        if (front.isEmpty()) {
            out.println("no configuration fits the board");
            return;
        }
        TextTable table = new TextTable("design", "latency ms", "fps", "LUT", "FF", "DSP", "BRAM");
        for (Offer offer : front) {
            ResourceVector resources = offer.resources();
            table.row(
                    offer.design(),
                    Numbers.short3(offer.latencyMilliseconds()),
                    Numbers.short3(offer.throughputPerSecond()),
                    resources.lut(),
                    resources.ff(),
                    resources.dsp(),
                    resources.bram());
        }
        table.print(out);
    }

    private static ObjectNode json(String name, String board, Coefficients set, List<Offer> front) {
        ObjectNode root = Json.object();
        root.put("as", name).put("board", board).put("coefficients", set.id());
        ArrayNode designs = root.putArray("designs");
        for (Offer offer : front) {
            designs.addObject()
                    .put("design", offer.design())
                    .put("latency_ms", offer.latencyMilliseconds())
                    .put("throughput_fps", offer.throughputPerSecond())
                    .put("lut", offer.resources().lut())
                    .put("ff", offer.resources().ff())
                    .put("dsp", offer.resources().dsp())
                    .put("bram", offer.resources().bram())
                    .put("coefficients", set.id());
        }
        return root;
    }
}
