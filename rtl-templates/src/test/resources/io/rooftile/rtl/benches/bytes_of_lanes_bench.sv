// Self-checking bench of bytes_of_lanes: every byte of random words, with and without sign.
module bytes_of_lanes_case #(
    parameter int LANES = 2,
    parameter int BITS = 6,
    parameter int BYTES = 1,
    parameter int SIGNED = 1,
    parameter int SEED = 1
) (
    input logic clk,
    input int now
);
  logic [LANES*BITS-1:0] in_data;
  logic [LANES*BYTES*8-1:0] out_data;
  random_word #(.LANES(LANES), .BITS(BITS), .SEED(SEED)) given (now, in_data);
  bytes_of_lanes #(.LANES(LANES), .BITS(BITS), .BYTES(BYTES), .SIGNED(SIGNED)) dut (.*);

  always @(posedge clk)
    for (int lane = 0; lane < LANES; lane++)
      for (int place = 0; place < BYTES * 8; place++) begin
        logic expected;
        if (place < BITS) expected = in_data[lane*BITS+place];
        else expected = SIGNED == 1 ? in_data[lane*BITS+BITS-1] : 1'b0;
        if (out_data[lane*BYTES*8+place] !== expected) begin
          $display("FAIL bytes_of_lanes: %m bit %0d of lane %0d of %h out of %h", place, lane, out_data, in_data);
          $fatal;
        end
      end
endmodule

module bytes_of_lanes_bench;
  logic clk = 0;
  int now = 0;
  always #1 clk = ~clk;
  always @(posedge clk) begin
    now <= now + 1;
    if (now == 200) begin
      $display("PASS bytes_of_lanes");
      $finish;
    end
  end
  bytes_of_lanes_case #(.LANES(3), .BITS(6), .BYTES(1), .SIGNED(1), .SEED(1)) signed_narrow (clk, now);
  bytes_of_lanes_case #(.LANES(3), .BITS(5), .BYTES(1), .SIGNED(0), .SEED(2)) unsigned_narrow (clk, now);
  bytes_of_lanes_case #(.LANES(2), .BITS(8), .BYTES(1), .SIGNED(1), .SEED(3)) whole (clk, now);
  bytes_of_lanes_case #(.LANES(5), .BITS(13), .BYTES(2), .SIGNED(1), .SEED(4)) two (clk, now);
  bytes_of_lanes_case #(.LANES(2), .BITS(17), .BYTES(4), .SIGNED(0), .SEED(5)) four (clk, now);
endmodule
