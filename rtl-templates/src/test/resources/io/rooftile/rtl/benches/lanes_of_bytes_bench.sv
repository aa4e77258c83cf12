// Self-checking bench of lanes_of_bytes: every lane of random words.
module lanes_of_bytes_case #(
    parameter int LANES = 2,
    parameter int BITS = 6,
    parameter int BYTES = 1,
    parameter int SEED = 1
) (
    input logic clk,
    input int now
);
  logic [LANES*BYTES*8-1:0] in_data;
  logic [LANES*BITS-1:0] out_data;
  random_word #(.LANES(LANES), .BITS(BYTES * 8), .SEED(SEED)) given (now, in_data);
  lanes_of_bytes #(.LANES(LANES), .BITS(BITS), .BYTES(BYTES)) dut (.*);

  always @(posedge clk)
    for (int place = 0; place < LANES * BITS; place++)
      if (out_data[place] !== in_data[place/BITS*BYTES*8+place%BITS]) begin
        $display("FAIL lanes_of_bytes: %m bit %0d of %h out of %h", place, out_data, in_data);
        $fatal;
      end
endmodule

module lanes_of_bytes_bench;
  logic clk = 0;
  int now = 0;
  always #1 clk = ~clk;
  always @(posedge clk) begin
    now <= now + 1;
    if (now == 200) begin
      $display("PASS lanes_of_bytes");
      $finish;
    end
  end
  lanes_of_bytes_case #(.LANES(3), .BITS(6), .BYTES(1), .SEED(1)) narrow (clk, now);
  lanes_of_bytes_case #(.LANES(2), .BITS(8), .BYTES(1), .SEED(2)) whole (clk, now);
  lanes_of_bytes_case #(.LANES(1), .BITS(1), .BYTES(1), .SEED(3)) bits (clk, now);
  lanes_of_bytes_case #(.LANES(5), .BITS(13), .BYTES(2), .SEED(4)) two (clk, now);
  lanes_of_bytes_case #(.LANES(2), .BITS(17), .BYTES(4), .SEED(5)) four (clk, now);
endmodule
