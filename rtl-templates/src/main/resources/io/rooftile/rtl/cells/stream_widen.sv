// Joins M = OUT_LANES / IN_LANES words of IN_LANES elements into one of OUT_LANES elements, the first in the low lanes.
//
// Parameters: BITS (of an element), IN_LANES, OUT_LANES (M >= 2).
// The first part of a new word is taken in the cycle in which the old word leaves.
// Latency 1 cycle from the last part, interval M cycles per output word.
`default_nettype none
module stream_widen #(
    parameter int BITS = 8,
    parameter int IN_LANES = 2,
    parameter int OUT_LANES = 4
) (
    input wire logic clk,
    input wire logic rst,
    input wire logic in_valid,
    output logic in_ready,
    input wire logic [IN_LANES*BITS-1:0] in_data,
    output logic out_valid,
    input wire logic out_ready,
    output logic [OUT_LANES*BITS-1:0] out_data
);
  localparam int M = OUT_LANES / IN_LANES;
  localparam int COUNT_BITS = $clog2(M + 1);

  if (OUT_LANES % IN_LANES != 0 || M < 2) begin : gen_illegal_lanes
    $error("OUT_LANES must be a multiple of IN_LANES, at least twice as many");
  end

  logic [COUNT_BITS-1:0] have;

  assign out_valid = have == COUNT_BITS'(M);
  assign in_ready = !out_valid || out_ready;
  wire accept = in_valid && in_ready;

  always_ff @(posedge clk) begin
    if (rst) have <= '0;
    else if (accept) have <= (out_valid ? '0 : have) + 1'b1;
    else if (out_valid && out_ready) have <= '0;
  end
  always_ff @(posedge clk) if (accept) out_data <= {in_data, out_data[OUT_LANES*BITS-1:IN_LANES*BITS]};
endmodule
`default_nettype wire
