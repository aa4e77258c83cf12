// Counts the frames of a stream: `last` with the last word of each, `frames` that are over, `started` within one.
//
// Parameters: WORDS (of a frame). Ports: `moved` in each cycle in which a word is handed over.
// `last` belongs to the word that is handed over next; the others change in the cycle behind a word.
// Latency 1 cycle from a word to the counts, interval 1 cycle.
`default_nettype none
module frame_counter #(
    parameter int WORDS = 3
) (
    input wire logic clk,
    input wire logic rst,
    input wire logic moved,
    output logic last,
    output logic started,
    output logic [31:0] frames
);
  localparam int COUNT_BITS = WORDS > 1 ? $clog2(WORDS) : 1;
  logic [COUNT_BITS-1:0] count;
  assign last = count == COUNT_BITS'(WORDS - 1);
  assign started = count != 0;

  always_ff @(posedge clk) begin
    if (rst) begin
      count <= '0;
      frames <= '0;
    end else if (moved) begin
      count <= last ? '0 : count + 1'b1;
      if (last) frames <= frames + 1'b1;
    end
  end
endmodule
`default_nettype wire
