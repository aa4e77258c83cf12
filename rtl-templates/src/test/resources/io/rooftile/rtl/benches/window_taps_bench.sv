// Self-checking bench of window_taps: expected words from loops over stored frames, expected handshake in every cycle
// from a model of loader, next window and current window that counts pixels as the definition states it.
module window_taps_case #(
    parameter int BITS = 8,
    parameter int HEIGHT = 4,
    parameter int WIDTH = 6,
    parameter int OY = 4,
    parameter int OX = 6,
    parameter int FY = 3,
    parameter int FX = 3,
    parameter int SY = 1,
    parameter int SX = 1,
    parameter int DY = 1,
    parameter int DX = 1,
    parameter int PAD_TOP = 1,
    parameter int PAD_LEFT = 1,
    parameter int GROUPS = 1,
    parameter int REPEATS = 1,
    parameter int OUT_TAPS = 3,
    parameter int GROUP_LANES = 1,
    parameter int MORE_ROWS = 0,  // of the memory than the window reaches
    parameter int GAPLESS = 0,  // 1: a source that is never late must give an output in every cycle
    parameter int FILLER = 0,
    parameter STORAGE = "block",
    parameter int SEED = 1
) (
    input wire logic clk,
    output logic done
);
  localparam int FRAMES = 3;
  localparam int CHANNELS = GROUPS * GROUP_LANES;
  localparam int FOLD = FY * FX / OUT_TAPS;
  localparam int RY = (FY - 1) * DY + 1;
  localparam int RX = (FX - 1) * DX + 1;
  localparam int WINDOW_WORDS = GROUPS * REPEATS * FOLD;
  localparam int OUT_LANES = OUT_TAPS * GROUP_LANES;
  localparam int IN_WORDS = FRAMES * HEIGHT * WIDTH;
  localparam int OUT_WORDS = FRAMES * OY * OX * WINDOW_WORDS;

  function automatic int clamped(input int value, input int smallest, input int largest);
    clamped = value < smallest ? smallest : value > largest ? largest : value;
  endfunction
  // Pixels of the frame that column k of a window waits for.
  function automatic int need(input int window, input int k);
    int bottom, ix;
    bottom = window / OX * SY - PAD_TOP + RY - 1;
    ix = window % OX * SX - PAD_LEFT + k;
    if (bottom < 0 || ix < 0 || ix >= WIDTH) need = -HEIGHT * WIDTH;
    else need = (bottom < HEIGHT ? bottom : HEIGHT - 1) * WIDTH + ix + 1;
  endfunction
  function automatic int first_column(input int window);
    first_column = window % OX == 0 || SX > RX ? 0 : RX - SX;
  endfunction
  function automatic int freed(input int window);
    int top;
    top = window / OX * SY - PAD_TOP;
    freed = top + SY <= 0 ? 0
        : (top > 0 ? top : 0) * WIDTH + clamped(window % OX * SX - PAD_LEFT, 0, WIDTH - 1);
  endfunction
  logic rst = 1;
  logic in_valid = 0;
  logic in_ready;
  logic [CHANNELS*BITS-1:0] in_data = 0;
  logic out_valid;
  logic out_ready = 0;
  logic [OUT_LANES*BITS-1:0] out_data;
  logic [OUT_TAPS-1:0] out_skip;
  window_taps #(
      .BITS(BITS), .CHANNELS(CHANNELS), .HEIGHT(HEIGHT), .WIDTH(WIDTH), .OY(OY), .OX(OX), .FY(FY), .FX(FX), .SY(SY),
      .SX(SX), .DY(DY), .DX(DX), .PAD_TOP(PAD_TOP), .PAD_LEFT(PAD_LEFT), .GROUPS(GROUPS), .REPEATS(REPEATS), .FOLD(FOLD),
      .OUT_TAPS(OUT_TAPS), .GROUP_LANES(GROUP_LANES), .ROWS(RY + MORE_ROWS), .FILLER(FILLER), .STORAGE(STORAGE)
  ) dut (.*);

  logic [31:0] state = SEED * 32'h9e3779b9 + 32'd1;
  function automatic int unsigned random();
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return state;
  endfunction

  logic [CHANNELS*BITS-1:0] source[IN_WORDS];
  logic [OUT_LANES*BITS-1:0] expected[OUT_WORDS];
  logic [OUT_TAPS-1:0] skipped[OUT_WORDS];
  initial begin
    int n;
    for (int i = 0; i < IN_WORDS; i++)
      for (int l = 0; l < CHANNELS; l++) source[i][l*BITS+:BITS] = BITS'(random());
    n = 0;
    for (int frame = 0; frame < FRAMES; frame++)
      for (int oy = 0; oy < OY; oy++)
        for (int ox = 0; ox < OX; ox++)
          for (int g = 0; g < GROUPS; g++)
            for (int r = 0; r < REPEATS; r++)
              for (int fy = 0; fy < FY; fy++)
                for (int fx = 0; fx < FX; fx++) begin
                  int iy, ix, i;
                  iy = oy * SY + fy * DY - PAD_TOP;
                  ix = ox * SX + fx * DX - PAD_LEFT;
                  i = (fy * FX + fx) % OUT_TAPS;
                  skipped[n][i] = iy < 0 || iy >= HEIGHT || ix < 0 || ix >= WIDTH;
                  for (int c = 0; c < GROUP_LANES; c++)
                    expected[n][(i*GROUP_LANES+c)*BITS+:BITS] = skipped[n][i] ? BITS'(FILLER)
                        : source[(frame*HEIGHT+iy)*WIDTH+ix][(g*GROUP_LANES+c)*BITS+:BITS];
                  if (i == OUT_TAPS - 1) n++;
                end
  end

  // Phase 0 is free flow, 1 a halting source, 2 a halting sink, 3 both.
  int phase = 0;
  int cycle = 0;
  int accepted, taken;
  // Model: the window and column to load next, pixels written of its frame and after, what the stages hold.
  int window, k, written;
  logic begun, loaded, loaded_last, next_full, current;

  always @(posedge clk) begin
    cycle <= cycle + 1;
    done <= phase == 4;
    if (phase < 4 && cycle < 4) begin
      rst <= 1;
      in_valid <= 0;
      accepted = 0;
      taken = 0;
      window = 0;
      k = 0;
      written = 0;
      begun = 0;
      loaded = 0;
      loaded_last = 0;
      next_full = 0;
      current = 0;
    end else if (phase < 4) begin
      rst <= 0;
      if (!rst) begin
        logic issue, shift, take, ends;
        if (in_ready !== (written < freed(window) + (RY + MORE_ROWS) * WIDTH)) begin
          $display("FAIL window_taps: %m ready in phase %0d after %0d words", phase, accepted);
          $fatal;
        end
        if (out_valid !== current) begin
          $display("FAIL window_taps: %m valid is %b in phase %0d after %0d words", out_valid, phase, taken);
          $fatal;
        end
        if (out_valid && (out_data !== expected[taken] || out_skip !== skipped[taken])) begin
          $display("FAIL window_taps: %m word %0d is %h, not %h", taken, out_data, expected[taken]);
          $fatal;
        end
        if (GAPLESS != 0 && phase == 0 && begun && !out_valid) begin
          $display("FAIL window_taps: %m has a gap before word %0d", taken);
          $fatal;
        end
        begun = out_valid;
        ends = current && out_ready && taken % WINDOW_WORDS == WINDOW_WORDS - 1;
        take = next_full && (!current || ends);
        shift = loaded && (!next_full || take);
        issue = (!loaded || shift) && written >= need(window, k);
        if (current && out_ready) taken++;
        current = take || (current && !ends);
        next_full = (shift && loaded_last) || (next_full && !take);
        loaded = issue || (loaded && !shift);
        if (in_valid && in_ready) begin
          accepted++;
          written++;
        end
        if (issue) begin
          loaded_last = k == RX - 1;
          k++;
          if (k == RX) begin
            window = (window + 1) % (OY * OX);
            k = first_column(window);
            if (window == 0) written -= HEIGHT * WIDTH;
          end
        end
      end
      if (taken == OUT_WORDS) begin
        phase <= phase + 1;
        cycle <= 0;
        rst <= 1;
        in_valid <= 0;
      end else if (!in_valid || (in_ready && !rst)) begin
        in_valid <= accepted < IN_WORDS && (phase % 2 == 0 || random() % 3 != 0);
        in_data <= source[accepted % IN_WORDS];
      end
      if (taken == OUT_WORDS - 1) begun = 0;
      out_ready <= phase < 2 || random() % 3 != 0;
    end
  end
endmodule

module window_taps_bench;
  logic clk = 0;
  always #1 clk = ~clk;
  localparam int CASES = 14;
  wire [CASES-1:0] done;
  window_taps_case #(.SEED(1)) same (clk, done[0]);
  window_taps_case #(.REPEATS(9), .GAPLESS(1), .SEED(2)) repeated (clk, done[1]);
  // A whole window per word: one output pixel per cycle but at the start of a row.
  window_taps_case #(
      .HEIGHT(5), .WIDTH(7), .OY(3), .OX(5), .PAD_TOP(0), .PAD_LEFT(0), .OUT_TAPS(9), .GROUP_LANES(3), .FILLER(-3), .SEED(3)
  ) valid (clk, done[2]);
  window_taps_case #(
      .BITS(5), .HEIGHT(7), .WIDTH(9), .OY(4), .OX(5), .SY(2), .SX(2), .GROUPS(2), .OUT_TAPS(1), .GROUP_LANES(2),
      .FILLER(-7), .STORAGE("distributed"), .SEED(4)
  ) stride_two (clk, done[3]);
  window_taps_case #(
      .HEIGHT(6), .WIDTH(5), .OY(6), .OX(5), .DY(2), .DX(2), .PAD_TOP(2), .PAD_LEFT(2), .GROUPS(3), .REPEATS(2),
      .FILLER(127), .SEED(5)
  ) dilated (clk, done[4]);
  window_taps_case #(
      .HEIGHT(5), .WIDTH(7), .OY(5), .OX(7), .FY(1), .FX(1), .PAD_TOP(0), .PAD_LEFT(0), .OUT_TAPS(1), .SEED(6)
  ) pointwise (clk, done[5]);
  // Rows and columns between the windows, and a tail, are never read.
  window_taps_case #(
      .HEIGHT(8), .WIDTH(9), .OY(2), .OX(3), .FY(2), .FX(1), .SY(3), .SX(3), .PAD_TOP(0), .PAD_LEFT(0), .REPEATS(3),
      .OUT_TAPS(2), .GROUP_LANES(2), .SEED(7)
  ) stride_three (clk, done[6]);
  window_taps_case #(
      .HEIGHT(2), .WIDTH(3), .OY(1), .OX(1), .FY(2), .FX(3), .PAD_TOP(0), .PAD_LEFT(0), .GROUPS(2), .REPEATS(2),
      .OUT_TAPS(2), .SEED(8)
  ) whole (clk, done[7]);
  window_taps_case #(
      .HEIGHT(1), .WIDTH(11), .OY(1), .OX(4), .FY(1), .FX(5), .SX(3), .PAD_TOP(0), .PAD_LEFT(2), .OUT_TAPS(5),
      .FILLER(9), .SEED(9)
  ) line (clk, done[8]);
  // As TensorFlow pads an even map at stride 2: below and to the right only.
  window_taps_case #(
      .HEIGHT(6), .WIDTH(8), .OY(3), .OX(4), .SY(2), .SX(2), .PAD_TOP(0), .PAD_LEFT(0), .OUT_TAPS(9), .SEED(10)
  ) right_padded (clk, done[9]);
  // A column of pixels; most rows of the first windows lie above the map.
  window_taps_case #(
      .HEIGHT(9), .WIDTH(1), .OY(9), .OX(1), .FY(5), .FX(1), .DY(2), .PAD_TOP(4), .PAD_LEFT(0), .OUT_TAPS(1), .SEED(11)
  ) column (clk, done[10]);
  // Room for the rows that the last windows of a map leave out: the next map comes in meanwhile.
  window_taps_case #(
      .HEIGHT(5), .WIDTH(7), .OY(3), .OX(5), .PAD_TOP(0), .PAD_LEFT(0), .REPEATS(4), .OUT_TAPS(9), .MORE_ROWS(2),
      .GAPLESS(1), .SEED(12)
  ) roomy (clk, done[11]);
  window_taps_case #(
      .HEIGHT(4), .WIDTH(5), .OY(2), .OX(3), .FY(2), .SY(2), .PAD_TOP(0), .PAD_LEFT(0), .OUT_TAPS(6), .MORE_ROWS(3),
      .GROUP_LANES(2), .SEED(13)
  ) roomier (clk, done[12]);
  window_taps_case #(.MORE_ROWS(1), .SEED(14)) same_with_one_more (clk, done[13]);
  always @(posedge clk)
    if (&done) begin
      $display("PASS window_taps");
      $finish;
    end
  initial begin
    #400000;
    $display("FAIL window_taps: did not end, %b", done);
    $fatal;
  end
endmodule
