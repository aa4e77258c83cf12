// Self-checking bench of stream_widen: every part of every word, and its cycle.
module stream_widen_case #(
    parameter int BITS = 8,
    parameter int IN_LANES = 2,
    parameter int OUT_LANES = 4,
    parameter int SEED = 1
) (
    input logic clk,
    input logic rst,
    input int now,
    output logic done
);
  localparam int M = OUT_LANES / IN_LANES;
  logic in_valid, in_ready, out_valid, out_ready, resume;
  logic [IN_LANES*BITS-1:0] in_data;
  logic [OUT_LANES*BITS-1:0] out_data, expected;
  int accepted, taken, last_at, left_at;

  stream_widen #(.BITS(BITS), .IN_LANES(IN_LANES), .OUT_LANES(OUT_LANES)) dut (.*);
  random_word #(.LANES(IN_LANES), .BITS(BITS), .SEED(SEED)) given (accepted, in_data);
  for (genvar part = 0; part < M; part++) begin : gen_part
    random_word #(.LANES(IN_LANES), .BITS(BITS), .SEED(SEED)) wanted (
        taken * M + part, expected[part*IN_LANES*BITS+:IN_LANES*BITS]);
  end
  word_source #(.NAME("stream_widen"), .WORDS(200 * M), .GAPPED(150 * M), .SEED(SEED)) source (
      .clk, .rst, .now, .resume, .valid(in_valid), .ready(in_ready),
      .ready_due(accepted - taken * M != M || out_ready), .index(accepted), .asked(taken * M + M - 1),
      .taken_at(last_at));
  word_sink #(.NAME("stream_widen"), .WIDTH(OUT_LANES * BITS), .SEED(SEED)) sink (
      .clk, .rst, .now, .valid(out_valid), .ready(out_ready), .data(out_data), .index(taken), .expected,
      .due(last_at + 1), .left_at, .resume, .done);
endmodule

module stream_widen_bench;
  logic clk = 0;
  logic rst = 1;
  int now = 0;
  wire [3:0] done;
  always #1 clk = ~clk;
  always @(posedge clk) begin
    now <= now + 1;
    rst <= now < 3;
    if (&done) begin
      $display("PASS stream_widen");
      $finish;
    end
  end
  stream_widen_case #(.BITS(8), .IN_LANES(2), .OUT_LANES(4), .SEED(1)) twice (clk, rst, now, done[0]);
  stream_widen_case #(.BITS(3), .IN_LANES(3), .OUT_LANES(15), .SEED(2)) five (clk, rst, now, done[1]);
  stream_widen_case #(.BITS(1), .IN_LANES(1), .OUT_LANES(4), .SEED(3)) bits (clk, rst, now, done[2]);
  stream_widen_case #(.BITS(17), .IN_LANES(2), .OUT_LANES(6), .SEED(4)) broad (clk, rst, now, done[3]);
endmodule
