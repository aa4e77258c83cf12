// Self-checking bench of pool_reduce: windows reduced over the whole map at once, and their cycles.
module pool_reduce_case #(
    parameter int LANES = 2,
    parameter int BITS = 8,
    parameter int SIGNED = 1,
    parameter int OUT_BITS = 8,
    parameter OPERATION = "MAX",
    parameter int HEIGHT = 5,
    parameter int WIDTH = 7,
    parameter int FY = 2,
    parameter int FX = 3,
    parameter int SY = 2,
    parameter int SX = 3,
    parameter int OY = 2,
    parameter int OX = 2,
    parameter int PIXEL_WORDS = 2,
    parameter int SEED = 1
) (
    input logic clk,
    input logic rst,
    output logic done
);
  localparam int FRAMES = 6;
  localparam int GAPPED_FRAMES = 4;
  localparam int IN_FRAME = HEIGHT * WIDTH * PIXEL_WORDS;
  localparam int OUT_FRAME = OY * OX * PIXEL_WORDS;
  logic in_valid, in_ready, out_valid, out_ready, resume;
  logic [LANES*BITS-1:0] in_data;
  logic [LANES*OUT_BITS-1:0] out_data, expected;
  int accepted, taken, accepted_at, left_at;

  // Kept, for a window is read again when its result comes.
  logic [LANES*BITS-1:0] map[FRAMES*IN_FRAME];
  always @(posedge clk) if (in_valid && in_ready) map[accepted] <= in_data;
  function automatic int place(input int number, input int fy, input int fx);
    int frame, window, oy, ox;
    frame = number / OUT_FRAME;
    window = number / PIXEL_WORDS % (OY * OX);
    oy = window / OX;
    ox = window % OX;
    return frame * IN_FRAME + ((oy * SY + fy) * WIDTH + ox * SX + fx) * PIXEL_WORDS + number % PIXEL_WORDS;
  endfunction
  always_comb
    for (int lane = 0; lane < LANES; lane++) begin
      longint result;
      for (int fy = 0; fy < FY; fy++)
        for (int fx = 0; fx < FX; fx++) begin
          longint x;
          x = 64'(map[place(taken, fy, fx)][lane*BITS+:BITS]);
          if (SIGNED != 0 && x >= (64'd1 << (BITS - 1))) x -= 64'd1 << BITS;
          if (fy == 0 && fx == 0) result = x;
          else if (OPERATION == "SUM") result += x;
          else if (x > result) result = x;
        end
      expected[lane*OUT_BITS+:OUT_BITS] = result[OUT_BITS-1:0];
    end
  // The time of a pipe that freezes: it stands still while the pipe does.
  int ticks = 0;
  always @(posedge clk) if (!rst && (!out_valid || out_ready)) ticks <= ticks + 1;

  pool_reduce #(
      .LANES(LANES), .BITS(BITS), .SIGNED(SIGNED), .OUT_BITS(OUT_BITS), .OPERATION(OPERATION), .HEIGHT(HEIGHT),
      .WIDTH(WIDTH), .FY(FY), .FX(FX), .SY(SY), .SX(SX), .OY(OY), .OX(OX), .PIXEL_WORDS(PIXEL_WORDS)
  ) dut (.*);
  random_word #(.LANES(LANES), .BITS(BITS), .SEED(SEED)) given (accepted, in_data);
  word_source #(
      .NAME("pool_reduce"), .WORDS(FRAMES * IN_FRAME), .GAPPED(GAPPED_FRAMES * IN_FRAME), .SEED(SEED)
  ) source (
      .clk, .rst, .now(ticks), .resume, .valid(in_valid), .ready(in_ready), .ready_due(!out_valid || out_ready),
      .index(accepted), .asked(place(taken, FY - 1, FX - 1)), .taken_at(accepted_at));
  word_sink #(
      .NAME("pool_reduce"), .WIDTH(LANES * OUT_BITS), .WORDS(FRAMES * OUT_FRAME), .GAPPED(GAPPED_FRAMES * OUT_FRAME),
      .SEED(SEED)
  ) sink (
      .clk, .rst, .now(ticks), .valid(out_valid), .ready(out_ready), .data(out_data), .index(taken), .expected,
      .due(accepted_at + 1), .left_at, .resume, .done);
endmodule

module pool_reduce_bench;
  logic clk = 0;
  logic rst = 1;
  int now = 0;
  wire [5:0] done;
  always #1 clk = ~clk;
  always @(posedge clk) begin
    now <= now + 1;
    rst <= now < 3;
    if (&done) begin
      $display("PASS pool_reduce");
      $finish;
    end
  end
  pool_reduce_case #(
      .LANES(2), .HEIGHT(4), .WIDTH(6), .FY(2), .FX(3), .SY(2), .SX(3), .OY(2), .OX(2), .PIXEL_WORDS(2), .SEED(1)
  ) exact (clk, rst, done[0]);
  pool_reduce_case #(
      .LANES(1), .BITS(4), .OUT_BITS(4), .SIGNED(0), .HEIGHT(8), .WIDTH(11), .FY(3), .FX(2), .SY(3), .SX(2),
      .OY(2), .OX(4), .PIXEL_WORDS(3), .SEED(2)
  ) tails (clk, rst, done[1]);
  pool_reduce_case #(
      .LANES(3), .OUT_BITS(12), .OPERATION("SUM"), .HEIGHT(9), .WIDTH(10), .FY(2), .FX(1), .SY(3), .SX(4), .OY(3),
      .OX(3), .PIXEL_WORDS(1), .SEED(3)
  ) gaps (clk, rst, done[2]);
  pool_reduce_case #(
      .LANES(1), .BITS(5), .SIGNED(0), .OUT_BITS(13), .OPERATION("SUM"), .HEIGHT(7), .WIDTH(5), .FY(7), .FX(5),
      .SY(7), .SX(5), .OY(1), .OX(1), .PIXEL_WORDS(1), .SEED(4)
  ) whole (clk, rst, done[3]);
  pool_reduce_case #(
      .LANES(1), .OUT_BITS(11), .OPERATION("SUM"), .HEIGHT(1), .WIDTH(9), .FY(1), .FX(2), .SY(1), .SX(2), .OY(1),
      .OX(4), .PIXEL_WORDS(4), .SEED(5)
  ) row (clk, rst, done[4]);
  pool_reduce_case #(
      .LANES(2), .HEIGHT(3), .WIDTH(2), .FY(1), .FX(1), .SY(1), .SX(1), .OY(3), .OX(2), .PIXEL_WORDS(2), .SEED(6)
  ) pixel (clk, rst, done[5]);
endmodule
