// Rows of a matrix times a vector, PE rows and SIMD elements at a time:
//   out[pe] = bias[o*PE+pe] + sum over INPUT_FOLD words and s of x[s] * w[pe, s],
//   for output fold o = 0 .. OUTPUT_FOLD-1 in turn (the vector comes once per output fold).
// It is the depthwise cell with one channel that every lane reads.
//
// Parameters: PE (output lanes), SIMD (elements per word), X_BITS and X_SIGNED (0 | 1) of an input element, W_BITS of
// a signed weight, ACC_BITS of a signed result, INPUT_FOLD (input words per output word), OUTPUT_FOLD (output words
// before weights and biases repeat), MULTIPLIER ("DSP" | "LUT"), PACK (1: two lanes share one product where
// MULTIPLIER is "DSP"), STORAGE ("block" | "distributed" memory of the weights), WEIGHTS_FILE, BIAS_FILE ($readmemh).
// Weight word number o*INPUT_FOLD+i: weight of (pe, s) at bit (pe*SIMD+s)*W_BITS. Bias word o: lane pe at pe*ACC_BITS.
//
// The whole pipe freezes while the output word is not taken.
// Latency 3 + ceil(clog2(SIMD) / 2) cycles from the last input word, interval INPUT_FOLD cycles.
`default_nettype none
module matrix_vector #(
    parameter int PE = 4,
    parameter int SIMD = 4,
    parameter int X_BITS = 8,
    parameter int X_SIGNED = 1,
    parameter int W_BITS = 8,
    parameter int ACC_BITS = 24,
    parameter int INPUT_FOLD = 2,
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
    input wire logic [SIMD*X_BITS-1:0] in_data,
    output logic out_valid,
    input wire logic out_ready,
    output logic [PE*ACC_BITS-1:0] out_data
);
  depthwise #(
      .PE(PE),
      .SIMD(SIMD),
      .CHANNELS(1),
      .X_BITS(X_BITS),
      .X_SIGNED(X_SIGNED),
      .W_BITS(W_BITS),
      .ACC_BITS(ACC_BITS),
      .INPUT_FOLD(INPUT_FOLD),
      .OUTPUT_FOLD(OUTPUT_FOLD),
      .MULTIPLIER(MULTIPLIER),
      .PACK(PACK),
      .STORAGE(STORAGE),
      .WEIGHTS_FILE(WEIGHTS_FILE),
      .BIAS_FILE(BIAS_FILE)
  ) lanes (
      .clk(clk),
      .rst(rst),
      .in_valid(in_valid),
      .in_ready(in_ready),
      .in_data(in_data),
      .out_valid(out_valid),
      .out_ready(out_ready),
      .out_data(out_data)
  );
endmodule
`default_nettype wire
