// Self-checking bench of divide_round. Sums and their means are files that the test writes from the Java numerics:
// CASE_sums.mem, CASE_expected.mem.
module divide_round_case #(
    parameter CASE = "",
    parameter int LANES = 1,
    parameter int IN_BITS = 14,
    parameter int OUT_BITS = 8,
    parameter int COUNT = 49,
    parameter int MIN = -128,
    parameter int MAX = 127,
    parameter int SEED = 1
) (
    input logic clk,
    input logic rst,
    output logic done
);
  localparam int WORDS = 3000;
  localparam int GAPPED = 2000;
  logic in_valid, in_ready, out_valid, out_ready, resume;
  logic [LANES*IN_BITS-1:0] in_data;
  logic [LANES*OUT_BITS-1:0] out_data;
  int accepted, taken, accepted_at, left_at;
  logic [LANES*IN_BITS-1:0] sums[WORDS];
  logic [LANES*OUT_BITS-1:0] expected[WORDS];
  initial $readmemh({CASE, "_sums.mem"}, sums);
  initial $readmemh({CASE, "_expected.mem"}, expected);
  assign in_data = sums[accepted%WORDS];
  // The time of a pipe that freezes: it stands still while the pipe does.
  int ticks = 0;
  always @(posedge clk) if (!rst && (!out_valid || out_ready)) ticks <= ticks + 1;

  divide_round #(
      .LANES(LANES), .IN_BITS(IN_BITS), .OUT_BITS(OUT_BITS), .COUNT(COUNT), .MIN(MIN), .MAX(MAX),
      .MULTIPLIER(SEED % 2 == 0 ? "LUT" : "DSP")
  ) dut (.*);
  word_source #(.NAME("divide_round"), .WORDS(WORDS), .GAPPED(GAPPED), .SEED(SEED)) source (
      .clk, .rst, .now(ticks), .resume, .valid(in_valid), .ready(in_ready), .ready_due(!out_valid || out_ready),
      .index(accepted), .asked(taken), .taken_at(accepted_at));
  word_sink #(
      .NAME("divide_round"), .WIDTH(LANES * OUT_BITS), .WORDS(WORDS), .GAPPED(GAPPED), .SEED(SEED)
  ) sink (
      .clk, .rst, .now(ticks), .valid(out_valid), .ready(out_ready), .data(out_data), .index(taken),
      .expected(expected[taken%WORDS]), .due(accepted_at + 3), .left_at, .resume, .done);
endmodule

module divide_round_bench;
  logic clk = 0;
  logic rst = 1;
  int now = 0;
  wire [5:0] done;
  always #1 clk = ~clk;
  always @(posedge clk) begin
    now <= now + 1;
    rst <= now < 3;
    if (&done) begin
      $display("PASS divide_round");
      $finish;
    end
  end
  divide_round_case #(
      .CASE("by49"), .LANES(3), .IN_BITS(14), .OUT_BITS(8), .COUNT(49), .SEED(1)
  ) by49 (clk, rst, done[0]);
  divide_round_case #(
      .CASE("by6"), .LANES(2), .IN_BITS(12), .OUT_BITS(8), .COUNT(6), .MIN(0), .MAX(255), .SEED(2)
  ) by6 (clk, rst, done[1]);
  divide_round_case #(
      .CASE("by1"), .LANES(1), .IN_BITS(9), .OUT_BITS(4), .COUNT(1), .MIN(-8), .MAX(7), .SEED(3)
  ) by1 (clk, rst, done[2]);
  divide_round_case #(
      .CASE("by64"), .LANES(1), .IN_BITS(22), .OUT_BITS(16), .COUNT(64), .MIN(-32768), .MAX(32767), .SEED(4)
  ) by64 (clk, rst, done[3]);
  divide_round_case #(
      .CASE("by1000"), .LANES(1), .IN_BITS(34), .OUT_BITS(24), .COUNT(1000), .MIN(-8388608), .MAX(8388607), .SEED(5)
  ) by1000 (clk, rst, done[4]);
  divide_round_case #(
      .CASE("by50"), .LANES(1), .IN_BITS(4), .OUT_BITS(8), .COUNT(50), .SEED(6)
  ) by50 (clk, rst, done[5]);
endmodule
