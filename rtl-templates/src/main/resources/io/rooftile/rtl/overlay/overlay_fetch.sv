// Reads the program from memory and hands its instructions, in order, to the queues of the units.
//
// Parameters: PORT_BYTES, FETCH_BYTES (read at once). Ports: start begins at program_address (a multiple of FETCH_BYTES);
// burst_*, beat_* as in overlay_load; out_* is the instruction that is handed over, out_unit says to whom;
// cancel ends reading (after an error). ended: END was reached, or the program is no program (error).
`default_nettype none
module overlay_fetch #(
    parameter int PORT_BYTES = 8,
    parameter int FETCH_BYTES = 256,
    parameter int ADDRESS_BITS = 32,
    parameter bit SMALL = 1'b0
) (
    input wire logic clk,
    input wire logic rst,
    input wire logic start,
    input wire logic [ADDRESS_BITS-1:0] program_address,
    input wire logic cancel,
    output logic ended,
    output logic [3:0] error,
    output logic drained,
    output logic burst_valid,
    input wire logic burst_ready,
    output logic [ADDRESS_BITS-1:0] burst_address,
    output logic [8:0] burst_beats,
    input wire logic beat_valid,
    output logic beat_ready,
    input wire logic [PORT_BYTES*8-1:0] beat_data,
    output logic [2:0] out_valid,
    input wire logic [2:0] out_ready,
    output logic out_is_run,
    output logic [5:0] out_index,
    output logic [31:0] out_value
);
`include "overlay_isa.svh"
  localparam int FETCH_INSTRUCTIONS = FETCH_BYTES / 8;
  localparam int DEPTH = 2 * FETCH_INSTRUCTIONS;
  localparam int COUNT_BITS = $clog2(DEPTH + 1);

  logic running, seen_header;
  logic [ADDRESS_BITS-1:0] next_address;
  // A burst that was offered stays so until it is taken.
  logic offers;
  // Instructions that are here or on their way.
  logic [COUNT_BITS-1:0] reserved;

  wire unit_valid, unit_ready, queued_ready;
  wire [63:0] unit_data;
  /* verilator lint_off UNUSEDSIGNAL */
  wire [(PORT_BYTES < 8 ? 8 / PORT_BYTES : 1)-1:0] unit_beat;
  /* verilator lint_on UNUSEDSIGNAL */
  overlay_unpacker #(
      .PORT_BYTES(PORT_BYTES),
      .UNIT_BYTES(8)
  ) instructions (
      .clk(clk),
      .rst(rst),
      .in_valid(beat_valid),
      .in_ready(beat_ready),
      .in_data(beat_data),
      .out_valid(unit_valid),
      .out_ready(unit_ready),
      .out_last(1'b0),
      .out_data(unit_data),
      .beat_is(unit_beat)
  );
  wire queued_valid;
  /* verilator lint_off UNUSEDSIGNAL */
  wire [63:0] word;
  /* verilator lint_on UNUSEDSIGNAL */
  wire next;
  overlay_queue #(
      .WIDTH(64),
      .DEPTH(DEPTH),
      .RAM(SMALL)
  ) queue (
      .clk(clk),
      .rst(rst),
      .in_valid(unit_valid),
      .in_ready(queued_ready),
      .in_data(unit_data),
      .out_valid(queued_valid),
      .out_ready(next),
      .out_data(word)
  );
  assign unit_ready = queued_ready;

  wire [3:0] opcode = word[63:60];
  wire [1:0] unit = word[59:58];
  wire is_work = seen_header && (opcode == 4'(OP_SET) || opcode == 4'(OP_RUN)) && unit != 2'd3;
  wire takes = unit == 2'd0 ? out_ready[0] : unit == 2'd1 ? out_ready[1] : out_ready[2];
  for (genvar i = 0; i < 3; i++) begin : gen_unit
    assign out_valid[i] = running && queued_valid && is_work && unit == 2'(i);
  end
  assign out_is_run = opcode == 4'(OP_RUN);
  assign out_index = word[57:52];
  assign out_value = word[31:0];
  // What is left behind the end is thrown away.
  assign next = !running || !is_work || takes;

  assign burst_valid = offers || (running && 32'(reserved) + FETCH_INSTRUCTIONS <= DEPTH);
  assign burst_address = next_address;
  assign burst_beats = 9'(FETCH_BYTES / PORT_BYTES);
  assign drained = reserved == 0 && !offers;

  wire asked = burst_valid && burst_ready;
  wire gone = queued_valid && next;
  always_ff @(posedge clk) begin
    if (rst) begin
      running <= 1'b0;
      ended <= 1'b0;
      error <= '0;
      reserved <= '0;
      offers <= 1'b0;
      seen_header <= 1'b0;
    end else begin
      offers <= burst_valid && !burst_ready;
      reserved <= reserved + (asked ? COUNT_BITS'(FETCH_INSTRUCTIONS) : '0) - COUNT_BITS'(gone);
      if (start) begin
        running <= 1'b1;
        ended <= 1'b0;
        error <= '0;
        seen_header <= 1'b0;
      end else if (cancel) begin
        running <= 1'b0;
        ended <= 1'b1;
      end else if (running && queued_valid) begin
        if (!seen_header) begin
          seen_header <= 1'b1;
          if (opcode != 4'(OP_HEADER) || word[31:0] != HEADER_VALUE) begin
            running <= 1'b0;
            ended <= 1'b1;
            error <= 4'(ERROR_VERSION);
          end
        end else if (opcode == 4'(OP_END)) begin
          running <= 1'b0;
          ended <= 1'b1;
        end else if (!is_work) begin
          running <= 1'b0;
          ended <= 1'b1;
          error <= 4'(ERROR_INSTRUCTION);
        end
      end
    end
    if (start) next_address <= program_address;
    else if (asked) next_address <= next_address + ADDRESS_BITS'(FETCH_BYTES);
  end
endmodule
`default_nettype wire
