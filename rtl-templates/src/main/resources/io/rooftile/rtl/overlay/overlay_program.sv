// The program on its way to the units: read ahead, taken apart, and waiting in a queue for each unit.
//
// Parameters: see overlay_engine. Ports: ended, error, drained, burst_* and beat_* as overlay_fetch; unit_*: the three queues' heads, of load,
// compute and store.
`default_nettype none
module overlay_program #(
    parameter int ADDRESS_BITS = 32,
    parameter bit SMALL = 1'b0,
    parameter int PORT_BITS = 64
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
    input wire logic [PORT_BITS-1:0] beat_data,
    output logic [2:0] unit_valid,
    input wire logic [2:0] unit_ready,
    output logic [2:0] unit_is_run,
    output logic [6*3-1:0] unit_index,
    output logic [32*3-1:0] unit_value
);
  // Of a value what tokens are given by, and what an address or the tokens that are awaited take, where queues are RAM.
  localparam int QUEUE_BITS = SMALL ? 1 + 6 + 3 + 18 : 1 + 6 + 32;
  localparam int QUEUE_DEPTH = 64;
  wire [2:0] issue_valid, issue_ready;
  wire issue_is_run;
  wire [5:0] issue_index;
  /* verilator lint_off UNUSEDSIGNAL */
  wire [31:0] issue_value;
  /* verilator lint_on UNUSEDSIGNAL */
  overlay_fetch #(
      .ADDRESS_BITS(ADDRESS_BITS),
      .SMALL(SMALL),
      .PORT_BYTES(PORT_BITS / 8)
  ) fetch (
      .clk(clk),
      .rst(rst),
      .start(start),
      .program_address(program_address),
      .cancel(cancel),
      .ended(ended),
      .error(error),
      .drained(drained),
      .burst_valid(burst_valid),
      .burst_ready(burst_ready),
      .burst_address(burst_address),
      .burst_beats(burst_beats),
      .beat_valid(beat_valid),
      .beat_ready(beat_ready),
      .beat_data(beat_data),
      .out_valid(issue_valid),
      .out_ready(issue_ready),
      .out_is_run(issue_is_run),
      .out_index(issue_index),
      .out_value(issue_value)
  );
  wire [QUEUE_BITS-1:0] issued;
  if (SMALL) begin : gen_issued
    assign issued = {issue_is_run, issue_index, issue_value[26:24], issue_value[17:0]};
  end else begin : gen_issued
    assign issued = {issue_is_run, issue_index, issue_value};
  end
  for (genvar i = 0; i < 3; i++) begin : gen_unit
    wire [QUEUE_BITS-1:0] head;
    overlay_queue #(
        .WIDTH(QUEUE_BITS),
        .DEPTH(QUEUE_DEPTH),
        .RAM(SMALL)
    ) queue (
        .clk(clk),
        .rst(rst || cancel || start),
        .in_valid(issue_valid[i]),
        .in_ready(issue_ready[i]),
        .in_data(issued),
        .out_valid(unit_valid[i]),
        .out_ready(unit_ready[i]),
        .out_data(head)
    );
    if (SMALL) begin : gen_head
      assign {unit_is_run[i], unit_index[i*6+:6]} = head[QUEUE_BITS-1-:7];
      assign unit_value[i*32+:32] = {5'd0, head[18+:3], 6'd0, head[17:0]};
    end else begin : gen_head
      assign {unit_is_run[i], unit_index[i*6+:6], unit_value[i*32+:32]} = head;
    end
  end
endmodule
`default_nettype wire
