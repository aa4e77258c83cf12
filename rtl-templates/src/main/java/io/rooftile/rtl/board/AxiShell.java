package io.rooftile.rtl.board;

import io.rooftile.quantization.integer.StoredFormat;
import io.rooftile.rtl.Accelerator;
import io.rooftile.rtl.Accelerator.Port;
import io.rooftile.rtl.CellLibrary;
import io.rooftile.rtl.VersionWord;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Makes an accelerator a block for the designs of AMD's parts: rows as AXI4-Stream, with TLAST at the end of each, and
/// control and status as AXI4-Lite, all of one clock.
///
/// A row is what `rooftile infer` reads and writes, raw and little-endian; a beat is one word of the
/// accelerator with its
/// elements in whole bytes. TLAST of what comes in is not looked at: rows have one length.
/// Protocols: Arm IHI 0051, AMBA 4 AXI4-Stream; Arm IHI 0022 part B, AXI4-Lite.
public final class AxiShell {
    /// The module.
    public static final String TOP = "axi_accelerator";

    private static final int HASH_DIGITS = 8;

    private AxiShell() {}

    /// The files by name: the module and its cells.
    ///
    /// @param version of Rooftile, `major.minor.patch`; shown in a register, 8 bits a number
    /// @param sha256 of the accelerator's files, in hexadecimal; its first 32 bits are shown in a register
    public static Map<String, String> files(Accelerator accelerator, String version, String sha256) {
        Map<String, String> files = new TreeMap<>();
        CellLibrary.withDependencies(List.of("axi_lite_status", "frame_counter", "lanes_of_bytes", "bytes_of_lanes"))
                .forEach((name, text) -> files.put(name + ".sv", text));
        files.put(TOP + ".sv", top(accelerator, version, sha256));
        return files;
    }

    private static String top(Accelerator accelerator, String version, String sha256) {
        Port in = accelerator.input();
        Port out = accelerator.output();
        return TEMPLATE.replace("@VERSION@", "32'h%08x".formatted(VersionWord.of(version)))
                .replace("@HASH@", "32'h" + sha256.substring(0, HASH_DIGITS))
                .replace("@IN_DATA@", Integer.toString(dataBits(in)))
                .replace("@OUT_DATA@", Integer.toString(dataBits(out)))
                .replace("@IN_BITS@", Integer.toString(in.widthBits()))
                .replace("@OUT_BITS@", Integer.toString(out.widthBits()))
                .replace("@IN_WORDS@", Integer.toString(in.words()))
                .replace("@OUT_WORDS@", Integer.toString(out.words()))
                .replace("@IN_LANES@", UartShell.lanes(in))
                .replace(
                        "@OUT_LANES@",
                        UartShell.lanes(out) + ", .SIGNED(" + (out.format().isSigned() ? 1 : 0) + ")")
                .replace("@TOP@", accelerator.name());
    }

    private static int dataBits(Port port) {
        return port.lanes() * StoredFormat.of(port.tensor()).bytes() * Byte.SIZE;
    }

    /// The first three numbers of the version, the last one in the lowest bits.
    private static final String TEMPLATE = """
            // The accelerator as a block: AXI4-Stream in and out, registers as AXI4-Lite (see axi_lite_status.sv).
            `default_nettype none
            module axi_accelerator (
                (* X_INTERFACE_PARAMETER = "ASSOCIATED_BUSIF s_axis:m_axis:s_axi, ASSOCIATED_RESET aresetn" *)
                input wire logic aclk,
                input wire logic aresetn,
                input wire logic s_axis_tvalid,
                output wire logic s_axis_tready,
                input wire logic [@IN_DATA@-1:0] s_axis_tdata,
                // Rows have one length.
                /* verilator lint_off UNUSEDSIGNAL */
                input wire logic s_axis_tlast,
                /* verilator lint_on UNUSEDSIGNAL */
                output wire logic m_axis_tvalid,
                input wire logic m_axis_tready,
                output wire logic [@OUT_DATA@-1:0] m_axis_tdata,
                output wire logic m_axis_tlast,
                input wire logic s_axi_awvalid,
                output wire logic s_axi_awready,
                input wire logic [4:0] s_axi_awaddr,
                input wire logic s_axi_wvalid,
                output wire logic s_axi_wready,
                input wire logic [31:0] s_axi_wdata,
                input wire logic [3:0] s_axi_wstrb,
                output wire logic s_axi_bvalid,
                input wire logic s_axi_bready,
                output wire logic [1:0] s_axi_bresp,
                input wire logic s_axi_arvalid,
                output wire logic s_axi_arready,
                input wire logic [4:0] s_axi_araddr,
                output wire logic s_axi_rvalid,
                input wire logic s_axi_rready,
                output wire logic [31:0] s_axi_rdata,
                output wire logic [1:0] s_axi_rresp
            );
              wire hold;
              wire rst = !aresetn;
              // A register of its own: the reset has far to go.
              logic accelerator_rst = 1'b1;
              always_ff @(posedge aclk) accelerator_rst <= rst || hold;

              wire [@IN_BITS@-1:0] in_data;
              wire [@OUT_BITS@-1:0] out_data;
              wire in_ready, out_valid;
              // Nothing is taken or given in reset.
              wire open = !rst && !accelerator_rst;
              assign s_axis_tready = in_ready && open;
              assign m_axis_tvalid = out_valid && open;
              lanes_of_bytes #(@IN_LANES@) elements_in (.in_data(s_axis_tdata), .out_data(in_data));
              @TOP@ pipeline (
                  .clk(aclk),
                  .rst(accelerator_rst),
                  .in_valid(s_axis_tvalid && open),
                  .in_ready(in_ready),
                  .in_data(in_data),
                  .out_valid(out_valid),
                  .out_ready(m_axis_tready && open),
                  .out_data(out_data)
              );
              bytes_of_lanes #(@OUT_LANES@) elements_out (.in_data(out_data), .out_data(m_axis_tdata));

              wire in_started;
              wire [31:0] frames_in, frames_out;
              /* verilator lint_off PINCONNECTEMPTY */
              frame_counter #(.WORDS(@IN_WORDS@)) count_in (
                  .clk(aclk),
                  .rst(accelerator_rst),
                  .moved(s_axis_tvalid && s_axis_tready),
                  .last(),
                  .started(in_started),
                  .frames(frames_in)
              );
              frame_counter #(.WORDS(@OUT_WORDS@)) count_out (
                  .clk(aclk),
                  .rst(accelerator_rst),
                  .moved(m_axis_tvalid && m_axis_tready),
                  .last(m_axis_tlast),
                  .started(),
                  .frames(frames_out)
              );
              /* verilator lint_on PINCONNECTEMPTY */
              axi_lite_status #(.VERSION(@VERSION@), .HASH(@HASH@)) status (
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
                  .frames_in(frames_in),
                  .frames_out(frames_out),
                  .busy(in_started || frames_in != frames_out),
                  .hold(hold)
              );
            endmodule
            `default_nettype wire
            """;
}
