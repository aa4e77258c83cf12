// The product of two signed numbers without a multiplier: the rows x * w[i] added in a tree, the row of the sign bit
// subtracted. Synthesis finds only adders, one carry chain each, and so uses no DSP block.
//
// Parameters: X_BITS (of the row, signed), W_BITS (rows).
// Combinational, clog2(W_BITS) adders deep; about X_BITS*W_BITS + 4*W_BITS LUTs.
`default_nettype none
module product_rows #(
    parameter int X_BITS = 8,
    parameter int W_BITS = 8
) (
    input wire logic signed [X_BITS-1:0] x,
    input wire logic [W_BITS-1:0] w,
    output logic signed [X_BITS+W_BITS-1:0] product
);
  localparam int LEVELS = $clog2(W_BITS);
  // Node n of a level is x times the bits n*2^level .. of w; a lone row of the sign bit is subtracted one level up.
  for (genvar level = 0; level <= LEVELS; level++) begin : gen_level
    localparam int NODES = (W_BITS + (1 << level) - 1) >> level;
    localparam int BITS = X_BITS + ((1 << level) < W_BITS ? 1 << level : W_BITS);
    for (genvar node = 0; node < NODES; node++) begin : gen_node
      wire signed [BITS-1:0] value;
      if (level == 0) begin : gen_row
        assign value = w[node] ? BITS'(x) : '0;
      end else begin : gen_sum
        localparam int UPPER = 2 * node + 1;
        localparam int STEP = 1 << (level - 1);
        if (UPPER * STEP >= W_BITS) begin : gen_pass
          assign value = BITS'(gen_level[level-1].gen_node[UPPER-1].value);
        end else if (UPPER * STEP == W_BITS - 1) begin : gen_subtract
          assign value = BITS'(gen_level[level-1].gen_node[UPPER-1].value)
                       - (BITS'(gen_level[level-1].gen_node[UPPER].value) <<< STEP);
        end else begin : gen_add
          assign value = BITS'(gen_level[level-1].gen_node[UPPER-1].value)
                       + (BITS'(gen_level[level-1].gen_node[UPPER].value) <<< STEP);
        end
      end
    end
  end
  wire signed [X_BITS+W_BITS-1:0] root = gen_level[LEVELS].gen_node[0].value;
  assign product = W_BITS == 1 ? -root : root;
endmodule
`default_nettype wire
