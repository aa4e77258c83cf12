// One of COUNT words. Bit by bit, for a part-select of words whose width is no power of two is a product of the index to synthesis.
//
// Parameters: COUNT (words), WIDTH. Ports: index is one of the words; no latency.
`default_nettype none
module overlay_select #(
    parameter int COUNT = 4,
    parameter int WIDTH = 14,
    localparam int INDEX_BITS = COUNT > 1 ? $clog2(COUNT) : 1
) (
    input wire logic [COUNT*WIDTH-1:0] words,
    // Of one word there is no choice.
    /* verilator lint_off UNUSEDSIGNAL */
    input wire logic [INDEX_BITS-1:0] index,
    /* verilator lint_on UNUSEDSIGNAL */
    output logic [WIDTH-1:0] word
);
  if (COUNT == 1) begin : gen_only
    assign word = words;
  end else begin : gen_some
    for (genvar place = 0; place < WIDTH; place++) begin : gen_bit
      wire [COUNT-1:0] ways;
      for (genvar i = 0; i < COUNT; i++) begin : gen_way
        assign ways[i] = words[i*WIDTH+place];
      end
      assign word[place] = ways[index];
    end
  end
endmodule
`default_nettype wire
