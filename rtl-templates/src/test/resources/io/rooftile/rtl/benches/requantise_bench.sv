// Self-checking bench of requantise. Factors, sums and what must come of them are files that the test writes from the
// Java numerics: CASE_factors.mem, CASE_sums.mem, CASE_expected.mem.
module requantise_case #(
    parameter CASE = "",
    parameter int LANES = 1,
    parameter int ACC_BITS = 24,
    parameter int OUT_BITS = 8,
    parameter MODE = "NARROW",
    parameter int CHANNEL_WORDS = 4,
    parameter int ZERO_POINT = 0,
    parameter int MIN = -128,
    parameter int MAX = 127,
    parameter int OFFSET = 0,
    parameter int LEFT = 47,
    parameter MULTIPLIER = "DSP",
    parameter STORAGE = "block",
    parameter int LATENCY = 5,
    parameter int SEED = 1
) (
    input logic clk,
    input logic rst,
    output logic done
);
  localparam int WORDS = 3000;
  localparam int GAPPED = 2000;
  logic in_valid, in_ready, out_valid, out_ready, resume;
  logic [LANES*ACC_BITS-1:0] in_data;
  logic [LANES*OUT_BITS-1:0] out_data;
  int accepted, taken, accepted_at, left_at;
  logic [LANES*ACC_BITS-1:0] sums[WORDS];
  logic [LANES*OUT_BITS-1:0] expected[WORDS];
  initial $readmemh({CASE, "_sums.mem"}, sums);
  initial $readmemh({CASE, "_expected.mem"}, expected);
  assign in_data = sums[accepted%WORDS];
  // The time of a pipe that freezes: it stands still while the pipe does.
  int ticks = 0;
  always @(posedge clk) if (!rst && (!out_valid || out_ready)) ticks <= ticks + 1;

  requantise #(
      .LANES(LANES), .ACC_BITS(ACC_BITS), .OUT_BITS(OUT_BITS), .MODE(MODE), .CHANNEL_WORDS(CHANNEL_WORDS),
      .ZERO_POINT(ZERO_POINT), .MIN(MIN), .MAX(MAX), .OFFSET(OFFSET), .LEFT(LEFT), .MULTIPLIER(MULTIPLIER), .STORAGE(STORAGE),
      .FILE({CASE, "_factors.mem"})
  ) dut (.*);
  word_source #(.NAME("requantise"), .WORDS(WORDS), .GAPPED(GAPPED), .SEED(SEED)) source (
      .clk, .rst, .now(ticks), .resume, .valid(in_valid), .ready(in_ready), .ready_due(!out_valid || out_ready),
      .index(accepted), .asked(taken), .taken_at(accepted_at));
  word_sink #(
      .NAME("requantise"), .WIDTH(LANES * OUT_BITS), .WORDS(WORDS), .GAPPED(GAPPED), .SEED(SEED)
  ) sink (
      .clk, .rst, .now(ticks), .valid(out_valid), .ready(out_ready), .data(out_data), .index(taken),
      .expected(expected[taken%WORDS]), .due(accepted_at + LATENCY), .left_at, .resume, .done);
endmodule

module requantise_bench;
  logic clk = 0;
  logic rst = 1;
  int now = 0;
  wire [7:0] done;
  always #1 clk = ~clk;
  always @(posedge clk) begin
    now <= now + 1;
    rst <= now < 3;
    if (&done) begin
      $display("PASS requantise");
      $finish;
    end
  end
  requantise_case #(
      .CASE("narrow32"), .LANES(2), .ACC_BITS(32), .CHANNEL_WORDS(64), .ZERO_POINT(3), .LATENCY(5), .SEED(1)
  ) narrow32 (clk, rst, done[0]);
  requantise_case #(
      .CASE("narrow24"), .LANES(3), .ACC_BITS(24), .CHANNEL_WORDS(33), .ZERO_POINT(10), .MIN(0), .MAX(255),
      .OFFSET(-1234), .LEFT(0), .MULTIPLIER("LUT"), .LATENCY(5), .SEED(2)
  ) narrow24 (clk, rst, done[1]);
  requantise_case #(
      .CASE("narrow_one"), .LANES(1), .ACC_BITS(20), .OUT_BITS(16), .CHANNEL_WORDS(1), .ZERO_POINT(-300),
      .MIN(-32768), .MAX(32767), .OFFSET(77777), .LEFT(5), .STORAGE("distributed"), .LATENCY(5), .SEED(3)
  ) narrow_one (clk, rst, done[2]);
  requantise_case #(
      .CASE("narrow18"), .LANES(1), .ACC_BITS(18), .OUT_BITS(20), .CHANNEL_WORDS(40), .MIN(-524288), .MAX(524287),
      .LEFT(0), .LATENCY(5), .SEED(4)
  ) narrow18 (clk, rst, done[3]);
  requantise_case #(
      .CASE("wide48"), .LANES(2), .ACC_BITS(48), .OUT_BITS(16), .MODE("WIDE"), .CHANNEL_WORDS(64), .MIN(-32768),
      .MAX(32767), .LATENCY(4), .SEED(5)
  ) wide48 (clk, rst, done[4]);
  requantise_case #(
      .CASE("wide12"), .LANES(1), .ACC_BITS(12), .OUT_BITS(4), .MODE("WIDE"), .CHANNEL_WORDS(50), .ZERO_POINT(-2),
      .MIN(-8), .MAX(7), .OFFSET(5), .MULTIPLIER("LUT"), .LATENCY(4), .SEED(6)
  ) wide12 (clk, rst, done[5]);
  requantise_case #(
      .CASE("shift32"), .LANES(2), .ACC_BITS(32), .OUT_BITS(24), .MODE("SHIFT"), .CHANNEL_WORDS(64),
      .ZERO_POINT(77), .MIN(-8388608), .MAX(8388607), .LATENCY(2), .SEED(7)
  ) shift32 (clk, rst, done[6]);
  requantise_case #(
      .CASE("shift48"), .LANES(3), .ACC_BITS(48), .OUT_BITS(8), .MODE("SHIFT"), .CHANNEL_WORDS(7), .ZERO_POINT(0),
      .MIN(-100), .MAX(101), .OFFSET(-7), .LEFT(0), .LATENCY(2), .SEED(8)
  ) shift48 (clk, rst, done[7]);
endmodule
