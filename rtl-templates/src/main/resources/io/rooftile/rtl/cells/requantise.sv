// Takes sums to the scale of the output: out = clamp(ZERO_POINT + R(in + OFFSET), MIN, MAX), R as docs/numerics.md:
//   NARROW  R = round(round(v * multiplier / 2^31) / 2^-shift), v = (in + OFFSET) << max(shift, 0) in 32 bits;
//           the inner rounding takes half up, the outer one half away from zero; shift -47 to 30
//   WIDE    R = round((in + OFFSET) * m16 / 2^(15 - shift)), half up; m16 the upper 16 bits of the multiplier, rounded;
//           shift -47 to 14; R must fit 32 bits, in + OFFSET 48
//   SHIFT   R = round((in + OFFSET) / 2^shift), half up; shift -47 to 47; in + OFFSET must fit 48 bits
// The saturation of SHIFT to 32 bits is left to the clamp: MIN - ZERO_POINT and MAX - ZERO_POINT must fit 32 bits.
//
// Parameters: LANES, ACC_BITS (of a signed sum; NARROW <= 32, else <= 48), OUT_BITS (the low bits of the result),
// MODE ("NARROW" | "WIDE" | "SHIFT"), CHANNEL_WORDS (words before the parameters repeat), ZERO_POINT, MIN, MAX,
// OFFSET, MULTIPLIER ("DSP" | "LUT", see product), STORAGE ("block" | "distributed" memory of the parameters), FILE ($readmemh), LEFT (the largest shift to
// the left in the file: what is known to be smaller makes NARROW and SHIFT smaller).
// Parameter word: lane l at bit l*40, {shift[7:0] signed, multiplier[31:0]}; a positive shift is to the left, in
// SHIFT to the right (and the multiplier unused).
//
// The whole pipe freezes while the output word is not taken.
// Latency NARROW 5, WIDE 4, SHIFT 2 cycles, interval 1 cycle.
`default_nettype none
module requantise #(
    parameter int LANES = 1,
    parameter int ACC_BITS = 24,
    parameter int OUT_BITS = 8,
    parameter MODE = "NARROW",
    parameter int CHANNEL_WORDS = 4,
    parameter int ZERO_POINT = 0,
    parameter int MIN = -128,
    parameter int MAX = 127,
    parameter int OFFSET = 0,
    parameter MULTIPLIER = "DSP",
    parameter STORAGE = "distributed",
    parameter FILE = "",
    parameter int LEFT = 47
) (
    input wire logic clk,
    input wire logic rst,
    input wire logic in_valid,
    output logic in_ready,
    input wire logic [LANES*ACC_BITS-1:0] in_data,
    output logic out_valid,
    input wire logic out_ready,
    output logic [LANES*OUT_BITS-1:0] out_data
);
  // Of one width, for a comparison of strings of two is not clean.
  localparam bit NARROW = 48'(MODE) == 48'("NARROW");
  localparam bit WIDE = 48'(MODE) == 48'("WIDE");
  localparam int STAGES = NARROW ? 5 : WIDE ? 4 : 2;
  localparam int ADDRESS_BITS = CHANNEL_WORDS > 1 ? $clog2(CHANNEL_WORDS) : 1;
  localparam int SUM_LIMIT = NARROW ? 32 : 48;
  localparam int OFFSET_BITS = OFFSET == 0 ? 0 : 2 + $clog2(OFFSET < 0 ? -OFFSET : OFFSET);
  localparam int OPERAND_BITS = ACC_BITS > OFFSET_BITS ? ACC_BITS : OFFSET_BITS;
  localparam int GROWN_BITS = OPERAND_BITS + (OFFSET == 0 ? 0 : 1);
  localparam int SUM_BITS = GROWN_BITS < SUM_LIMIT ? GROWN_BITS : SUM_LIMIT;
  localparam int V_BITS = SUM_BITS + LEFT < 32 ? SUM_BITS + LEFT : 32;
  localparam int PRODUCT_BITS = NARROW ? V_BITS + 16 : SUM_BITS + 15;
  // Every mode ends in `twice`, twice the result before its last rounding: (twice + 1) >>> 1 takes half up.
  // In NARROW |multiplier| < 2^31, so that v * multiplier / 2^31 is no wider than v. In WIDE the result has 32 bits.
  localparam int TWICE_BITS =
      NARROW ? V_BITS + 2 : !WIDE ? SUM_BITS + LEFT + 1 : PRODUCT_BITS < 33 ? PRODUCT_BITS : 33;
  localparam int RESULT_BITS = (TWICE_BITS > 34 ? TWICE_BITS : 34) + 1;

  if (ACC_BITS > SUM_LIMIT) begin : gen_illegal_acc_bits
    $error("ACC_BITS must be at most 32 in NARROW, 48 else");
  end
  if (!NARROW && !WIDE && 48'(MODE) != 48'("SHIFT")) begin : gen_illegal_mode
    $error("MODE must be NARROW, WIDE or SHIFT");
  end

  wire advance = !out_valid || out_ready;
  assign in_ready = advance;
  logic [STAGES-1:0] valid;
  assign out_valid = valid[STAGES-1];
  logic [ADDRESS_BITS-1:0] address;

  always_ff @(posedge clk) begin
    if (rst) begin
      valid <= '0;
      address <= '0;
    end else if (advance) begin
      valid <= {valid[STAGES-2:0], in_valid};
      if (in_valid) address <= address == ADDRESS_BITS'(CHANNEL_WORDS - 1) ? '0 : address + 1'b1;
    end
  end

  // WIDE does not use the low bits of the multiplier, SHIFT none of it.
  /* verilator lint_off UNUSEDSIGNAL */
  wire [LANES*40-1:0] factors;
  /* verilator lint_on UNUSEDSIGNAL */
  weight_rom #(
      .WIDTH(LANES * 40),
      .DEPTH(CHANNEL_WORDS),
      .STORAGE(STORAGE),
      .FILE(FILE)
  ) factor_words (
      .clk(clk),
      .enable(advance),
      .address(address),
      .data(factors)
  );

  for (genvar lane = 0; lane < LANES; lane++) begin : gen_lane
    wire signed [ACC_BITS-1:0] element = in_data[lane*ACC_BITS+:ACC_BITS];
    logic signed [SUM_BITS-1:0] sum;
    always_ff @(posedge clk) if (advance) sum <= SUM_BITS'(element) + SUM_BITS'(OFFSET);
    wire signed [7:0] shift = factors[lane*40+32+:8];

    wire signed [TWICE_BITS-1:0] twice;
    if (NARROW) begin : gen_narrow
      wire signed [V_BITS-1:0] v;
      if (LEFT == 0) begin : gen_as_is
        assign v = sum;
      end else begin : gen_left
        assign v = V_BITS'(sum) << (shift > 0 ? shift[4:0] : 5'd0);
      end
      // How far to the right; 63 leaves nothing of any number.
      wire [5:0] places = shift >= 0 ? 6'd0 : 6'(-shift);
      // The upper bit of a product with the low half repeats its sign.
      /* verilator lint_off UNUSEDSIGNAL */
      wire signed [PRODUCT_BITS:0] low_value;
      /* verilator lint_on UNUSEDSIGNAL */
      wire signed [PRODUCT_BITS-1:0] high_value;
      product #(
          .X_BITS(V_BITS),
          .W_BITS(17),
          .MULTIPLIER(MULTIPLIER)
      ) low_half (
          .x(v),
          .w({1'b0, factors[lane*40+:16]}),
          .value(low_value)
      );
      product #(
          .X_BITS(V_BITS),
          .W_BITS(16),
          .MULTIPLIER(MULTIPLIER)
      ) high_half (
          .x(v),
          .w(factors[lane*40+16+:16]),
          .value(high_value)
      );
      logic signed [PRODUCT_BITS-1:0] low_product;
      logic signed [PRODUCT_BITS-1:0] high_product;
      logic signed [V_BITS-1:0] upper;
      logic signed [TWICE_BITS-1:0] shifted;
      assign twice = shifted;
      logic [5:0] places_of_product;
      logic [5:0] places_of_upper;
      // The low 16 bits of the low product cannot carry into the result of (v * multiplier + 2^30) >>> 31.
      wire signed [PRODUCT_BITS-1:0] product =
          high_product + (low_product >>> 16) + PRODUCT_BITS'(1 << 14);
      // Half away from zero: a negative number is one less before half is added.
      wire signed [V_BITS:0] lowered = (V_BITS + 1)'(upper) - (V_BITS + 1)'(upper < 0);
      wire signed [TWICE_BITS-1:0] twice_upper = {lowered, upper < 0};
      always_ff @(posedge clk)
        if (advance) begin
          low_product <= low_value[PRODUCT_BITS-1:0];
          high_product <= high_value;
          places_of_product <= places;
          upper <= V_BITS'(product >>> 15);
          places_of_upper <= places_of_product;
          shifted <= twice_upper >>> places_of_upper;
        end
    end else if (WIDE) begin : gen_wide
      wire [14:0] upper_factor = factors[lane*40+16+:15];
      wire [14:0] rounded_factor = upper_factor + 15'(factors[lane*40+15] && upper_factor != '1);
      // The upper bit repeats the sign.
      /* verilator lint_off UNUSEDSIGNAL */
      wire signed [PRODUCT_BITS:0] value;
      /* verilator lint_on UNUSEDSIGNAL */
      product #(
          .X_BITS(SUM_BITS),
          .W_BITS(16),
          .MULTIPLIER(MULTIPLIER)
      ) scaled (
          .x(sum),
          .w({1'b0, rounded_factor}),
          .value(value)
      );
      logic signed [PRODUCT_BITS-1:0] product;
      logic [5:0] places;
      logic signed [TWICE_BITS-1:0] shifted;
      assign twice = shifted;
      always_ff @(posedge clk)
        if (advance) begin
          product <= value[PRODUCT_BITS-1:0];
          places <= 6'(8'sd14 - shift);
          shifted <= TWICE_BITS'(product >>> places);
        end
    end else begin : gen_shift
      wire signed [TWICE_BITS-1:0] twice_sum = {{LEFT{sum[SUM_BITS-1]}}, sum, 1'b0};
      wire [5:0] places = shift < 0 ? 6'(-shift) : shift[5:0];
      assign twice = shift < 0 && LEFT != 0 ? twice_sum << places : twice_sum >>> places;
    end

    wire signed [RESULT_BITS-1:0] result =
        (RESULT_BITS'(twice) + RESULT_BITS'(2 * ZERO_POINT + 1)) >>> 1;
    logic [OUT_BITS-1:0] clamped;
    always_ff @(posedge clk)
      if (advance)
        clamped <= result < RESULT_BITS'(MIN) ? OUT_BITS'(MIN)
                   : result > RESULT_BITS'(MAX) ? OUT_BITS'(MAX) : OUT_BITS'(result);
    assign out_data[lane*OUT_BITS+:OUT_BITS] = clamped;
  end
endmodule
`default_nettype wire
