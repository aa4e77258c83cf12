// Self-checking bench of stream_fifo_ram: order, occupancy and cycles.
module stream_fifo_ram_case #(
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

  stream_fifo_ram #(.WIDTH(WIDTH), .DEPTH(DEPTH)) dut (.*);
  random_word #(.BITS(WIDTH), .SEED(SEED)) given (pushed, in_data);
  random_word #(.BITS(WIDTH), .SEED(SEED)) wanted (popped, expected);
  // Of the words inside, the one at the output is not in the memory.
  word_source #(.NAME("stream_fifo_ram"), .SEED(SEED)) source (
      .clk, .rst, .now, .resume, .valid(in_valid), .ready(in_ready),
      .ready_due(pushed - popped - 32'(out_valid) != DEPTH), .index(pushed), .asked(popped), .taken_at(pushed_at));
  // A word is read in the cycle after it came, but not before the word ahead leaves.
  word_sink #(.NAME("stream_fifo_ram"), .WIDTH(WIDTH), .SEED(SEED)) sink (
      .clk, .rst, .now, .valid(out_valid), .ready(out_ready), .data(out_data), .index(popped), .expected,
      .due(pushed_at + 2 > left_at + 1 ? pushed_at + 2 : left_at + 1), .left_at, .resume, .done);
endmodule

module stream_fifo_ram_bench;
  logic clk = 0;
  logic rst = 1;
  int now = 0;
  wire [2:0] done;
  always #1 clk = ~clk;
  always @(posedge clk) begin
    now <= now + 1;
    rst <= now < 3;
    if (&done) begin
      $display("PASS stream_fifo_ram");
      $finish;
    end
  end
  stream_fifo_ram_case #(.WIDTH(8), .DEPTH(2), .SEED(1)) two (clk, rst, now, done[0]);
  stream_fifo_ram_case #(.WIDTH(1), .DEPTH(7), .SEED(2)) seven (clk, rst, now, done[1]);
  stream_fifo_ram_case #(.WIDTH(40), .DEPTH(16), .SEED(3)) sixteen (clk, rst, now, done[2]);
endmodule
