// Self-checking bench of matrix_vector: several shapes, see dot_product_case.
module matrix_vector_bench;
  logic clk = 0;
  always #1 clk = ~clk;
  localparam int CASES = 12;
  wire [CASES-1:0] done;
  dot_product_case #(.SEED(1)) plain (clk, done[0]);
  dot_product_case #(
      .PE(1), .SIMD(1), .INPUT_FOLD(1), .OUTPUT_FOLD(1), .LATENCY(3), .SEED(2)
  ) smallest (clk, done[1]);
  dot_product_case #(
      .PE(3), .SIMD(5), .X_SIGNED(0), .INPUT_FOLD(3), .OUTPUT_FOLD(2), .STORAGE("distributed"), .LATENCY(5), .SEED(3)
  ) odd (clk, done[2]);
  dot_product_case #(
      .PE(2), .SIMD(2), .X_BITS(4), .W_BITS(2), .ACC_BITS(14), .INPUT_FOLD(1), .OUTPUT_FOLD(5), .LATENCY(4), .SEED(4)
  ) one_word (clk, done[3]);
  dot_product_case #(
      .PE(5), .SIMD(9), .X_BITS(3), .X_SIGNED(0), .W_BITS(5), .ACC_BITS(18), .INPUT_FOLD(7), .OUTPUT_FOLD(1),
      .LATENCY(5), .SEED(5)
  ) wide (clk, done[4]);
  dot_product_case #(
      .PE(2), .SIMD(3), .X_BITS(16), .W_BITS(8), .ACC_BITS(40), .INPUT_FOLD(4), .OUTPUT_FOLD(2), .LATENCY(4), .SEED(6)
  ) sixteen (clk, done[5]);
  dot_product_case #(
      .PE(2), .SIMD(17), .X_BITS(1), .X_SIGNED(0), .W_BITS(1), .ACC_BITS(12), .INPUT_FOLD(2), .OUTPUT_FOLD(2),
      .LATENCY(6), .SEED(7)
  ) bits (clk, done[6]);
  // The sum overflows ACC_BITS: the result is its low bits.
  dot_product_case #(
      .PE(2), .SIMD(4), .ACC_BITS(13), .INPUT_FOLD(5), .LATENCY(4), .SEED(8)
  ) overflowing (clk, done[7]);
  dot_product_case #(.PE(4), .SIMD(4), .PACK(1), .SEED(9)) packed_signed (clk, done[8]);
  dot_product_case #(
      .PE(5), .SIMD(3), .X_SIGNED(0), .INPUT_FOLD(3), .PACK(1), .SEED(10)
  ) packed_unsigned (clk, done[9]);
  dot_product_case #(.PE(3), .SIMD(4), .MULTIPLIER("LUT"), .SEED(11)) rows_signed (clk, done[10]);
  dot_product_case #(
      .PE(2), .SIMD(2), .X_BITS(5), .X_SIGNED(0), .W_BITS(3), .MULTIPLIER("LUT"), .PACK(1), .SEED(12)
  ) rows_unsigned (clk, done[11]);
  always @(posedge clk)
    if (&done) begin
      $display("PASS matrix_vector");
      $finish;
    end
  initial begin
    #200000;
    $display("FAIL matrix_vector: did not end");
    $fatal;
  end
endmodule
