// Control and status of an accelerator as AXI4-Lite registers of 32 bits:
//   0x00 IDENTITY     read  0x524F4F46 ("ROOF")
//   0x04 VERSION      read  parameter
//   0x08 HASH         read  parameter: the first 32 bits of the hardware's SHA-256
//   0x0C CONTROL      both  bit 0: hold the accelerator in reset; what is in it is lost
//   0x10 FRAMES_IN    read  frames taken whole since reset
//   0x14 FRAMES_OUT   read  frames given whole since reset
//   0x18 STATUS       read  bit 0: busy, a frame has begun and is not out yet
// Other addresses read 0; writing to what is only read does nothing. Responses are always OKAY.
// Protocol: Arm IHI 0022, AMBA AXI and ACE Protocol Specification, part B: AXI4-Lite.
//
// Parameters: VERSION, HASH. One read and one write at a time.
// Latency 2 cycles from address to response.
`default_nettype none
module axi_lite_status #(
    parameter bit [31:0] VERSION = 32'd0,
    parameter bit [31:0] HASH = 32'd0
) (
    input wire logic clk,
    input wire logic rst,
    input wire logic awvalid,
    output logic awready,
    // Registers are whole words: the two low bits of an address do not count.
    /* verilator lint_off UNUSEDSIGNAL */
    input wire logic [4:0] awaddr,
    input wire logic [4:0] araddr,
    // CONTROL has one bit.
    input wire logic [31:0] wdata,
    input wire logic [3:0] wstrb,
    /* verilator lint_on UNUSEDSIGNAL */
    input wire logic wvalid,
    output logic wready,
    output logic bvalid,
    input wire logic bready,
    output logic [1:0] bresp,
    input wire logic arvalid,
    output logic arready,
    output logic rvalid,
    input wire logic rready,
    output logic [31:0] rdata,
    output logic [1:0] rresp,
    input wire logic [31:0] frames_in,
    input wire logic [31:0] frames_out,
    input wire logic busy,
    output logic hold
);
  localparam bit [31:0] IDENTITY = 32'h524F4F46;
  localparam bit [2:0] CONTROL = 3'd3;

  assign bresp = 2'b00;
  assign rresp = 2'b00;
  // Address and data of a write are taken together, when both are there and no response waits.
  wire write = awvalid && wvalid && !bvalid && !awready;
  wire read = arvalid && !rvalid && !arready;
  assign wready = awready;

  always_ff @(posedge clk) begin
    if (rst) begin
      awready <= 1'b0;
      bvalid <= 1'b0;
      arready <= 1'b0;
      rvalid <= 1'b0;
      hold <= 1'b0;
    end else begin
      awready <= write;
      if (awready) bvalid <= 1'b1;
      else if (bready) bvalid <= 1'b0;
      if (awready && awaddr[4:2] == CONTROL && wstrb[0]) hold <= wdata[0];
      arready <= read;
      if (arready) rvalid <= 1'b1;
      else if (rready) rvalid <= 1'b0;
    end
  end
  always_ff @(posedge clk)
    if (arready)
      case (araddr[4:2])
        3'd0: rdata <= IDENTITY;
        3'd1: rdata <= VERSION;
        3'd2: rdata <= HASH;
        CONTROL: rdata <= {31'd0, hold};
        3'd4: rdata <= frames_in;
        3'd5: rdata <= frames_out;
        3'd6: rdata <= {31'd0, busy};
        default: rdata <= '0;
      endcase
endmodule
`default_nettype wire
