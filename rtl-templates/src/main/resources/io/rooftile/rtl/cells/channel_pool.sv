// The largest element or the sum over the taps of a window, PE channels at a time, INPUT_FOLD words per window.
// For windows that do not overlap and lie on the map, pool_reduce needs no window cell before it.
//
// Parameters: PE (channels), SIMD (taps per word), BITS and SIGNED (0 | 1) of an element, OUT_BITS (of a result; BITS
// for MAX, for SUM a signed number), OPERATION ("MAX" | "SUM"), INPUT_FOLD (words per result).
// Input word: element (s, pe) at lane s*PE+pe. Port in_skip, beside in_data: bit s says that tap s is off the map;
// it is ignored. A window with no tap on the map gives the least number, in SUM 0.
// The whole pipe freezes while the output word is not taken: tree (a register after every second level and after the
// last), running result.
// Latency 1 + ceil(clog2(SIMD) / 2) cycles from the last input word, interval INPUT_FOLD cycles.
`default_nettype none
module channel_pool #(
    parameter int PE = 2,
    parameter int SIMD = 3,
    parameter int BITS = 8,
    parameter int SIGNED = 1,
    parameter int OUT_BITS = 8,
    parameter OPERATION = "MAX",
    parameter int INPUT_FOLD = 3
) (
    input wire logic clk,
    input wire logic rst,
    input wire logic in_valid,
    output logic in_ready,
    input wire logic [SIMD*PE*BITS-1:0] in_data,
    input wire logic [SIMD-1:0] in_skip,
    output logic out_valid,
    input wire logic out_ready,
    output logic [PE*OUT_BITS-1:0] out_data
);
  localparam bit LARGEST = OPERATION == "MAX";
  localparam int LEVELS = $clog2(SIMD);
  localparam int TREE_REGISTERS = (LEVELS + 1) / 2;
  localparam int FOLD_BITS = INPUT_FOLD > 1 ? $clog2(INPUT_FOLD) : 1;
  // One bit more, so that signed and unsigned elements compare and add alike.
  localparam int ELEMENT_BITS = BITS + 1;
  localparam logic signed [ELEMENT_BITS-1:0] IGNORED =
      LARGEST && SIGNED != 0 ? {2'b11, {(BITS - 1) {1'b0}}} : '0;
  localparam int NODE_BITS = LARGEST ? ELEMENT_BITS : ELEMENT_BITS + LEVELS;

  wire advance = !out_valid || out_ready;
  assign in_ready = advance;

  wire tree_valid;
  if (TREE_REGISTERS == 0) begin : gen_no_tree
    assign tree_valid = in_valid;
  end else begin : gen_tree_valid
    logic [TREE_REGISTERS-1:0] valid;
    always_ff @(posedge clk) begin
      if (rst) valid <= '0;
      else if (advance) valid <= TREE_REGISTERS'({valid, in_valid});
    end
    assign tree_valid = valid[TREE_REGISTERS-1];
  end

  logic [FOLD_BITS-1:0] fold;
  wire last = fold == FOLD_BITS'(INPUT_FOLD - 1);
  always_ff @(posedge clk) begin
    if (rst) begin
      fold <= '0;
      out_valid <= 1'b0;
    end else if (advance) begin
      if (tree_valid) fold <= last ? '0 : fold + 1'b1;
      out_valid <= tree_valid && last;
    end
  end

  for (genvar pe = 0; pe < PE; pe++) begin : gen_pe
    for (genvar level = 0; level <= LEVELS; level++) begin : gen_level
      localparam int NODES = (SIMD + (1 << level) - 1) >> level;
      localparam int BELOW = level == 0 ? 0 : (SIMD + (1 << (level - 1)) - 1) >> (level - 1);
      for (genvar node = 0; node < NODES; node++) begin : gen_node
        wire signed [NODE_BITS-1:0] value;
        if (level == 0) begin : gen_leaf
          wire [BITS-1:0] element = in_data[(node*PE+pe)*BITS+:BITS];
          wire signed [ELEMENT_BITS-1:0] extended = {SIGNED != 0 && element[BITS-1], element};
          wire signed [ELEMENT_BITS-1:0] counted = in_skip[node] ? IGNORED : extended;
          assign value = NODE_BITS'(counted);
        end else begin : gen_inner
          wire signed [NODE_BITS-1:0] left = gen_level[level-1].gen_node[2*node].value;
          wire signed [NODE_BITS-1:0] reduced;
          if (2 * node + 1 == BELOW) begin : gen_pass
            assign reduced = left;
          end else begin : gen_reduce
            wire signed [NODE_BITS-1:0] right = gen_level[level-1].gen_node[2*node+1].value;
            if (LARGEST) begin : gen_max
              assign reduced = left > right ? left : right;
            end else begin : gen_sum
              assign reduced = left + right;
            end
          end
          if (level % 2 == 0 || level == LEVELS) begin : gen_register
            logic signed [NODE_BITS-1:0] held;
            always_ff @(posedge clk) if (advance) held <= reduced;
            assign value = held;
          end else begin : gen_wire
            assign value = reduced;
          end
        end
      end
    end

    wire signed [NODE_BITS-1:0] top = gen_level[LEVELS].gen_node[0].value;
    localparam int RUNNING_BITS = LARGEST ? ELEMENT_BITS : OUT_BITS;
    logic signed [RUNNING_BITS-1:0] running;
    wire signed [RUNNING_BITS-1:0] reduced;
    if (LARGEST) begin : gen_max
      assign reduced = running > top ? running : top;
    end else begin : gen_sum
      assign reduced = running + RUNNING_BITS'(top);
    end
    always_ff @(posedge clk)
      if (advance && tree_valid) running <= fold == 0 ? RUNNING_BITS'(top) : reduced;
    assign out_data[pe*OUT_BITS+:OUT_BITS] = OUT_BITS'(running);
  end
endmodule
`default_nettype wire
