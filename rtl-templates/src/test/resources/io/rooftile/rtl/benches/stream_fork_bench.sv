// Self-checking bench of stream_fork: every reader sees every word once, from the cycle in which it is offered.
module stream_fork_case #(
    parameter int WIDTH = 8,
    parameter int OUTPUTS = 2,
    parameter int SEED = 1
) (
    input logic clk,
    input logic rst,
    input int now,
    output logic done
);
  logic in_valid, in_ready;
  logic [WIDTH-1:0] in_data, out_data;
  logic [OUTPUTS-1:0] out_valid, out_ready, reader_resumes, reader_done, has_taken;
  int offered, at;

  stream_fork #(.WIDTH(WIDTH), .OUTPUTS(OUTPUTS)) dut (.*);
  random_word #(.BITS(WIDTH), .SEED(SEED)) given (offered, in_data);
  word_source #(.NAME("stream_fork"), .SEED(SEED)) source (
      .clk, .rst, .now, .resume(&reader_resumes), .valid(in_valid), .ready(in_ready),
      .ready_due(&(has_taken | out_ready)), .index(offered), .asked(0), .taken_at(at));
  for (genvar reader = 0; reader < OUTPUTS; reader++) begin : gen_reader
    logic [WIDTH-1:0] expected;
    int taken, left_at;
    assign has_taken[reader] = taken > offered;
    random_word #(.BITS(WIDTH), .SEED(SEED)) wanted (taken, expected);
    word_sink #(.NAME("stream_fork"), .WIDTH(WIDTH), .SEED(SEED + 10 * reader)) sink (
        .clk, .rst, .now, .valid(out_valid[reader]), .ready(out_ready[reader]), .data(out_data), .index(taken),
        .expected, .due(in_valid && taken == offered ? now : now + 1), .left_at,
        .resume(reader_resumes[reader]), .done(reader_done[reader]));
  end
  assign done = &reader_done;
endmodule

module stream_fork_bench;
  logic clk = 0;
  logic rst = 1;
  int now = 0;
  wire [2:0] done;
  always #1 clk = ~clk;
  always @(posedge clk) begin
    now <= now + 1;
    rst <= now < 3;
    if (&done) begin
      $display("PASS stream_fork");
      $finish;
    end
  end
  stream_fork_case #(.WIDTH(8), .OUTPUTS(2), .SEED(1)) two (clk, rst, now, done[0]);
  stream_fork_case #(.WIDTH(33), .OUTPUTS(3), .SEED(2)) three (clk, rst, now, done[1]);
  stream_fork_case #(.WIDTH(1), .OUTPUTS(1), .SEED(3)) one (clk, rst, now, done[2]);
endmodule
