// Self-checking bench of channel_pool: taps on the map reduced over a whole window at once, and their cycles.
module channel_pool_case #(
    parameter int PE = 2,
    parameter int SIMD = 3,
    parameter int BITS = 8,
    parameter int SIGNED = 1,
    parameter int OUT_BITS = 8,
    parameter OPERATION = "MAX",
    parameter int INPUT_FOLD = 3,
    parameter int LATENCY = 2,
    parameter int SEED = 1
) (
    input logic clk,
    input logic rst,
    output logic done
);
  localparam int WORDS = 300;
  localparam int GAPPED = 200;
  logic in_valid, in_ready, out_valid, out_ready, resume;
  logic [SIMD*PE*BITS-1:0] in_data;
  logic [SIMD-1:0] in_skip;
  logic [PE*OUT_BITS-1:0] out_data, expected;
  int accepted, taken, accepted_at, left_at;

  // Kept, for a window is read again when its result comes.
  logic [SIMD*PE*BITS-1:0] taps[WORDS*INPUT_FOLD];
  logic [SIMD-1:0] skips[WORDS*INPUT_FOLD];
  always @(posedge clk)
    if (in_valid && in_ready) begin
      taps[accepted] <= in_data;
      skips[accepted] <= in_skip;
    end
  always_comb
    for (int pe = 0; pe < PE; pe++) begin
      longint result;
      result = OPERATION == "SUM" || SIGNED == 0 ? 64'd0 : -(64'd1 << (BITS - 1));
      for (int fold = 0; fold < INPUT_FOLD; fold++)
        for (int s = 0; s < SIMD; s++) begin
          longint x;
          x = 64'(taps[taken*INPUT_FOLD+fold][(s*PE+pe)*BITS+:BITS]);
          if (SIGNED != 0 && x >= (64'd1 << (BITS - 1))) x -= 64'd1 << BITS;
          if (!skips[taken*INPUT_FOLD+fold][s]) begin
            if (OPERATION == "SUM") result += x;
            else if (x > result) result = x;
          end
        end
      expected[pe*OUT_BITS+:OUT_BITS] = result[OUT_BITS-1:0];
    end
  // The time of a pipe that freezes: it stands still while the pipe does.
  int ticks = 0;
  always @(posedge clk) if (!rst && (!out_valid || out_ready)) ticks <= ticks + 1;

  channel_pool #(
      .PE(PE), .SIMD(SIMD), .BITS(BITS), .SIGNED(SIGNED), .OUT_BITS(OUT_BITS), .OPERATION(OPERATION),
      .INPUT_FOLD(INPUT_FOLD)
  ) dut (.*);
  random_word #(.LANES(SIMD * PE), .BITS(BITS), .SEED(SEED)) given (accepted, in_data);
  random_word #(.LANES(1), .BITS(SIMD), .SEED(SEED + 50)) skipped (accepted, in_skip);
  word_source #(
      .NAME("channel_pool"), .WORDS(WORDS * INPUT_FOLD), .GAPPED(GAPPED * INPUT_FOLD), .SEED(SEED)
  ) source (
      .clk, .rst, .now(ticks), .resume, .valid(in_valid), .ready(in_ready), .ready_due(!out_valid || out_ready),
      .index(accepted), .asked(taken * INPUT_FOLD + INPUT_FOLD - 1), .taken_at(accepted_at));
  word_sink #(
      .NAME("channel_pool"), .WIDTH(PE * OUT_BITS), .WORDS(WORDS), .GAPPED(GAPPED), .SEED(SEED)
  ) sink (
      .clk, .rst, .now(ticks), .valid(out_valid), .ready(out_ready), .data(out_data), .index(taken), .expected,
      .due(accepted_at + LATENCY), .left_at, .resume, .done);
endmodule

module channel_pool_bench;
  logic clk = 0;
  logic rst = 1;
  int now = 0;
  wire [5:0] done;
  always #1 clk = ~clk;
  always @(posedge clk) begin
    now <= now + 1;
    rst <= now < 3;
    if (&done) begin
      $display("PASS channel_pool");
      $finish;
    end
  end
  channel_pool_case #(.PE(2), .SIMD(3), .INPUT_FOLD(3), .LATENCY(2), .SEED(1)) three (clk, rst, done[0]);
  channel_pool_case #(
      .PE(3), .SIMD(1), .BITS(4), .SIGNED(0), .OUT_BITS(4), .INPUT_FOLD(4), .LATENCY(1), .SEED(2)
  ) one (clk, rst, done[1]);
  channel_pool_case #(
      .PE(1), .SIMD(9), .BITS(5), .OUT_BITS(5), .INPUT_FOLD(1), .LATENCY(3), .SEED(3)
  ) unfolded (clk, rst, done[2]);
  channel_pool_case #(
      .PE(2), .SIMD(5), .OUT_BITS(13), .OPERATION("SUM"), .INPUT_FOLD(5), .LATENCY(3), .SEED(4)
  ) sum (clk, rst, done[3]);
  channel_pool_case #(
      .PE(3), .SIMD(2), .BITS(3), .SIGNED(0), .OUT_BITS(8), .OPERATION("SUM"), .INPUT_FOLD(6), .LATENCY(2), .SEED(5)
  ) unsigned_sum (clk, rst, done[4]);
  channel_pool_case #(
      .PE(1), .SIMD(17), .BITS(16), .OUT_BITS(22), .OPERATION("SUM"), .INPUT_FOLD(2), .LATENCY(4), .SEED(6)
  ) deep_sum (clk, rst, done[5]);
endmodule
