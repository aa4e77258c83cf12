// Self-checking bench of depthwise: several shapes, see dot_product_case.
module depthwise_bench;
  logic clk = 0;
  always #1 clk = ~clk;
  localparam int CASES = 7;
  wire [CASES-1:0] done;
  dot_product_case #(.DEPTHWISE(1), .PE(2), .SIMD(3), .CHANNELS(2), .LATENCY(4), .SEED(1)) plain (clk, done[0]);
  dot_product_case #(
      .DEPTHWISE(1), .PE(6), .SIMD(9), .CHANNELS(3), .X_SIGNED(0), .INPUT_FOLD(1), .OUTPUT_FOLD(4), .LATENCY(5), .SEED(2)
  ) one_word (clk, done[1]);
  dot_product_case #(
      .DEPTHWISE(1), .PE(1), .SIMD(1), .CHANNELS(1), .INPUT_FOLD(9), .OUTPUT_FOLD(3), .STORAGE("distributed"),
      .LATENCY(3), .SEED(3)
  ) tap_by_tap (clk, done[2]);
  // Four lanes read each channel: two pairs share a product. With three, only the first two do.
  dot_product_case #(
      .DEPTHWISE(1), .PE(8), .SIMD(5), .CHANNELS(2), .X_SIGNED(0), .PACK(1), .LATENCY(5), .SEED(4)
  ) packed_even (clk, done[3]);
  dot_product_case #(
      .DEPTHWISE(1), .PE(9), .SIMD(2), .CHANNELS(3), .INPUT_FOLD(3), .PACK(1), .LATENCY(4), .SEED(5)
  ) packed_odd (clk, done[4]);
  dot_product_case #(
      .DEPTHWISE(1), .PE(4), .SIMD(3), .CHANNELS(4), .X_BITS(4), .W_BITS(6), .ACC_BITS(17), .INPUT_FOLD(3),
      .OUTPUT_FOLD(1), .MULTIPLIER("LUT"), .LATENCY(4), .SEED(6)
  ) rows (clk, done[5]);
  dot_product_case #(
      .DEPTHWISE(1), .PE(3), .SIMD(25), .CHANNELS(3), .X_BITS(7), .X_SIGNED(0), .W_BITS(3), .ACC_BITS(20),
      .INPUT_FOLD(1), .OUTPUT_FOLD(1), .LATENCY(6), .SEED(7)
  ) whole_window (clk, done[6]);
  always @(posedge clk)
    if (&done) begin
      $display("PASS depthwise");
      $finish;
    end
  initial begin
    #200000;
    $display("FAIL depthwise: did not end");
    $fatal;
  end
endmodule
