// Self-checking bench of stream_concat: words of each input in turn, in the cycle in which they are offered.
module stream_concat_case #(
    parameter int WIDTH = 8,
    parameter int INPUTS = 2,
    parameter logic [INPUTS*16-1:0] COUNTS = {16'd2, 16'd1},
    parameter int TURN = 3,
    parameter int SEED = 1
) (
    input logic clk,
    input logic rst,
    input int now,
    output logic done
);
  localparam int TURNS = 30;
  localparam int GAPPED_TURNS = 20;
  logic [INPUTS-1:0] in_valid, in_ready;
  logic [INPUTS*WIDTH-1:0] in_data, wanted_data;
  logic out_valid, out_ready, resume;
  logic [WIDTH-1:0] out_data;
  int taken, left_at;
  // The input whose turn the word is, and how many words of that input and of the turn came before.
  int turn, chosen, ahead;
  always_comb begin
    chosen = 0;
    ahead = taken % TURN;
    while (ahead >= 32'(COUNTS[chosen*16+:16])) begin
      ahead -= 32'(COUNTS[chosen*16+:16]);
      chosen++;
    end
    turn = taken / TURN;
  end

  stream_concat #(.WIDTH(WIDTH), .INPUTS(INPUTS), .COUNTS(COUNTS)) dut (.*);
  for (genvar i = 0; i < INPUTS; i++) begin : gen_input
    localparam int COUNT = 32'(COUNTS[i*16+:16]);
    int offered, at;
    random_word #(.BITS(WIDTH), .SEED(SEED + 10 * i)) given (offered, in_data[i*WIDTH+:WIDTH]);
    random_word #(.BITS(WIDTH), .SEED(SEED + 10 * i)) wanted (turn * COUNT + ahead, wanted_data[i*WIDTH+:WIDTH]);
    word_source #(
        .NAME("stream_concat"), .WORDS(TURNS * COUNT), .GAPPED(GAPPED_TURNS * COUNT), .SEED(SEED + i)
    ) source (
        .clk, .rst, .now, .resume, .valid(in_valid[i]), .ready(in_ready[i]), .ready_due(chosen == i && out_ready),
        .index(offered), .asked(0), .taken_at(at));
  end
  word_sink #(
      .NAME("stream_concat"), .WIDTH(WIDTH), .WORDS(TURNS * TURN), .GAPPED(GAPPED_TURNS * TURN), .SEED(SEED)
  ) sink (
      .clk, .rst, .now, .valid(out_valid), .ready(out_ready), .data(out_data), .index(taken),
      .expected(wanted_data[chosen*WIDTH+:WIDTH]), .due(in_valid[chosen] ? now : now + 1), .left_at, .resume, .done);
endmodule

module stream_concat_bench;
  logic clk = 0;
  logic rst = 1;
  int now = 0;
  wire [2:0] done;
  always #1 clk = ~clk;
  always @(posedge clk) begin
    now <= now + 1;
    rst <= now < 3;
    if (&done) begin
      $display("PASS stream_concat");
      $finish;
    end
  end
  stream_concat_case #(
      .WIDTH(8), .INPUTS(2), .COUNTS({16'd2, 16'd1}), .TURN(3), .SEED(1)
  ) two (clk, rst, now, done[0]);
  stream_concat_case #(
      .WIDTH(5), .INPUTS(2), .COUNTS({16'd1, 16'd1}), .TURN(2), .SEED(2)
  ) equal (clk, rst, now, done[1]);
  stream_concat_case #(
      .WIDTH(40), .INPUTS(3), .COUNTS({16'd7, 16'd300, 16'd3}), .TURN(310), .SEED(3)
  ) three (clk, rst, now, done[2]);
endmodule
