// Self-checking bench of product_rows: every pair of factors, against the product in integers.
module product_rows_case #(
    parameter int X_BITS = 8,
    parameter int W_BITS = 8
) (
    output logic done
);
  logic signed [X_BITS-1:0] x;
  logic [W_BITS-1:0] w;
  logic signed [X_BITS+W_BITS-1:0] product;
  product_rows #(.X_BITS(X_BITS), .W_BITS(W_BITS)) dut (.*);
  initial begin
    done = 0;
    for (int a = -(1 << (X_BITS - 1)); a < 1 << (X_BITS - 1); a++)
      for (int b = -(1 << (W_BITS - 1)); b < 1 << (W_BITS - 1); b++) begin
        x = X_BITS'(a);
        w = W_BITS'(b);
        #1;
        if (32'(product) != a * b) begin
          $display("FAIL product_rows: %m %0d * %0d is %0d", a, b, product);
          $fatal;
        end
      end
    done = 1;
  end
endmodule

module product_rows_bench;
  wire [6:0] done;
  product_rows_case #(.X_BITS(8), .W_BITS(8)) eight (done[0]);
  product_rows_case #(.X_BITS(9), .W_BITS(1)) one (done[1]);
  product_rows_case #(.X_BITS(1), .W_BITS(2)) two (done[2]);
  product_rows_case #(.X_BITS(5), .W_BITS(3)) three (done[3]);
  product_rows_case #(.X_BITS(4), .W_BITS(4)) four (done[4]);
  product_rows_case #(.X_BITS(6), .W_BITS(5)) five (done[5]);
  product_rows_case #(.X_BITS(3), .W_BITS(7)) seven (done[6]);
  initial begin
    wait (&done);
    $display("PASS product_rows");
    $finish;
  end
endmodule
