// PE output channels at a time, each a dot product over the taps of one input channel:
//   out[pe] = bias[o*PE+pe] + sum over INPUT_FOLD words and s of x[s, channel(pe)] * w[pe, s],
//   channel(pe) = pe / (PE / CHANNELS), for output fold o = 0 .. OUTPUT_FOLD-1 in turn.
//
// Parameters: PE (output lanes, a multiple of CHANNELS), SIMD (taps per word), CHANNELS (input channels per word),
// X_BITS and X_SIGNED (0 | 1) of an input element, W_BITS of a signed weight, ACC_BITS of a signed result,
// INPUT_FOLD (input words per output word), OUTPUT_FOLD (output words before weights and biases repeat),
// MULTIPLIER ("DSP" leaves the product to synthesis, "LUT" spells it in rows of adders),
// PACK (1: two lanes that read the same channel share one product where MULTIPLIER is "DSP"),
// STORAGE ("block" | "distributed" memory of the weights), WEIGHTS_FILE and BIAS_FILE ($readmemh).
// Input word: element (s, channel) at lane s*CHANNELS+channel. Output word: lane pe at bit pe*ACC_BITS.
// Weight word number o*INPUT_FOLD+i: weight of (pe, s) at bit (pe*SIMD+s)*W_BITS. Bias word o: lane pe at pe*ACC_BITS.
//
// The whole pipe freezes while the output word is not taken: operands, product, adder tree, accumulator.
// Latency 3 + ceil(clog2(SIMD) / 2) cycles from the last input word, interval INPUT_FOLD cycles.
`default_nettype none
module depthwise #(
    parameter int PE = 4,
    parameter int SIMD = 3,
    parameter int CHANNELS = 2,
    parameter int X_BITS = 8,
    parameter int X_SIGNED = 1,
    parameter int W_BITS = 8,
    parameter int ACC_BITS = 24,
    parameter int INPUT_FOLD = 3,
    parameter int OUTPUT_FOLD = 2,
    parameter MULTIPLIER = "DSP",
    parameter int PACK = 0,
    parameter STORAGE = "block",
    parameter WEIGHTS_FILE = "",
    parameter BIAS_FILE = ""
) (
    input wire logic clk,
    input wire logic rst,
    input wire logic in_valid,
    output logic in_ready,
    input wire logic [SIMD*CHANNELS*X_BITS-1:0] in_data,
    output logic out_valid,
    input wire logic out_ready,
    output logic [PE*ACC_BITS-1:0] out_data
);
  localparam int WEIGHT_WORDS = INPUT_FOLD * OUTPUT_FOLD;
  localparam int WEIGHT_ADDRESS_BITS = WEIGHT_WORDS > 1 ? $clog2(WEIGHT_WORDS) : 1;
  localparam int FOLD_BITS = INPUT_FOLD > 1 ? $clog2(INPUT_FOLD) : 1;
  localparam int BIAS_ADDRESS_BITS = OUTPUT_FOLD > 1 ? $clog2(OUTPUT_FOLD) : 1;
  localparam int LEVELS = $clog2(SIMD);
  // Stages before the accumulator: operands, product and the registers of the tree.
  localparam int STAGES = 2 + (LEVELS + 1) / 2;
  // An unsigned x gains a zero sign bit; either way |x * w| <= 2^(X_BITS + W_BITS - 1) - 1 fits PRODUCT_BITS.
  localparam int OPERAND_BITS = X_BITS + (X_SIGNED != 0 ? 0 : 1);
  localparam int PRODUCT_BITS = X_BITS + W_BITS;
  // Two weights PRODUCT_BITS apart in one factor: 25 bits for 8-bit elements, the wider port of a DSP48.
  localparam int PACKED_BITS = PRODUCT_BITS + W_BITS + 1;
  localparam int SUM_BITS = PRODUCT_BITS + LEVELS;

  if (PE % CHANNELS != 0) begin : gen_illegal_pe
    $error("PE must be a multiple of CHANNELS");
  end

  wire advance = !out_valid || out_ready;
  assign in_ready = advance;

  logic [WEIGHT_ADDRESS_BITS-1:0] weight_address;
  logic [STAGES-1:0] valid;
  logic [FOLD_BITS-1:0] fold;
  logic [BIAS_ADDRESS_BITS-1:0] output_fold;
  // The next sum is the first of its output fold: a register, for every bit of the accumulators chooses by it.
  logic first;
  wire last = fold == FOLD_BITS'(INPUT_FOLD - 1);
  wire accumulate = valid[STAGES-1];
  wire finish = accumulate && last;
  // The bias of the next output fold is read while the last word of this one is added.
  wire [BIAS_ADDRESS_BITS-1:0] bias_address =
      !finish ? output_fold
      : output_fold == BIAS_ADDRESS_BITS'(OUTPUT_FOLD - 1) ? '0 : output_fold + 1'b1;

  always_ff @(posedge clk) begin
    if (rst) begin
      weight_address <= '0;
      valid <= '0;
      fold <= '0;
      first <= 1'b1;
      output_fold <= '0;
      out_valid <= 1'b0;
    end else if (advance) begin
      if (in_valid)
        weight_address <=
            weight_address == WEIGHT_ADDRESS_BITS'(WEIGHT_WORDS - 1) ? '0 : weight_address + 1'b1;
      valid <= {valid[STAGES-2:0], in_valid};
      if (accumulate) begin
        fold <= last ? '0 : fold + 1'b1;
        first <= last;
      end
      output_fold <= bias_address;
      out_valid <= finish;
    end
  end

  wire [PE*SIMD*W_BITS-1:0] weights;
  wire [PE*ACC_BITS-1:0] biases;
  weight_rom #(
      .WIDTH(PE * SIMD * W_BITS),
      .DEPTH(WEIGHT_WORDS),
      .STORAGE(STORAGE),
      .FILE(WEIGHTS_FILE)
  ) weight_words (
      .clk(clk),
      .enable(advance),
      .address(weight_address),
      .data(weights)
  );
  weight_rom #(
      .WIDTH(PE * ACC_BITS),
      .DEPTH(OUTPUT_FOLD),
      .STORAGE("distributed"),
      .FILE(BIAS_FILE)
  ) bias_words (
      .clk(clk),
      .enable(advance),
      .address(bias_address),
      .data(biases)
  );

  logic [SIMD*CHANNELS*X_BITS-1:0] operands;
  always_ff @(posedge clk) if (advance) operands <= in_data;

  for (genvar pe = 0; pe < PE; pe++) begin : gen_pe
    localparam int CHANNEL = pe / (PE / CHANNELS);
    // The other lane of a pair with the same channel.
    localparam int PARTNER = pe % 2 == 0 ? pe + 1 : pe - 1;
    localparam bit PAIRED =
        PACK != 0 && MULTIPLIER == "DSP" && PARTNER < PE && PARTNER / (PE / CHANNELS) == CHANNEL;
    wire [SIMD*PRODUCT_BITS-1:0] products;
    for (genvar s = 0; s < SIMD; s++) begin : gen_tap
      wire [X_BITS-1:0] element = operands[(s*CHANNELS+CHANNEL)*X_BITS+:X_BITS];
      wire signed [OPERAND_BITS-1:0] x = X_SIGNED != 0 ? OPERAND_BITS'($signed(element)) : OPERAND_BITS'(element);
      wire signed [W_BITS-1:0] w = weights[(pe*SIMD+s)*W_BITS+:W_BITS];
      wire signed [PRODUCT_BITS-1:0] value;
      if (PAIRED && pe % 2 == 0) begin : gen_low
        wire signed [W_BITS-1:0] upper = weights[(PARTNER*SIMD+s)*W_BITS+:W_BITS];
        wire signed [PACKED_BITS-1:0] both = (PACKED_BITS'(upper) <<< PRODUCT_BITS) + PACKED_BITS'(w);
        logic signed [2*PRODUCT_BITS-1:0] product;
        always_ff @(posedge clk)
          if (advance) product <= (2 * PRODUCT_BITS)'(both) * (2 * PRODUCT_BITS)'(x);
        assign value = product[PRODUCT_BITS-1:0];
      end else if (PAIRED) begin : gen_high
        wire signed [2*PRODUCT_BITS-1:0] product = gen_pe[PARTNER].gen_tap[s].gen_low.product;
        // A negative lower product has borrowed one from the upper.
        assign value = product[2*PRODUCT_BITS-1:PRODUCT_BITS] + PRODUCT_BITS'(product[PRODUCT_BITS-1]);
      end else if (MULTIPLIER == "DSP") begin : gen_dsp
        logic signed [PRODUCT_BITS-1:0] product;
        always_ff @(posedge clk) if (advance) product <= PRODUCT_BITS'(x) * PRODUCT_BITS'(w);
        assign value = product;
      end else begin : gen_rows
        wire signed [OPERAND_BITS+W_BITS-1:0] sum;
        product_rows #(
            .X_BITS(OPERAND_BITS),
            .W_BITS(W_BITS)
        ) rows (
            .x(x),
            .w(w),
            .product(sum)
        );
        logic signed [PRODUCT_BITS-1:0] product;
        always_ff @(posedge clk) if (advance) product <= PRODUCT_BITS'(sum);
        assign value = product;
      end
      assign products[s*PRODUCT_BITS+:PRODUCT_BITS] = value;
    end

    wire signed [SUM_BITS-1:0] sum;
    adder_tree #(
        .INPUTS(SIMD),
        .BITS(PRODUCT_BITS)
    ) tree (
        .clk(clk),
        .advance(advance),
        .in_data(products),
        .out_data(sum)
    );
    logic [ACC_BITS-1:0] accumulator;
    wire [ACC_BITS-1:0] start = first ? biases[pe*ACC_BITS+:ACC_BITS] : accumulator;
    always_ff @(posedge clk) if (advance && accumulate) accumulator <= start + ACC_BITS'(sum);
    assign out_data[pe*ACC_BITS+:ACC_BITS] = accumulator;
  end
endmodule
`default_nettype wire
