// The sum of INPUTS signed numbers in a tree of two-input adders, each level one bit wider than the one before.
//
// Parameters: INPUTS (>= 1), BITS (of one input). Ports: every register moves only when advance; in_data holds
// input i at bit i*BITS.
// LEVELS = clog2(INPUTS), a register after every second level and after the last one.
// Latency ceil(LEVELS / 2) cycles (0 for one input), interval 1 cycle.
`default_nettype none
module adder_tree #(
    parameter int INPUTS = 8,
    parameter int BITS = 16,
    localparam int LEVELS = $clog2(INPUTS),
    localparam int OUT_BITS = BITS + LEVELS
) (
    input wire logic clk,
    input wire logic advance,
    input wire logic [INPUTS*BITS-1:0] in_data,
    output logic signed [OUT_BITS-1:0] out_data
);
  for (genvar level = 0; level <= LEVELS; level++) begin : gen_level
    localparam int NODES = (INPUTS + (1 << level) - 1) >> level;
    localparam int BELOW = level == 0 ? 0 : (INPUTS + (1 << (level - 1)) - 1) >> (level - 1);
    localparam int NODE_BITS = BITS + level;
    for (genvar node = 0; node < NODES; node++) begin : gen_node
      logic signed [NODE_BITS-1:0] value;
      if (level == 0) begin : gen_leaf
        assign value = in_data[node*BITS+:BITS];
      end else begin : gen_sum
        wire signed [NODE_BITS-1:0] sum;
        if (2 * node + 1 < BELOW) begin : gen_add
          assign sum = NODE_BITS'(gen_level[level-1].gen_node[2*node].value)
                     + NODE_BITS'(gen_level[level-1].gen_node[2*node+1].value);
        end else begin : gen_pass
          assign sum = NODE_BITS'(gen_level[level-1].gen_node[2*node].value);
        end
        if (level % 2 == 0 || level == LEVELS) begin : gen_register
          always_ff @(posedge clk) if (advance) value <= sum;
        end else begin : gen_wire
          assign value = sum;
        end
      end
    end
  end
  assign out_data = gen_level[LEVELS].gen_node[0].value;
  if (LEVELS == 0) begin : gen_unclocked
    // One input passes through: no register needs these.
    wire unused = clk & advance;
  end
endmodule
`default_nettype wire
