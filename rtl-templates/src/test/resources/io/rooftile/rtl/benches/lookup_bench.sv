// Self-checking bench of lookup. The table is a file that the test writes: CASE_table.mem.
module lookup_case #(
    parameter CASE = "",
    parameter int LANES = 1,
    parameter int IN_BITS = 8,
    parameter int OUT_BITS = 8,
    parameter STORAGE = "block",
    parameter int SEED = 1
) (
    input logic clk,
    input logic rst,
    output logic done
);
  localparam int WORDS = 1500;
  localparam int GAPPED = 1000;
  logic in_valid, in_ready, out_valid, out_ready, resume;
  logic [LANES*IN_BITS-1:0] in_data, asked;
  logic [LANES*OUT_BITS-1:0] out_data, expected;
  int accepted, taken, accepted_at, left_at;
  logic [OUT_BITS-1:0] entries[1<<IN_BITS];
  initial $readmemh({CASE, "_table.mem"}, entries);
  for (genvar lane = 0; lane < LANES; lane++) begin : gen_lane
    assign expected[lane*OUT_BITS+:OUT_BITS] = entries[asked[lane*IN_BITS+:IN_BITS]];
  end
  // The time of a pipe that freezes: it stands still while the pipe does.
  int ticks = 0;
  always @(posedge clk) if (!rst && (!out_valid || out_ready)) ticks <= ticks + 1;

  lookup #(
      .LANES(LANES), .IN_BITS(IN_BITS), .OUT_BITS(OUT_BITS), .STORAGE(STORAGE), .FILE({CASE, "_table.mem"})
  ) dut (.*);
  random_word #(.LANES(LANES), .BITS(IN_BITS), .SEED(SEED)) given (accepted, in_data);
  random_word #(.LANES(LANES), .BITS(IN_BITS), .SEED(SEED)) wanted (taken, asked);
  word_source #(.NAME("lookup"), .WORDS(WORDS), .GAPPED(GAPPED), .SEED(SEED)) source (
      .clk, .rst, .now(ticks), .resume, .valid(in_valid), .ready(in_ready), .ready_due(!out_valid || out_ready),
      .index(accepted), .asked(taken), .taken_at(accepted_at));
  word_sink #(
      .NAME("lookup"), .WIDTH(LANES * OUT_BITS), .WORDS(WORDS), .GAPPED(GAPPED), .SEED(SEED)
  ) sink (
      .clk, .rst, .now(ticks), .valid(out_valid), .ready(out_ready), .data(out_data), .index(taken), .expected,
      .due(accepted_at + 1), .left_at, .resume, .done);
endmodule

module lookup_bench;
  logic clk = 0;
  logic rst = 1;
  int now = 0;
  wire [2:0] done;
  always #1 clk = ~clk;
  always @(posedge clk) begin
    now <= now + 1;
    rst <= now < 3;
    if (&done) begin
      $display("PASS lookup");
      $finish;
    end
  end
  lookup_case #(.CASE("bytes"), .LANES(3), .IN_BITS(8), .OUT_BITS(8), .SEED(1)) bytes (clk, rst, done[0]);
  lookup_case #(
      .CASE("nibbles"), .LANES(2), .IN_BITS(4), .OUT_BITS(5), .STORAGE("distributed"), .SEED(2)
  ) nibbles (clk, rst, done[1]);
  lookup_case #(.CASE("halves"), .LANES(1), .IN_BITS(12), .OUT_BITS(16), .SEED(3)) halves (clk, rst, done[2]);
endmodule
