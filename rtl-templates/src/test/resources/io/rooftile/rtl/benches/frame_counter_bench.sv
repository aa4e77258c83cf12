// Self-checking bench of frame_counter: a stream with gaps, counted a second time by division.
module frame_counter_case #(
    parameter int WORDS = 3,
    parameter int SEED = 1
) (
    input logic clk,
    input logic rst,
    input int now
);
  logic [3:0] random;
  logic last, started;
  logic [31:0] frames;
  int words;
  random_word #(.BITS(4), .SEED(SEED)) chance (now, random);
  wire moved = !rst && random[0];
  frame_counter #(.WORDS(WORDS)) dut (.*);

  always @(posedge clk) begin
    words <= rst ? 0 : words + 32'(moved);
    if (!rst && (last !== (words % WORDS == WORDS - 1) || started !== (words % WORDS != 0)
                 || frames !== words / WORDS)) begin
      $display("FAIL frame_counter: %m after %0d words: last %b, started %b, frames %0d", words, last, started, frames);
      $fatal;
    end
  end
endmodule

module frame_counter_bench;
  logic clk = 0;
  logic rst = 1;
  int now = 0;
  always #1 clk = ~clk;
  always @(posedge clk) begin
    now <= now + 1;
    rst <= now < 3 || now == 170;
    if (now == 400) begin
      $display("PASS frame_counter");
      $finish;
    end
  end
  frame_counter_case #(.WORDS(1), .SEED(1)) single (clk, rst, now);
  frame_counter_case #(.WORDS(3), .SEED(2)) three (clk, rst, now);
  frame_counter_case #(.WORDS(16), .SEED(3)) sixteen (clk, rst, now);
endmodule
