// From a sum to a stored number, a lane of the drain: out = clamp(NARROW(v) + zero_point, min, max), with
//   v = sum + bias, or where two maps are added  v = NARROW(a - zero_a) + NARROW(b - zero_b),
// a and b the lower and upper 16 bits of the sum. NARROW(v, multiplier, left, right), as docs/numerics.md:
//   t = v << left in 32 bits; u = (t * multiplier + 2^30) >>> 31; u / 2^right, half away from zero.
// Both operands of an addition are shifted left by 20 places.
//
// Ports: inputs come when the stage needs them: sum in cycle 0 (with the result in cycle LATENCY), bias and zero_* in cycle 1,
// multiplier_* in 2, shift_* in 4, is_add in 5, left in 6, multiplier in 7, right in 9, the range in 10. Latency 11 cycles, interval 1 cycle.
`default_nettype none
module overlay_requantise #(
    parameter int DATA_BITS = 8
) (
    input wire logic clk,
    input wire logic [31:0] sum,
    input wire logic [31:0] bias,
    input wire logic signed [DATA_BITS-1:0] zero_a,
    input wire logic signed [DATA_BITS-1:0] zero_b,
    input wire logic [30:0] multiplier_a,
    input wire logic [30:0] multiplier_b,
    input wire logic [5:0] shift_a,
    input wire logic [5:0] shift_b,
    input wire logic is_add,
    input wire logic [4:0] left,
    input wire logic [31:0] multiplier,
    input wire logic [5:0] right,
    input wire logic signed [DATA_BITS:0] zero_point,
    input wire logic signed [DATA_BITS-1:0] least,
    input wire logic signed [DATA_BITS-1:0] most,
    output logic [DATA_BITS-1:0] out
);
  localparam int DIFFERENCE_BITS = DATA_BITS + 1;
  // (a << 20) * multiplier >> 31 = a * multiplier >> 11.
  localparam int SCALED_BITS = DIFFERENCE_BITS + 31 - 11 + 1;

  logic signed [31:0] v1, v2, v3, v4, v5, v6, v7, v9;
  logic signed [DIFFERENCE_BITS-1:0] a2, b2;
  logic signed [DIFFERENCE_BITS+31-1:0] a3, b3;
  logic signed [SCALED_BITS-1:0] a4, b4;
  logic signed [SCALED_BITS-1:0] a5, b5;
  logic signed [47:0] low8, high8;
  logic signed [33:0] v10;

  function automatic logic signed [SCALED_BITS:0] twice(input logic signed [SCALED_BITS-1:0] u);
    // Half away from zero: a negative number is one less before half is added.
    twice = {u - SCALED_BITS'(u < 0), u < 0};
  endfunction

  wire signed [47:0] product = high8 + (low8 >>> 16) + 48'sd16384;
  wire signed [32:0] lowered = 33'(v9) - 33'(v9 < 0);
  wire signed [33:0] twice_upper = {lowered, v9 < 0};
  wire signed [34:0] result = (35'(v10) + (35'(zero_point) <<< 1) + 35'sd1) >>> 1;
  /* verilator lint_off UNUSEDSIGNAL */
  wire [31:0] upper_part = v1 - 32'($signed(v1[15:0]));
  /* verilator lint_on UNUSEDSIGNAL */

  always_ff @(posedge clk) begin
    v1 <= sum;
    v2 <= v1 + bias;
    a2 <= DIFFERENCE_BITS'($signed(v1[DIFFERENCE_BITS-1:0])) - DIFFERENCE_BITS'(zero_a);
    b2 <= DIFFERENCE_BITS'($signed(upper_part[16+:DIFFERENCE_BITS])) - DIFFERENCE_BITS'(zero_b);
    v3 <= v2;
    a3 <= a2 * $signed({1'b0, multiplier_a});
    b3 <= b2 * $signed({1'b0, multiplier_b});
    v4 <= v3;
    a4 <= SCALED_BITS'((a3 + (DIFFERENCE_BITS + 31)'(1024)) >>> 11);
    b4 <= SCALED_BITS'((b3 + (DIFFERENCE_BITS + 31)'(1024)) >>> 11);
    v5 <= v4;
    a5 <= SCALED_BITS'(((twice(a4) >>> shift_a) + (SCALED_BITS + 1)'(1)) >>> 1);
    b5 <= SCALED_BITS'(((twice(b4) >>> shift_b) + (SCALED_BITS + 1)'(1)) >>> 1);
    v6 <= is_add ? 32'(a5) + 32'(b5) : v5;
    v7 <= v6 << left;
    low8 <= v7 * $signed({1'b0, multiplier[15:0]});
    high8 <= v7 * $signed(multiplier[31:16]);
    v9 <= 32'(product >>> 15);
    v10 <= twice_upper >>> right;
    out <= result < 35'(least) ? least : result > 35'(most) ? most : DATA_BITS'(result);
  end
endmodule
`default_nettype wire
