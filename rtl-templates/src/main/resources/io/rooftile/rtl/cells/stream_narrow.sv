// Splits a word of IN_LANES elements into M = IN_LANES / OUT_LANES words of OUT_LANES elements, low lanes first.
//
// Parameters: BITS (of an element), IN_LANES, OUT_LANES (M >= 2).
// A new word is taken in the cycle in which the last part of the old one leaves.
// Latency 1 cycle to the first part, interval M cycles per input word.
`default_nettype none
module stream_narrow #(
    parameter int BITS = 8,
    parameter int IN_LANES = 4,
    parameter int OUT_LANES = 2
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
  localparam int M = IN_LANES / OUT_LANES;
  localparam int COUNT_BITS = $clog2(M + 1);

  if (IN_LANES % OUT_LANES != 0 || M < 2) begin : gen_illegal_lanes
    $error("IN_LANES must be a multiple of OUT_LANES, at least twice as many");
  end

  logic [IN_LANES*BITS-1:0] data;
  logic [COUNT_BITS-1:0] left;
  // At most one part is left, so that whatever moves next is a new word: the lanes choose by a register alone.
  logic fresh;

  assign in_ready = left == 0 || (left == COUNT_BITS'(1) && out_ready);
  assign out_valid = left != 0;
  assign out_data = data[OUT_LANES*BITS-1:0];
  wire accept = in_valid && in_ready;
  wire leave = out_valid && out_ready;

  always_ff @(posedge clk) begin
    if (rst) begin
      left <= '0;
      fresh <= 1'b1;
    end else if (accept) begin
      left <= COUNT_BITS'(M);
      fresh <= 1'b0;
    end else if (leave) begin
      left <= left - 1'b1;
      fresh <= left <= COUNT_BITS'(2);
    end
  end
  always_ff @(posedge clk)
    if (accept || leave) begin
      data <= in_data;
      if (!fresh) data[(IN_LANES-OUT_LANES)*BITS-1:0] <= data[IN_LANES*BITS-1:OUT_LANES*BITS];
    end
endmodule
`default_nettype wire
