// Control, status and counters of an overlay engine as AXI4-Lite registers of 32 bits:
//   0x00 IDENTITY      read  0x524F4F46 ("ROOF")
//   0x04 VERSION       read  parameter
//   0x08 HASH          read  parameter: the first 32 bits of the hardware's SHA-256
//   0x0C CONTROL       both  writing bit 0 starts the program, bit 1 stops it, which ends with error 6; it reads 0
//   0x10 STATUS        read  bit 0: done, bit 1: busy, bits 7:4: error of the last run (docs/isa.md)
//   0x14 PROGRAM       both  byte address of the program, a multiple of 256
//   0x18 CYCLES        read  of the last run, from the start to the end
//   0x1C ARRAY_CYCLES  read  of those, in which the array worked
//   0x20 BEATS_READ    read  of the last run
//   0x24 BEATS_WRITTEN read  of the last run
// Other addresses read 0; writing to what is only read does nothing; a start while the engine is busy is ignored, and so is
// a stop while it is not.
// Responses are always OKAY. Protocol: Arm IHI 0022, part B: AXI4-Lite.
//
// Parameters: VERSION, HASH. One read and one write at a time. Latency 2 cycles from address to response.
`default_nettype none
module overlay_control #(
    parameter bit [31:0] VERSION = 32'd0,
    parameter bit [31:0] HASH = 32'd0
) (
    input wire logic clk,
    input wire logic rst,
    input wire logic awvalid,
    output logic awready,
    // Registers are whole words: the two low bits of an address do not count.
    /* verilator lint_off UNUSEDSIGNAL */
    input wire logic [5:0] awaddr,
    input wire logic [5:0] araddr,
    /* verilator lint_on UNUSEDSIGNAL */
    input wire logic [31:0] wdata,
    input wire logic [3:0] wstrb,
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
    output logic start,
    output logic stop,
    output logic [31:0] program_address,
    input wire logic done,
    input wire logic [3:0] error,
    input wire logic works,
    input wire logic beat_read,
    input wire logic beat_written
);
  localparam bit [31:0] IDENTITY = 32'h524F4F46;
  localparam bit [3:0] CONTROL = 4'd3;
  localparam bit [3:0] PROGRAM = 4'd5;

  logic busy;
  logic [31:0] cycles, array_cycles, beats_read, beats_written;

  assign bresp = 2'b00;
  assign rresp = 2'b00;
  // Address and data of a write are taken together, when both are there and no response waits.
  wire write = awvalid && wvalid && !bvalid && !awready;
  wire read = arvalid && !rvalid && !arready;
  assign wready = awready;

  wire controls = awready && awaddr[5:2] == CONTROL && wstrb[0];

  always_ff @(posedge clk) begin
    start <= controls && wdata[0] && !busy;
    stop <= controls && wdata[1] && busy;
    if (awready && awaddr[5:2] == PROGRAM)
      for (int i = 0; i < 4; i++) if (wstrb[i]) program_address[i*8+:8] <= wdata[i*8+:8];
    if (start) begin
      cycles <= '0;
      array_cycles <= '0;
      beats_read <= '0;
      beats_written <= '0;
    end else if (busy) begin
      cycles <= cycles + 1'b1;
      array_cycles <= array_cycles + 32'(works);
      beats_read <= beats_read + 32'(beat_read);
      beats_written <= beats_written + 32'(beat_written);
    end
    if (rst) begin
      awready <= 1'b0;
      bvalid <= 1'b0;
      arready <= 1'b0;
      rvalid <= 1'b0;
      start <= 1'b0;
      stop <= 1'b0;
      busy <= 1'b0;
    end else begin
      awready <= write;
      if (awready) bvalid <= 1'b1;
      else if (bready) bvalid <= 1'b0;
      arready <= read;
      if (arready) rvalid <= 1'b1;
      else if (rready) rvalid <= 1'b0;
      // The engine's done falls in the cycle after the start.
      busy <= start || (busy && !done);
    end
  end
  always_ff @(posedge clk)
    if (arready)
      case (araddr[5:2])
        4'd0: rdata <= IDENTITY;
        4'd1: rdata <= VERSION;
        4'd2: rdata <= HASH;
        4'd4: rdata <= {24'd0, error, 2'd0, busy, done && !busy};
        PROGRAM: rdata <= program_address;
        4'd6: rdata <= cycles;
        4'd7: rdata <= array_cycles;
        4'd8: rdata <= beats_read;
        4'd9: rdata <= beats_written;
        default: rdata <= '0;
      endcase
endmodule
`default_nettype wire
