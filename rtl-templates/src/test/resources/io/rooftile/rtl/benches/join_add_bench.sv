// Self-checking bench of join_add. Operands and their sums are files that the test writes from the Java numerics:
// CASE_a.mem, CASE_b.mem, CASE_expected.mem.
module join_add_case #(
    parameter CASE = "",
    parameter int LANES = 1,
    parameter int A_BITS = 8,
    parameter int B_BITS = 8,
    parameter int SIGNED_A = 1,
    parameter int SIGNED_B = 1,
    parameter int OUT_BITS = 30,
    parameter MODE = "NARROW",
    parameter int HEADROOM = 20,
    parameter int ZERO_A = 0,
    parameter int ZERO_B = 0,
    parameter int MULTIPLIER_A = 1073741824,
    parameter int SHIFT_A = 0,
    parameter int MULTIPLIER_B = 1073741824,
    parameter int SHIFT_B = 0,
    parameter MULTIPLIER = "DSP",
    parameter int SUBTRACT = 0,
    parameter int LATENCY = 5,
    parameter int SEED = 1
) (
    input logic clk,
    input logic rst,
    output logic done
);
  localparam int WORDS = 3000;
  localparam int GAPPED = 2000;
  logic a_valid, a_ready, b_valid, b_ready, out_valid, out_ready, resume;
  logic [LANES*A_BITS-1:0] a_data;
  logic [LANES*B_BITS-1:0] b_data;
  logic [LANES*OUT_BITS-1:0] out_data;
  int a_accepted, b_accepted, taken, a_accepted_at, b_accepted_at, left_at;
  logic [LANES*A_BITS-1:0] a_words[WORDS];
  logic [LANES*B_BITS-1:0] b_words[WORDS];
  logic [LANES*OUT_BITS-1:0] expected[WORDS];
  initial $readmemh({CASE, "_a.mem"}, a_words);
  initial $readmemh({CASE, "_b.mem"}, b_words);
  initial $readmemh({CASE, "_expected.mem"}, expected);
  assign a_data = a_words[a_accepted%WORDS];
  assign b_data = b_words[b_accepted%WORDS];
  // The time of a pipe that freezes: it stands still while the pipe does.
  int ticks = 0;
  always @(posedge clk) if (!rst && (!out_valid || out_ready)) ticks <= ticks + 1;

  join_add #(
      .LANES(LANES), .A_BITS(A_BITS), .B_BITS(B_BITS), .SIGNED_A(SIGNED_A), .SIGNED_B(SIGNED_B), .OUT_BITS(OUT_BITS),
      .MODE(MODE), .HEADROOM(HEADROOM), .ZERO_A(ZERO_A), .ZERO_B(ZERO_B), .MULTIPLIER_A(MULTIPLIER_A),
      .SHIFT_A(SHIFT_A), .MULTIPLIER_B(MULTIPLIER_B), .SHIFT_B(SHIFT_B), .MULTIPLIER(MULTIPLIER), .SUBTRACT(SUBTRACT)
  ) dut (.*);
  word_source #(.NAME("join_add"), .WORDS(WORDS), .GAPPED(GAPPED), .SEED(SEED)) source_a (
      .clk, .rst, .now(ticks), .resume, .valid(a_valid), .ready(a_ready),
      .ready_due(b_valid && (!out_valid || out_ready)), .index(a_accepted), .asked(taken), .taken_at(a_accepted_at));
  word_source #(.NAME("join_add"), .WORDS(WORDS), .GAPPED(GAPPED), .SEED(SEED + 100)) source_b (
      .clk, .rst, .now(ticks), .resume, .valid(b_valid), .ready(b_ready),
      .ready_due(a_valid && (!out_valid || out_ready)), .index(b_accepted), .asked(taken), .taken_at(b_accepted_at));
  word_sink #(
      .NAME("join_add"), .WIDTH(LANES * OUT_BITS), .WORDS(WORDS), .GAPPED(GAPPED), .SEED(SEED)
  ) sink (
      .clk, .rst, .now(ticks), .valid(out_valid), .ready(out_ready), .data(out_data), .index(taken),
      .expected(expected[taken%WORDS]), .due(a_accepted_at + LATENCY), .left_at, .resume, .done);
  always @(posedge clk)
    if (a_accepted_at != b_accepted_at) begin
      $display("FAIL join_add: %m takes word %0d at %0d and %0d", taken, a_accepted_at, b_accepted_at);
      $fatal;
    end
endmodule

module join_add_bench;
  logic clk = 0;
  logic rst = 1;
  int now = 0;
  wire [4:0] done;
  always #1 clk = ~clk;
  always @(posedge clk) begin
    now <= now + 1;
    rst <= now < 3;
    if (&done) begin
      $display("PASS join_add");
      $finish;
    end
  end
  join_add_case #(
      .CASE("bytes"), .LANES(2), .OUT_BITS(30), .ZERO_A(-5), .ZERO_B(100), .MULTIPLIER_A(1073741824), .SHIFT_A(0),
      .MULTIPLIER_B(1518500250), .SHIFT_B(-2), .SEED(1)
  ) bytes (clk, rst, done[0]);
  join_add_case #(
      .CASE("mixed"), .LANES(3), .A_BITS(4), .B_BITS(8), .SIGNED_A(0), .OUT_BITS(32), .ZERO_A(15), .ZERO_B(-128),
      .MULTIPLIER_A(2147483647), .SHIFT_A(-7), .MULTIPLIER_B(1073741825), .SHIFT_B(1), .MULTIPLIER("LUT"), .SUBTRACT(1), .SEED(2)
  ) mixed (clk, rst, done[1]);
  join_add_case #(
      .CASE("halves"), .LANES(1), .A_BITS(16), .B_BITS(16), .OUT_BITS(33), .HEADROOM(15),
      .MULTIPLIER_A(1073741824), .SHIFT_A(-1), .MULTIPLIER_B(1999999999), .SHIFT_B(-33), .SEED(3)
  ) halves (clk, rst, done[2]);
  join_add_case #(
      .CASE("ties"), .LANES(2), .B_BITS(5), .SIGNED_B(0), .OUT_BITS(20), .HEADROOM(2), .ZERO_A(1), .ZERO_B(9),
      .SHIFT_A(-3), .SHIFT_B(-1), .SUBTRACT(1), .SEED(4)
  ) ties (clk, rst, done[3]);
  join_add_case #(
      .CASE("shifted"), .LANES(2), .A_BITS(8), .B_BITS(6), .SIGNED_B(0), .OUT_BITS(18), .MODE("SHIFT"), .ZERO_A(0),
      .ZERO_B(63), .SHIFT_A(0), .SHIFT_B(9), .SUBTRACT(1), .LATENCY(1), .SEED(5)
  ) shifted (clk, rst, done[4]);
endmodule
