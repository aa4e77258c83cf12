package io.rooftile.rtl.overlay;

import java.util.Map;
import java.util.TreeMap;

/// A small engine with its memory and what speaks with a host: streams of bytes in and out.
public final class OverlaySystem {
    /// The module.
    public static final String TOP = "overlay_system";

    /// The module that simulates it.
    public static final String BENCH = "overlay_system_bench";

    private static final String HOST = "overlay_host";

    private OverlaySystem() {}

    /// The files by name: all that synthesis reads.
    public static Map<String, String> files(EngineShape shape) {
        Map<String, String> files = new TreeMap<>(OverlayTop.engine(shape));
        files.put(HOST + ".sv", EngineSources.text(HOST));
        files.put(EngineSources.SPRAM + ".sv", EngineSources.text(EngineSources.SPRAM));
        files.put(TOP + ".sv", TEMPLATE.replace("@ADDRESS_BITS@", Integer.toString(shape.addressBits())));
        return files;
    }

    /// The bench, by file.
    public static Map<String, String> bench() {
        return Map.of(BENCH + ".sv", EngineSources.text(BENCH));
    }

    private static final String TEMPLATE = """
            // A small engine and its memory behind the messages of overlay_host. running: a program runs.
            `default_nettype none
            module overlay_system (
                input wire logic clk,
                input wire logic rst,
                input wire logic in_valid,
                output logic in_ready,
                input wire logic [7:0] in_data,
                output logic out_valid,
                input wire logic out_ready,
                output logic [7:0] out_data,
                output logic running
            );
              localparam int ADDRESS_BITS = @ADDRESS_BITS@;
              wire start, done;
              wire [3:0] error;
              wire host_enable, host_write;
              wire [ADDRESS_BITS-3:0] host_address;
              wire [31:0] host_wdata, host_rdata;
              overlay_host #(
                  .ADDRESS_BITS(ADDRESS_BITS)
              ) host (
                  .clk(clk),
                  .rst(rst),
                  .in_valid(in_valid),
                  .in_ready(in_ready),
                  .in_data(in_data),
                  .out_valid(out_valid),
                  .out_ready(out_ready),
                  .out_data(out_data),
                  .memory_enable(host_enable),
                  .memory_write(host_write),
                  .memory_address(host_address),
                  .memory_wdata(host_wdata),
                  .memory_rdata(host_rdata),
                  .start(start),
                  .running(running),
                  .done(done),
                  .error(error)
              );
              wire arvalid, arready, rvalid, rready, rlast, awvalid, awready, wvalid, wready, wlast, bvalid;
              wire [ADDRESS_BITS-1:0] araddr, awaddr;
              wire [7:0] arlen;
              wire [31:0] rdata, wdata;
              wire [3:0] wstrb;
              // One burst of writes is open at a time, and its response is always taken.
              /* verilator lint_off UNUSEDSIGNAL */
              wire works, bready;
              wire [7:0] awlen;
              /* verilator lint_on UNUSEDSIGNAL */
              overlay engine (
                  .clk(clk),
                  .rst(rst),
                  .start(start),
                  .program_address('0),
                  .stop(1'b0),
                  .done(done),
                  .error(error),
                  .works(works),
                  .m_axi_arvalid(arvalid),
                  .m_axi_arready(arready),
                  .m_axi_araddr(araddr),
                  .m_axi_arlen(arlen),
                  .m_axi_rvalid(rvalid),
                  .m_axi_rready(rready),
                  .m_axi_rdata(rdata),
                  .m_axi_rresp(2'b00),
                  .m_axi_rlast(rlast),
                  .m_axi_awvalid(awvalid),
                  .m_axi_awready(awready),
                  .m_axi_awaddr(awaddr),
                  .m_axi_awlen(awlen),
                  .m_axi_wvalid(wvalid),
                  .m_axi_wready(wready),
                  .m_axi_wdata(wdata),
                  .m_axi_wstrb(wstrb),
                  .m_axi_wlast(wlast),
                  .m_axi_bvalid(bvalid),
                  .m_axi_bready(bready),
                  .m_axi_bresp(2'b00)
              );
              overlay_spram #(
                  .ADDRESS_BITS(ADDRESS_BITS)
              ) memory (
                  .clk(clk),
                  .rst(rst),
                  .arvalid(arvalid),
                  .arready(arready),
                  .araddr(araddr),
                  .arlen(arlen),
                  .rvalid(rvalid),
                  .rready(rready),
                  .rdata(rdata),
                  .rlast(rlast),
                  .awvalid(awvalid),
                  .awready(awready),
                  .awaddr(awaddr),
                  .wvalid(wvalid),
                  .wready(wready),
                  .wdata(wdata),
                  .wstrb(wstrb),
                  .wlast(wlast),
                  .bvalid(bvalid),
                  .host_enable(host_enable),
                  .host_write(host_write),
                  .host_address(host_address),
                  .host_wdata(host_wdata),
                  .host_rdata(host_rdata)
              );
            endmodule
            `default_nettype wire
            """;
}
