// The sum or difference of two streams, each taken to a common scale first; a requantise cell follows.
//   NARROW  out = R_A((a - ZERO_A) << HEADROOM) +- R_B((b - ZERO_B) << HEADROOM), R of MULTIPLIER and SHIFT with the
//           two roundings of narrow sums in docs/numerics.md (a positive shift is to the left)
//   SHIFT   out = ((a - ZERO_A) << SHIFT_A) +- ((b - ZERO_B) << SHIFT_B), shifts >= 0
//
// Parameters: LANES, A_BITS, B_BITS, SIGNED_A, SIGNED_B (0 | 1) of the elements, OUT_BITS (of a signed result),
// MODE ("NARROW" | "SHIFT"), HEADROOM (binary places), ZERO_A, ZERO_B, MULTIPLIER_A, MULTIPLIER_B (0 to 2^31 - 1),
// SHIFT_A, SHIFT_B (binary places), MULTIPLIER ("DSP" | "LUT", see product), SUBTRACT (0 | 1: a - b).
// A word of each stream is taken in the same cycle; the whole pipe freezes while the output word is not taken.
// Latency NARROW 5, SHIFT 1 cycles, interval 1 cycle.
`default_nettype none
module join_add #(
    parameter int LANES = 1,
    parameter int A_BITS = 8,
    parameter int B_BITS = 8,
    parameter int SIGNED_A = 1,
    parameter int SIGNED_B = 1,
    parameter int OUT_BITS = 30,
    parameter MODE = "NARROW",
    parameter int HEADROOM = 20,
    parameter int ZERO_A = 0,
    parameter int ZERO_B = 0,
    parameter int MULTIPLIER_A = 1073741824,
    parameter int SHIFT_A = 0,
    parameter int MULTIPLIER_B = 1073741824,
    parameter int SHIFT_B = 0,
    parameter MULTIPLIER = "DSP",
    parameter int SUBTRACT = 0
) (
    input wire logic clk,
    input wire logic rst,
    input wire logic a_valid,
    output logic a_ready,
    input wire logic [LANES*A_BITS-1:0] a_data,
    input wire logic b_valid,
    output logic b_ready,
    input wire logic [LANES*B_BITS-1:0] b_data,
    output logic out_valid,
    input wire logic out_ready,
    output logic [LANES*OUT_BITS-1:0] out_data
);
  // Of one width, for a comparison of strings of two is not clean.
  localparam bit NARROW = 48'(MODE) == 48'("NARROW");
  localparam int STAGES = NARROW ? 5 : 1;

  wire advance = !out_valid || out_ready;
  assign a_ready = advance && b_valid;
  assign b_ready = advance && a_valid;
  logic [STAGES-1:0] valid;
  assign out_valid = valid[STAGES-1];
  always_ff @(posedge clk) begin
    if (rst) valid <= '0;
    else if (advance) valid <= STAGES'({valid, a_valid && b_valid});
  end

  for (genvar lane = 0; lane < LANES; lane++) begin : gen_lane
    for (genvar side = 0; side < 2; side++) begin : gen_side
      localparam int BITS = side == 0 ? A_BITS : B_BITS;
      localparam bit SIGNED = side == 0 ? SIGNED_A != 0 : SIGNED_B != 0;
      localparam int ZERO = side == 0 ? ZERO_A : ZERO_B;
      localparam int FACTOR = side == 0 ? MULTIPLIER_A : MULTIPLIER_B;
      localparam int SHIFT = side == 0 ? SHIFT_A : SHIFT_B;
      // The zero point is in the range of the elements, so that the difference has one bit more.
      localparam int DIFFERENCE_BITS = BITS + 1;
      wire [BITS-1:0] element;
      if (side == 0) begin : gen_a
        assign element = a_data[lane*A_BITS+:A_BITS];
      end else begin : gen_b
        assign element = b_data[lane*B_BITS+:B_BITS];
      end
      wire signed [DIFFERENCE_BITS-1:0] difference =
          {SIGNED && element[BITS-1], element} - DIFFERENCE_BITS'(ZERO);
      wire signed [OUT_BITS-1:0] scaled;
      if (NARROW) begin : gen_narrow
        // All factors of two to the left; the sum that they make must hold in 32 bits, of which
        // (sum * FACTOR + 2^30) >>> 31 needs no more.
        localparam int PLACES_LEFT = HEADROOM + (SHIFT > 0 ? SHIFT : 0);
        localparam int PLACES_RIGHT = SHIFT < 0 ? -SHIFT : 0;
        if (DIFFERENCE_BITS + PLACES_LEFT > 32 || PLACES_LEFT > 30) begin : gen_illegal_headroom
          $error("(x - ZERO) << (HEADROOM + SHIFT) must fit 32 bits");
        end
        localparam int PRODUCT_BITS = DIFFERENCE_BITS + 31;
        localparam logic [PRODUCT_BITS-1:0] HALF = PRODUCT_BITS'(1) << (30 - PLACES_LEFT);
        logic signed [DIFFERENCE_BITS-1:0] shifted_zero;
        logic signed [PRODUCT_BITS-1:0] product;
        // The factor is not negative, so that the upper bit repeats the sign.
        /* verilator lint_off UNUSEDSIGNAL */
        wire signed [PRODUCT_BITS:0] value;
        /* verilator lint_on UNUSEDSIGNAL */
        product #(
            .X_BITS(DIFFERENCE_BITS),
            .W_BITS(32),
            .MULTIPLIER(MULTIPLIER)
        ) scale (
            .x(shifted_zero),
            .w(32'(FACTOR)),
            .value(value)
        );
        logic signed [31:0] upper;
        logic signed [OUT_BITS-1:0] rounded;
        // Half away from zero: a negative number is one less before half is added.
        wire signed [33:0] twice_upper = {33'(upper) - 33'(upper < 0), upper < 0};
        wire signed [33:0] shifted = (twice_upper >>> PLACES_RIGHT) + 34'sd1;
        always_ff @(posedge clk)
          if (advance) begin
            shifted_zero <= difference;
            product <= value[PRODUCT_BITS-1:0];
            upper <= 32'($signed(product + $signed(HALF)) >>> (31 - PLACES_LEFT));
            rounded <= OUT_BITS'(shifted >>> 1);
          end
        assign scaled = rounded;
      end else begin : gen_shift
        assign scaled = OUT_BITS'(difference) << SHIFT;
      end
    end
    logic signed [OUT_BITS-1:0] sum;
    always_ff @(posedge clk)
      if (advance)
        sum <= SUBTRACT != 0 ? gen_side[0].scaled - gen_side[1].scaled : gen_side[0].scaled + gen_side[1].scaled;
    assign out_data[lane*OUT_BITS+:OUT_BITS] = sum;
  end
endmodule
`default_nettype wire
