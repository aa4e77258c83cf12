// Self-checking bench of stream_fifo: order, occupancy and cycles, for depths that are and are not powers of two.
module stream_fifo_case #(
    parameter int WIDTH = 8,
    parameter int DEPTH = 2,
    parameter int SEED = 1
) (
    input logic clk,
    input logic rst,
    input int now,
    output logic done
);
  logic in_valid, in_ready, out_valid, out_ready, resume;
  logic [WIDTH-1:0] in_data, out_data, expected;
  int pushed, popped, pushed_at, left_at;

  stream_fifo #(.WIDTH(WIDTH), .DEPTH(DEPTH)) dut (.*);
  random_word #(.BITS(WIDTH), .SEED(SEED)) given (pushed, in_data);
  random_word #(.BITS(WIDTH), .SEED(SEED)) wanted (popped, expected);
  word_source #(.NAME("stream_fifo"), .SEED(SEED)) source (
      .clk, .rst, .now, .resume, .valid(in_valid), .ready(in_ready), .ready_due(pushed - popped != DEPTH),
      .index(pushed), .asked(popped), .taken_at(pushed_at));
  word_sink #(.NAME("stream_fifo"), .WIDTH(WIDTH), .SEED(SEED)) sink (
      .clk, .rst, .now, .valid(out_valid), .ready(out_ready), .data(out_data), .index(popped), .expected,
      .due(pushed_at + 1), .left_at, .resume, .done);
endmodule

module stream_fifo_bench;
  logic clk = 0;
  logic rst = 1;
  int now = 0;
  wire [2:0] done;
  always #1 clk = ~clk;
  always @(posedge clk) begin
    now <= now + 1;
    rst <= now < 3;
    if (&done) begin
      $display("PASS stream_fifo");
      $finish;
    end
  end
  stream_fifo_case #(.WIDTH(8), .DEPTH(2), .SEED(1)) two (clk, rst, now, done[0]);
  stream_fifo_case #(.WIDTH(1), .DEPTH(5), .SEED(2)) five (clk, rst, now, done[1]);
  stream_fifo_case #(.WIDTH(33), .DEPTH(16), .SEED(3)) sixteen (clk, rst, now, done[2]);
endmodule
