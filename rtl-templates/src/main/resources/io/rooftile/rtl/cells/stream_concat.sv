// Words of several streams in turn: COUNTS[0] words of input 0, COUNTS[1] of input 1, and so on, then from the start.
//
// Parameters: WIDTH (bits of a word), INPUTS (streams, >= 2), COUNTS (words of input i per turn, 1 to 65535, 16 bits at
// bit i*16). Ports: the word of input i at bit i*WIDTH of in_data.
// Latency 0 cycles, interval 1 cycle.
`default_nettype none
module stream_concat #(
    parameter int WIDTH = 8,
    parameter int INPUTS = 2,
    parameter logic [INPUTS*16-1:0] COUNTS = {16'd2, 16'd1}
) (
    input wire logic clk,
    input wire logic rst,
    input wire logic [INPUTS-1:0] in_valid,
    output logic [INPUTS-1:0] in_ready,
    input wire logic [INPUTS*WIDTH-1:0] in_data,
    output logic out_valid,
    input wire logic out_ready,
    output logic [WIDTH-1:0] out_data
);
  localparam int SELECT_BITS = $clog2(INPUTS);

  if (INPUTS < 2) begin : gen_illegal_inputs
    $error("INPUTS must be at least 2");
  end

  logic [SELECT_BITS-1:0] selected;
  logic [15:0] word;
  wire last_word = word == COUNTS[selected*16+:16] - 16'd1;

  assign out_valid = in_valid[selected];
  // Compared and not indexed, for synthesis would multiply by WIDTH.
  always_comb begin
    in_ready = '0;
    out_data = '0;
    for (int i = 0; i < INPUTS; i++)
      if (selected == SELECT_BITS'(i)) begin
        in_ready[i] = out_ready;
        out_data = in_data[i*WIDTH+:WIDTH];
      end
  end

  always_ff @(posedge clk) begin
    if (rst) begin
      selected <= '0;
      word <= '0;
    end else if (out_valid && out_ready) begin
      word <= last_word ? '0 : word + 1'b1;
      if (last_word) selected <= selected == SELECT_BITS'(INPUTS - 1) ? '0 : selected + 1'b1;
    end
  end
endmodule
`default_nettype wire
