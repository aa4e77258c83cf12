// Self-checking bench of overlay_product against products one by one: all features of small widths, the least and greatest
// ones and any of 8 bits.
module overlay_product_case #(
    parameter int DATA_BITS = 3,
    parameter int WEIGHT_BITS = 4,
    parameter bit PACKED = 1'b1,
    parameter bit KEPT = 1'b0
) (
    input logic clk,
    output logic done
);
  localparam int PRODUCT_BITS = DATA_BITS + WEIGHT_BITS;
  localparam int PIXELS = PACKED ? 2 : 1;
  localparam int OPERAND_BITS = PACKED ? PRODUCT_BITS + DATA_BITS + 1 : DATA_BITS;
  localparam int CASES = 1 << (2 * DATA_BITS + WEIGHT_BITS);
  localparam int MOST_CASES = 20000;
  logic signed [OPERAND_BITS-1:0] operand;
  logic signed [WEIGHT_BITS-1:0] weight;
  wire [PIXELS*PRODUCT_BITS-1:0] products;
  overlay_product #(.DATA_BITS(DATA_BITS), .WEIGHT_BITS(WEIGHT_BITS), .PACKED(PACKED), .KEPT(KEPT)) dut (.*);

  logic signed [DATA_BITS-1:0] feature[2];
  logic [PIXELS*PRODUCT_BITS-1:0] wanted;
  function automatic logic signed [DATA_BITS-1:0] any_feature();
    any_feature = $urandom_range(2) == 0 ? {1'b1, {DATA_BITS - 1{1'b0}}} : $urandom_range(4) == 0 ? {1'b0, {DATA_BITS - 1{1'b1}}} : DATA_BITS'($urandom);
  endfunction
  initial begin
    done = 0;
    for (int i = 0; i < (CASES < MOST_CASES ? CASES : MOST_CASES); i++) begin
      if (CASES < MOST_CASES) {feature[1], feature[0], weight} = (2 * DATA_BITS + WEIGHT_BITS)'(i);
      else begin
        feature[0] = any_feature();
        feature[1] = any_feature();
        weight = $urandom_range(2) == 0 ? {1'b1, {WEIGHT_BITS - 1{1'b0}}} : WEIGHT_BITS'($urandom);
      end
      operand = OPERAND_BITS'(feature[0]) + (PACKED ? OPERAND_BITS'(feature[1]) <<< PRODUCT_BITS : '0);
      for (int k = 0; k < PIXELS; k++)
        wanted[k*PRODUCT_BITS+:PRODUCT_BITS] = PRODUCT_BITS'(feature[k]) * PRODUCT_BITS'(weight);
      @(negedge clk);
      if (products != wanted) begin
        $display("FAIL overlay_product: of %d and %d times %d came %h, wanted %h", feature[1], feature[0], weight, products, wanted);
        $fatal;
      end
    end
    done = 1;
  end
endmodule

module overlay_product_bench;
  logic clk = 0;
  always #1 clk = ~clk;
  wire [4:0] done;
  overlay_product_case pair (clk, done[0]);
  overlay_product_case #(.DATA_BITS(8), .WEIGHT_BITS(8)) bytes (clk, done[1]);
  overlay_product_case #(.DATA_BITS(8), .WEIGHT_BITS(9)) wide (clk, done[2]);
  overlay_product_case #(.PACKED(1'b0)) one (clk, done[3]);
  overlay_product_case #(.PACKED(1'b0), .KEPT(1'b1)) kept (clk, done[4]);
  always @(posedge clk)
    if (&done) begin
      $display("PASS overlay_product");
      $finish;
    end
endmodule
