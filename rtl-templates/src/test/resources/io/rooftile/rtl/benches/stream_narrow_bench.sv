// Self-checking bench of stream_narrow: every part of every word, and its cycle.
module stream_narrow_case #(
    parameter int BITS = 8,
    parameter int IN_LANES = 4,
    parameter int OUT_LANES = 2,
    parameter int SEED = 1
) (
    input logic clk,
    input logic rst,
    input int now,
    output logic done
);
  localparam int M = IN_LANES / OUT_LANES;
  logic in_valid, in_ready, out_valid, out_ready, resume;
  logic [IN_LANES*BITS-1:0] in_data, whole;
  logic [OUT_LANES*BITS-1:0] out_data;
  int accepted, taken, accepted_at, left_at;
  wire int owed = accepted * M - taken;

  stream_narrow #(.BITS(BITS), .IN_LANES(IN_LANES), .OUT_LANES(OUT_LANES)) dut (.*);
  random_word #(.LANES(IN_LANES), .BITS(BITS), .SEED(SEED)) given (accepted, in_data);
  random_word #(.LANES(IN_LANES), .BITS(BITS), .SEED(SEED)) wanted (taken / M, whole);
  word_source #(.NAME("stream_narrow"), .SEED(SEED)) source (
      .clk, .rst, .now, .resume, .valid(in_valid), .ready(in_ready), .ready_due(owed == 0 || (owed == 1 && out_ready)),
      .index(accepted), .asked(taken / M), .taken_at(accepted_at));
  word_sink #(.NAME("stream_narrow"), .WIDTH(OUT_LANES * BITS), .WORDS(200 * M), .GAPPED(150 * M), .SEED(SEED)) sink (
      .clk, .rst, .now, .valid(out_valid), .ready(out_ready), .data(out_data), .index(taken),
      .expected(whole[taken%M*OUT_LANES*BITS+:OUT_LANES*BITS]), .due(accepted_at + 1), .left_at, .resume, .done);
endmodule

module stream_narrow_bench;
  logic clk = 0;
  logic rst = 1;
  int now = 0;
  wire [3:0] done;
  always #1 clk = ~clk;
  always @(posedge clk) begin
    now <= now + 1;
    rst <= now < 3;
    if (&done) begin
      $display("PASS stream_narrow");
      $finish;
    end
  end
  stream_narrow_case #(.BITS(8), .IN_LANES(4), .OUT_LANES(2), .SEED(1)) halves (clk, rst, now, done[0]);
  stream_narrow_case #(.BITS(3), .IN_LANES(15), .OUT_LANES(3), .SEED(2)) fifths (clk, rst, now, done[1]);
  stream_narrow_case #(.BITS(1), .IN_LANES(4), .OUT_LANES(1), .SEED(3)) bits (clk, rst, now, done[2]);
  stream_narrow_case #(.BITS(17), .IN_LANES(6), .OUT_LANES(2), .SEED(4)) broad (clk, rst, now, done[3]);
endmodule
