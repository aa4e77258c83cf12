// Self-checking bench of power_on_reset: how long it resets from the start on, and from requests on.
module power_on_reset_case #(
    parameter int CYCLES = 5
) (
    input logic clk,
    input int now,
    output logic done
);
  logic rst;
  // Two requests: a short one, and a long one that meets a reset that it began itself.
  wire request = now == 40 || (now >= 80 && now < 100);
  power_on_reset #(.CYCLES(CYCLES)) dut (.*);

  wire expected = now < CYCLES || (now > 40 && now <= 40 + CYCLES) || (now > 80 && now <= 99 + CYCLES);
  assign done = now > 150;
  always @(posedge clk)
    if (rst !== expected) begin
      $display("FAIL power_on_reset: %m rst is %b at %0d", rst, now);
      $fatal;
    end
endmodule

module power_on_reset_bench;
  logic clk = 0;
  int now = 0;
  wire [2:0] done;
  always #1 clk = ~clk;
  always @(posedge clk) begin
    now <= now + 1;
    if (&done) begin
      $display("PASS power_on_reset");
      $finish;
    end
  end
  power_on_reset_case #(.CYCLES(2)) shortest (clk, now, done[0]);
  power_on_reset_case #(.CYCLES(5)) five (clk, now, done[1]);
  power_on_reset_case #(.CYCLES(16)) sixteen (clk, now, done[2]);
endmodule
