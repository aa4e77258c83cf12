// Self-checking bench of product: every pair of factors with either multiplier, against the product in integers.
module product_case #(
    parameter int X_BITS = 8,
    parameter int W_BITS = 8
) (
    output logic done
);
  logic signed [X_BITS-1:0] x;
  logic signed [W_BITS-1:0] w;
  logic signed [X_BITS+W_BITS-1:0] by_blocks, by_rows;
  product #(.X_BITS(X_BITS), .W_BITS(W_BITS), .MULTIPLIER("DSP")) blocks (.x, .w, .value(by_blocks));
  product #(.X_BITS(X_BITS), .W_BITS(W_BITS), .MULTIPLIER("LUT")) rows (.x, .w, .value(by_rows));
  initial begin
    done = 0;
    for (int a = -(1 << (X_BITS - 1)); a < 1 << (X_BITS - 1); a++)
      for (int b = -(1 << (W_BITS - 1)); b < 1 << (W_BITS - 1); b++) begin
        x = X_BITS'(a);
        w = W_BITS'(b);
        #1;
        if (32'(by_blocks) != a * b || 32'(by_rows) != a * b) begin
          $display("FAIL product: %m %0d * %0d is %0d or %0d", a, b, by_blocks, by_rows);
          $fatal;
        end
      end
    done = 1;
  end
endmodule

module product_bench;
  wire [1:0] done;
  product_case #(.X_BITS(9), .W_BITS(8)) wide (done[0]);
  product_case #(.X_BITS(5), .W_BITS(7)) narrow (done[1]);
  initial begin
    wait (&done);
    $display("PASS product");
    $finish;
  end
endmodule
