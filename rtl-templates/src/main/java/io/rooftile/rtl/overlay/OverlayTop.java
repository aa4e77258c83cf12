package io.rooftile.rtl.overlay;

import io.rooftile.rtl.VersionWord;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The engine of one shape as a block for the designs of AMD's parts: memory as AXI4, control and status as
/// AXI4-Lite, all of one clock. Protocols: Arm IHI 0022.
public final class OverlayTop {
    /// The module.
    public static final String TOP = "axi_overlay";

    /// The module without AXI4-Lite, which is what is simulated and counted.
    public static final String ENGINE = "overlay";

    private static final int HASH_DIGITS = 8;

    private OverlayTop() {}

    /// The files by name: the engine with its parameters set, and all modules.
    public static Map<String, String> engine(EngineShape shape) {
        Map<String, String> files = new TreeMap<>(EngineSources.engine());
        String parameters = EngineSources.parameters(shape).entrySet().stream()
                .map(value -> "      .%s(%s)".formatted(value.getKey(), value.getValue()))
                .collect(Collectors.joining(",\n"));
        files.put(
                ENGINE + ".sv",
                ENGINE_TEMPLATE
                        .replace("@PARAMETERS@", parameters)
                        .replace("@PORT_BITS@", Integer.toString(shape.portBits()))
                        .replace("@ADDRESS_BITS@", Integer.toString(shape.addressBits())));
        return files;
    }

    /// The block around it.
    ///
    /// @param version of Rooftile, `major.minor.patch`; shown in a register, 8 bits a number
    /// @param sha256 of the engine's files, in hexadecimal; its first 32 bits are shown in a register
    public static Map<String, String> block(EngineShape shape, String version, String sha256) {
        Map<String, String> files = new TreeMap<>();
        files.put("overlay_control.sv", EngineSources.text("overlay_control"));
        files.put(
                TOP + ".sv",
                BLOCK_TEMPLATE
                        .replace("@PORT_BITS@", Integer.toString(shape.portBits()))
                        .replace("@SIZE@", Integer.toString(Integer.numberOfTrailingZeros(shape.beatBytes())))
                        .replace("@VERSION@", "32'h%08x".formatted(VersionWord.of(version)))
                        .replace("@HASH@", "32'h" + sha256.substring(0, HASH_DIGITS)));
        return files;
    }

    private static final String ENGINE_TEMPLATE = """
            // The overlay engine of this design. Ports: see overlay_engine; works: the array works in this cycle.
            `default_nettype none
            module overlay (
                input wire logic clk,
                input wire logic rst,
                input wire logic start,
                input wire logic [@ADDRESS_BITS@-1:0] program_address,
                input wire logic stop,
                output logic done,
                output logic [3:0] error,
                output logic works,
                output logic m_axi_arvalid,
                input wire logic m_axi_arready,
                output logic [@ADDRESS_BITS@-1:0] m_axi_araddr,
                output logic [7:0] m_axi_arlen,
                input wire logic m_axi_rvalid,
                output logic m_axi_rready,
                input wire logic [@PORT_BITS@-1:0] m_axi_rdata,
                input wire logic [1:0] m_axi_rresp,
                input wire logic m_axi_rlast,
                output logic m_axi_awvalid,
                input wire logic m_axi_awready,
                output logic [@ADDRESS_BITS@-1:0] m_axi_awaddr,
                output logic [7:0] m_axi_awlen,
                output logic m_axi_wvalid,
                input wire logic m_axi_wready,
                output logic [@PORT_BITS@-1:0] m_axi_wdata,
                output logic [@PORT_BITS@/8-1:0] m_axi_wstrb,
                output logic m_axi_wlast,
                input wire logic m_axi_bvalid,
                output logic m_axi_bready,
                input wire logic [1:0] m_axi_bresp
            );
              overlay_engine #(
            @PARAMETERS@
              ) engine (
                  .clk(clk),
                  .rst(rst),
                  .start(start),
                  .program_address(program_address),
                  .stop(stop),
                  .done(done),
                  .error(error),
                  .works(works),
                  .m_axi_arvalid(m_axi_arvalid),
                  .m_axi_arready(m_axi_arready),
                  .m_axi_araddr(m_axi_araddr),
                  .m_axi_arlen(m_axi_arlen),
                  .m_axi_rvalid(m_axi_rvalid),
                  .m_axi_rready(m_axi_rready),
                  .m_axi_rdata(m_axi_rdata),
                  .m_axi_rresp(m_axi_rresp),
                  .m_axi_rlast(m_axi_rlast),
                  .m_axi_awvalid(m_axi_awvalid),
                  .m_axi_awready(m_axi_awready),
                  .m_axi_awaddr(m_axi_awaddr),
                  .m_axi_awlen(m_axi_awlen),
                  .m_axi_wvalid(m_axi_wvalid),
                  .m_axi_wready(m_axi_wready),
                  .m_axi_wdata(m_axi_wdata),
                  .m_axi_wstrb(m_axi_wstrb),
                  .m_axi_wlast(m_axi_wlast),
                  .m_axi_bvalid(m_axi_bvalid),
                  .m_axi_bready(m_axi_bready),
                  .m_axi_bresp(m_axi_bresp)
              );
            endmodule
            `default_nettype wire
            """;

    private static final String BLOCK_TEMPLATE = """
            // The overlay engine as a block: registers of overlay_control at s_axi, memory at m_axi.
            `default_nettype none
            module axi_overlay (
                input wire logic aclk,
                input wire logic aresetn,
                input wire logic s_axi_awvalid,
                output logic s_axi_awready,
                input wire logic [5:0] s_axi_awaddr,
                input wire logic s_axi_wvalid,
                output logic s_axi_wready,
                input wire logic [31:0] s_axi_wdata,
                input wire logic [3:0] s_axi_wstrb,
                output logic s_axi_bvalid,
                input wire logic s_axi_bready,
                output logic [1:0] s_axi_bresp,
                input wire logic s_axi_arvalid,
                output logic s_axi_arready,
                input wire logic [5:0] s_axi_araddr,
                output logic s_axi_rvalid,
                input wire logic s_axi_rready,
                output logic [31:0] s_axi_rdata,
                output logic [1:0] s_axi_rresp,
                output logic m_axi_arvalid,
                input wire logic m_axi_arready,
                output logic [31:0] m_axi_araddr,
                output logic [7:0] m_axi_arlen,
                output logic [2:0] m_axi_arsize,
                output logic [1:0] m_axi_arburst,
                output logic [3:0] m_axi_arcache,
                output logic [2:0] m_axi_arprot,
                input wire logic m_axi_rvalid,
                output logic m_axi_rready,
                input wire logic [@PORT_BITS@-1:0] m_axi_rdata,
                input wire logic [1:0] m_axi_rresp,
                input wire logic m_axi_rlast,
                output logic m_axi_awvalid,
                input wire logic m_axi_awready,
                output logic [31:0] m_axi_awaddr,
                output logic [7:0] m_axi_awlen,
                output logic [2:0] m_axi_awsize,
                output logic [1:0] m_axi_awburst,
                output logic [3:0] m_axi_awcache,
                output logic [2:0] m_axi_awprot,
                output logic m_axi_wvalid,
                input wire logic m_axi_wready,
                output logic [@PORT_BITS@-1:0] m_axi_wdata,
                output logic [@PORT_BITS@/8-1:0] m_axi_wstrb,
                output logic m_axi_wlast,
                input wire logic m_axi_bvalid,
                output logic m_axi_bready,
                input wire logic [1:0] m_axi_bresp
            );
              wire rst = !aresetn;
              wire start, stop, done, works;
              wire [31:0] program_address;
              wire [3:0] error;
              // Bursts of whole beats at rising addresses, as normal memory that may be buffered.
              assign m_axi_arsize = 3'd@SIZE@;
              assign m_axi_awsize = 3'd@SIZE@;
              assign m_axi_arburst = 2'b01;
              assign m_axi_awburst = 2'b01;
              assign m_axi_arcache = 4'b0011;
              assign m_axi_awcache = 4'b0011;
              assign m_axi_arprot = 3'b000;
              assign m_axi_awprot = 3'b000;

              overlay_control #(
                  .VERSION(@VERSION@),
                  .HASH(@HASH@)
              ) control (
                  .clk(aclk),
                  .rst(rst),
                  .awvalid(s_axi_awvalid),
                  .awready(s_axi_awready),
                  .awaddr(s_axi_awaddr),
                  .wvalid(s_axi_wvalid),
                  .wready(s_axi_wready),
                  .wdata(s_axi_wdata),
                  .wstrb(s_axi_wstrb),
                  .bvalid(s_axi_bvalid),
                  .bready(s_axi_bready),
                  .bresp(s_axi_bresp),
                  .arvalid(s_axi_arvalid),
                  .arready(s_axi_arready),
                  .araddr(s_axi_araddr),
                  .rvalid(s_axi_rvalid),
                  .rready(s_axi_rready),
                  .rdata(s_axi_rdata),
                  .rresp(s_axi_rresp),
                  .start(start),
                  .stop(stop),
                  .program_address(program_address),
                  .done(done),
                  .error(error),
                  .works(works),
                  .beat_read(m_axi_rvalid && m_axi_rready),
                  .beat_written(m_axi_wvalid && m_axi_wready)
              );
              overlay engine (
                  .clk(aclk),
                  .rst(rst),
                  .start(start),
                  .program_address(program_address),
                  .stop(stop),
                  .done(done),
                  .error(error),
                  .works(works),
                  .m_axi_arvalid(m_axi_arvalid),
                  .m_axi_arready(m_axi_arready),
                  .m_axi_araddr(m_axi_araddr),
                  .m_axi_arlen(m_axi_arlen),
                  .m_axi_rvalid(m_axi_rvalid),
                  .m_axi_rready(m_axi_rready),
                  .m_axi_rdata(m_axi_rdata),
                  .m_axi_rresp(m_axi_rresp),
                  .m_axi_rlast(m_axi_rlast),
                  .m_axi_awvalid(m_axi_awvalid),
                  .m_axi_awready(m_axi_awready),
                  .m_axi_awaddr(m_axi_awaddr),
                  .m_axi_awlen(m_axi_awlen),
                  .m_axi_wvalid(m_axi_wvalid),
                  .m_axi_wready(m_axi_wready),
                  .m_axi_wdata(m_axi_wdata),
                  .m_axi_wstrb(m_axi_wstrb),
                  .m_axi_wlast(m_axi_wlast),
                  .m_axi_bvalid(m_axi_bvalid),
                  .m_axi_bready(m_axi_bready),
                  .m_axi_bresp(m_axi_bresp)
              );
            endmodule
            `default_nettype wire
            """;
}
