// Self-checking bench of overlay_operand: all pairs of features, as their sum at a distance.
module overlay_operand_case #(
    parameter int DATA_BITS = 4,
    parameter int PRODUCT_BITS = 9,
    parameter bit PACKED = 1'b1
) (
    input logic clk,
    output logic done
);
  localparam int PIXELS = PACKED ? 2 : 1;
  localparam int OPERAND_BITS = PACKED ? PRODUCT_BITS + DATA_BITS + 1 : DATA_BITS;
  localparam int LEAST = -(1 << (DATA_BITS - 1));
  logic [PIXELS*DATA_BITS-1:0] features;
  wire signed [OPERAND_BITS-1:0] operand;
  overlay_operand #(.DATA_BITS(DATA_BITS), .PRODUCT_BITS(PRODUCT_BITS), .PACKED(PACKED)) dut (.*);

  longint wanted;
  initial begin
    done = 0;
    for (int upper = PACKED ? LEAST : 0; upper <= (PACKED ? -LEAST - 1 : 0); upper++)
      for (int lower = LEAST; lower < -LEAST; lower++) begin
        features = (PIXELS * DATA_BITS)'({DATA_BITS'(upper), DATA_BITS'(lower)});
        wanted = 64'(upper) * (64'd1 << PRODUCT_BITS) + 64'(lower);
        @(negedge clk);
        if (64'(operand) != wanted) begin
          $display("FAIL overlay_operand: of %d and %d came %d, wanted %d", upper, lower, operand, wanted);
          $fatal;
        end
      end
    done = 1;
  end
endmodule

module overlay_operand_bench;
  logic clk = 0;
  always #1 clk = ~clk;
  wire [2:0] done;
  overlay_operand_case #(.DATA_BITS(4), .PRODUCT_BITS(9)) pair (clk, done[0]);
  overlay_operand_case #(.DATA_BITS(8), .PRODUCT_BITS(17)) wide (clk, done[1]);
  overlay_operand_case #(.DATA_BITS(5), .PACKED(1'b0)) one (clk, done[2]);
  always @(posedge clk)
    if (&done) begin
      $display("PASS overlay_operand");
      $finish;
    end
endmodule
