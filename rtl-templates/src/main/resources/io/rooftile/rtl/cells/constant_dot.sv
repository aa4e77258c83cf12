// A dot product with constants, as a tree that adds and subtracts shifted inputs:
//   sum = BIAS + sum over TERM_COUNT terms of +-(x[index] << shift)
//   FUSED = 0: out = sum;  FUSED = 1: out = clamp((sum >>> SHIFT) + ZERO_POINT, MIN, MAX)
// (the half for rounding is part of BIAS).
//
// Parameters: INPUTS elements of X_BITS, X_SIGNED (0 | 1); TERMS, term i of 24 bits at i*24: {negative, shift[6:0],
// index[15:0]}; BIAS (64 bits signed); ACC_BITS of the sum, which is exact modulo 2^ACC_BITS; LEVELS (>= 1) of the tree,
// with TERM_COUNT <= 2^LEVELS; SHIFT (>= 0), ZERO_POINT, MIN, MAX and OUT_BITS of the fused requantiser (OUT_BITS is
// ACC_BITS where FUSED is 0). A tree with a leaf to spare adds BIAS there, a full one at its root.
// Every node is as wide as the sums that its terms can make, and no wider than ACC_BITS. One whose terms are all negative
// holds the sum's opposite, which is subtracted where it meets one that is not: a negation of its own would be a third
// carry chain before the first register.
//
// The registers move only when advance (see pipe_valid). A register follows every second level and the last one, the
// clamp counting as a level. Latency ceil((LEVELS + FUSED) / 2) cycles, interval 1 cycle.
`default_nettype none
module constant_dot #(
    parameter int INPUTS = 4,
    parameter int X_BITS = 8,
    parameter int X_SIGNED = 1,
    parameter int TERM_COUNT = 3,
    parameter logic [(TERM_COUNT>0?TERM_COUNT:1)*24-1:0] TERMS = {24'h800002, 24'h020001, 24'h000000},
    parameter int ACC_BITS = 16,
    parameter logic signed [63:0] BIAS = 5,
    parameter int LEVELS = 2,
    parameter int FUSED = 0,
    parameter int SHIFT = 0,
    parameter int ZERO_POINT = 0,
    parameter int MIN = -128,
    parameter int MAX = 127,
    parameter int OUT_BITS = ACC_BITS
) (
    input wire logic clk,
    input wire logic advance,
    input wire logic [INPUTS*X_BITS-1:0] in_data,
    output logic signed [OUT_BITS-1:0] out_data
);
  localparam int LEAVES = 1 << LEVELS;
  localparam bit BIAS_AT_ROOT = TERM_COUNT >= LEAVES;
  // Terms that are all negative are taken from the bias, even where that is 0.
  localparam bit HAS_BIAS_LEAF = !BIAS_AT_ROOT && (BIAS != 0 || opposite_terms(0, TERM_COUNT));
  localparam int USED_LEAVES = TERM_COUNT + (HAS_BIAS_LEAF ? 1 : 0);
  localparam logic signed [63:0] X_MIN = X_SIGNED != 0 ? -(64'sd1 <<< (X_BITS - 1)) : 64'sd0;
  localparam logic signed [63:0] X_MAX = (64'sd1 <<< (X_BITS - X_SIGNED)) - 64'sd1;

  if (TERM_COUNT > LEAVES || LEVELS < 1) begin : gen_illegal_levels
    $error("TERM_COUNT must be at most 2^LEVELS and LEVELS at least 1");
  end

  // Bits of a signed number from smallest to largest.
  function automatic int bits(input logic signed [63:0] smallest, input logic signed [63:0] largest);
    bits = 1;
    while (smallest < -(64'sd1 <<< (bits - 1)) || largest >= 64'sd1 <<< (bits - 1)) bits = bits + 1;
  endfunction
  // Whether the terms first .. first+count-1 that there are, one at least, are all negative.
  function automatic bit opposite_terms(input int first, input int count);
    opposite_terms = first < TERM_COUNT;
    for (int i = first; i < first + count && i < TERM_COUNT; i++)
      opposite_terms = opposite_terms && TERMS[i*24+23];
  endfunction
  // The same of leaves, of which the bias is none.
  function automatic bit opposite(input int first, input int count);
    opposite = opposite_terms(first, count) && (first + count <= TERM_COUNT || !HAS_BIAS_LEAF);
  endfunction
  // Bits of the sum of the leaves first .. first+count-1, or of its opposite where that is what is held.
  function automatic int width(input int first, input int count);
    logic signed [63:0] smallest;
    logic signed [63:0] largest;
    logic negative;
    logic [6:0] shift;
    smallest = BIAS_AT_ROOT && count == LEAVES ? BIAS : '0;
    largest = smallest;
    for (int i = first; i < first + count && i < USED_LEAVES; i++) begin
      if (i < TERM_COUNT) begin
        negative = TERMS[i*24+23];
        shift = TERMS[i*24+16+:7];
        // Shifts beyond ACC_BITS leave nothing.
        if (32'(shift) < ACC_BITS) begin
          smallest = smallest + ((negative ? -X_MAX : X_MIN) <<< shift);
          largest = largest + ((negative ? -X_MIN : X_MAX) <<< shift);
        end
      end else begin
        smallest = smallest + BIAS;
        largest = largest + BIAS;
      end
    end
    width = count < LEAVES && opposite(first, count) ? bits(-largest, -smallest) : bits(smallest, largest);
    if (width > ACC_BITS) width = ACC_BITS;
  endfunction

  // Inputs without a term are not read.
  wire unused_inputs = ^in_data;

  for (genvar level = 0; level <= LEVELS; level++) begin : gen_level
    for (genvar node = 0; node < LEAVES >> level; node++) begin : gen_node
      localparam int FIRST = node << level;
      localparam int BITS = width(FIRST, 1 << level);
      logic signed [BITS-1:0] value;
      if (FIRST >= USED_LEAVES && !(level == LEVELS)) begin : gen_none
        assign value = '0;
      end else if (level == 0 && node == TERM_COUNT) begin : gen_bias
        assign value = BITS'(BIAS);
      end else if (level == 0) begin : gen_term
        localparam logic [23:0] TERM = TERMS[node*24+:24];
        localparam int INDEX = 32'(TERM[15:0]);
        wire [X_BITS-1:0] element = in_data[INDEX*X_BITS+:X_BITS];
        wire signed [X_BITS:0] x = {X_SIGNED != 0 && element[X_BITS-1], element};
        wire signed [BITS-1:0] shifted = BITS'((ACC_BITS + X_BITS + 1)'(x) <<< TERM[22:16]);
        assign value = shifted;
      end else begin : gen_sum
        localparam bit LEFT_OPPOSITE = opposite(FIRST, 1 << (level - 1));
        localparam bit RIGHT_OPPOSITE = opposite(FIRST + (1 << (level - 1)), 1 << (level - 1));
        localparam bit IS_OPPOSITE = level != LEVELS && opposite(FIRST, 1 << level);
        wire signed [BITS-1:0] left = BITS'(gen_level[level-1].gen_node[2*node].value);
        wire signed [BITS-1:0] right = BITS'(gen_level[level-1].gen_node[2*node+1].value);
        wire signed [BITS-1:0] base = BIAS_AT_ROOT && level == LEVELS ? BITS'(BIAS) : '0;
        wire signed [BITS-1:0] sum;
        if (IS_OPPOSITE || (!LEFT_OPPOSITE && !RIGHT_OPPOSITE)) begin : gen_plus
          assign sum = base + left + right;
        end else if (!RIGHT_OPPOSITE) begin : gen_right_less_left
          assign sum = base + right - left;
        end else if (!LEFT_OPPOSITE) begin : gen_left_less_right
          assign sum = base + left - right;
        end else begin : gen_minus
          assign sum = base - left - right;
        end
        if (level % 2 == 0 || (level == LEVELS && FUSED == 0)) begin : gen_register
          always_ff @(posedge clk) if (advance) value <= sum;
        end else begin : gen_wire
          assign value = sum;
        end
      end
    end
  end

  localparam int ROOT_BITS = width(0, LEAVES);
  wire signed [ROOT_BITS-1:0] root = gen_level[LEVELS].gen_node[0].value;
  if (FUSED != 0) begin : gen_fused
    localparam int SCALED_BITS = ROOT_BITS > SHIFT ? ROOT_BITS - SHIFT : 1;
    localparam int LIMIT_BITS = bits(64'(MIN), 64'(MAX));
    localparam int POINT_BITS = bits(64'(ZERO_POINT), 64'(ZERO_POINT));
    localparam int MOVED_BITS = (SCALED_BITS > POINT_BITS ? SCALED_BITS : POINT_BITS) + 1;
    localparam int CLAMP_BITS = MOVED_BITS > LIMIT_BITS ? MOVED_BITS : LIMIT_BITS;
    wire signed [ROOT_BITS-1:0] scaled = root >>> SHIFT;
    wire signed [CLAMP_BITS-1:0] moved = CLAMP_BITS'(scaled) + CLAMP_BITS'(ZERO_POINT);
    always_ff @(posedge clk)
      if (advance)
        out_data <= moved < CLAMP_BITS'(MIN) ? OUT_BITS'(MIN)
            : moved > CLAMP_BITS'(MAX) ? OUT_BITS'(MAX) : OUT_BITS'(moved);
  end else begin : gen_sum
    assign out_data = OUT_BITS'(root);
  end
endmodule
`default_nettype wire
