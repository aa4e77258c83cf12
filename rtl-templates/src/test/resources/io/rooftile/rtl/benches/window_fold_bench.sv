// Self-checking bench of window_fold: expected words from loops over stored frames, expected handshake in every cycle
// from the counts of pixels that a window needs and frees, written out as the definition states them.
module window_fold_case #(
    parameter int BITS = 8,
    parameter int LANES = 1,
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
    parameter int TAP_WORDS = 1,
    parameter int SPARE = 0,  // pixels of the buffer over the least that works
    parameter int GAPLESS = 0,  // 1: a source that is never late must give an output in every cycle
    parameter int FILLER = 0,
    parameter STORAGE = "block",
    parameter int SEED = 1
) (
    input wire logic clk,
    output logic done
);
  localparam int FRAMES = 3;
  localparam int PIXEL_WORDS = GROUPS * TAP_WORDS;
  localparam int WINDOW_WORDS = PIXEL_WORDS * REPEATS * FY * FX;
  localparam int IN_WORDS = FRAMES * HEIGHT * WIDTH * PIXEL_WORDS;
  localparam int OUT_WORDS = FRAMES * OY * OX * WINDOW_WORDS;

  function automatic int clamped(input int value, input int smallest, input int largest);
    clamped = value < smallest ? smallest : value > largest ? largest : value;
  endfunction
  function automatic int need(input int window);
    need = clamped(window / OX * SY - PAD_TOP + (FY - 1) * DY, 0, HEIGHT - 1) * WIDTH
        + clamped(window % OX * SX - PAD_LEFT + (FX - 1) * DX, 0, WIDTH - 1) + 1;
  endfunction
  function automatic int freed(input int window);
    int top;
    top = window / OX * SY - PAD_TOP;
    freed = top + SY <= 0 ? 0
        : (top > 0 ? top : 0) * WIDTH + clamped(window % OX * SX - PAD_LEFT, 0, WIDTH - 1);
  endfunction
  function automatic int least_depth();
    least_depth = 1;
    for (int w = 0; w < OY * OX; w++)
      if (need(w) - freed(w) > least_depth) least_depth = need(w) - freed(w);
  endfunction
  localparam int DEPTH = least_depth() + SPARE;

  logic rst = 1;
  logic in_valid = 0;
  logic in_ready;
  logic [LANES*BITS-1:0] in_data = 0;
  logic out_valid;
  logic out_ready = 0;
  logic [LANES*BITS-1:0] out_data;
  logic out_skip;
  window_fold #(
      .BITS(BITS), .LANES(LANES), .HEIGHT(HEIGHT), .WIDTH(WIDTH), .OY(OY), .OX(OX), .FY(FY), .FX(FX), .SY(SY), .SX(SX),
      .DY(DY), .DX(DX), .PAD_TOP(PAD_TOP), .PAD_LEFT(PAD_LEFT), .GROUPS(GROUPS), .REPEATS(REPEATS),
      .TAP_WORDS(TAP_WORDS), .DEPTH(DEPTH), .FILLER(FILLER), .STORAGE(STORAGE)
  ) dut (.*);

  logic [31:0] state = SEED * 32'h9e3779b9 + 32'd1;
  function automatic int unsigned random();
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return state;
  endfunction

  logic [LANES*BITS-1:0] source[IN_WORDS];
  logic [LANES*BITS-1:0] expected[OUT_WORDS];
  logic skipped[OUT_WORDS];
  initial begin
    int n;
    for (int i = 0; i < IN_WORDS; i++)
      for (int l = 0; l < LANES; l++) source[i][l*BITS+:BITS] = BITS'(random());
    n = 0;
    for (int frame = 0; frame < FRAMES; frame++)
      for (int oy = 0; oy < OY; oy++)
        for (int ox = 0; ox < OX; ox++)
          for (int g = 0; g < GROUPS; g++)
            for (int r = 0; r < REPEATS; r++)
              for (int fy = 0; fy < FY; fy++)
                for (int fx = 0; fx < FX; fx++)
                  for (int c = 0; c < TAP_WORDS; c++) begin
                    int iy, ix;
                    iy = oy * SY + fy * DY - PAD_TOP;
                    ix = ox * SX + fx * DX - PAD_LEFT;
                    skipped[n] = iy < 0 || iy >= HEIGHT || ix < 0 || ix >= WIDTH;
                    if (skipped[n]) for (int l = 0; l < LANES; l++) expected[n][l*BITS+:BITS] = BITS'(FILLER);
                    else
                      expected[n] =
                          source[((frame*HEIGHT+iy)*WIDTH+ix)*PIXEL_WORDS+g*TAP_WORDS+c];
                    n++;
                  end
  end

  // Phase 0 is free flow, 1 a halting source, 2 a halting sink, 3 both.
  int phase = 0;
  int cycle = 0;
  int accepted, taken;
  // Model: words issued so far, pixels written of the frame being read and after, and whether a word waits.
  int issued, written;
  logic waiting, begun;

  always @(posedge clk) begin
    cycle <= cycle + 1;
    done <= phase == 4;
    if (phase < 4 && cycle < 4) begin
      rst <= 1;
      in_valid <= 0;
      accepted = 0;
      taken = 0;
      issued = 0;
      written = 0;
      waiting = 0;
      begun = 0;
    end else if (phase < 4) begin
      rst <= 0;
      if (!rst) begin
        logic issue;
        int window;
        window = issued / WINDOW_WORDS % (OY * OX);
        if (in_ready !== (accepted % PIXEL_WORDS != 0 || written < freed(window) + DEPTH)) begin
          $display("FAIL window_fold: %m ready in phase %0d after %0d words", phase, accepted);
          $fatal;
        end
        if (out_valid !== waiting) begin
          $display("FAIL window_fold: %m valid is %b in phase %0d after %0d words", out_valid, phase, taken);
          $fatal;
        end
        if (out_valid && (out_data !== expected[taken] || out_skip !== skipped[taken])) begin
          $display("FAIL window_fold: %m word %0d is %h, not %h", taken, out_data, expected[taken]);
          $fatal;
        end
        if (GAPLESS != 0 && phase == 0 && begun && !out_valid) begin
          $display("FAIL window_fold: %m has a gap before word %0d", taken);
          $fatal;
        end
        begun = out_valid;
        if (!waiting || out_ready) begin
          issue = issued % WINDOW_WORDS != 0 || written >= need(window);
          if (waiting) taken++;
          waiting = issue;
          if (issue) begin
            issued++;
            if (issued % (OY * OX * WINDOW_WORDS) == 0) written -= HEIGHT * WIDTH;
          end
        end
        if (in_valid && in_ready) begin
          accepted++;
          if (accepted % PIXEL_WORDS == 0) written++;
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

module window_fold_bench;
  logic clk = 0;
  always #1 clk = ~clk;
  localparam int CASES = 12;
  wire [CASES-1:0] done;
  window_fold_case #(.SEED(1)) same (clk, done[0]);
  window_fold_case #(.REPEATS(2), .SPARE(12), .GAPLESS(1), .SEED(2)) repeated (clk, done[1]);
  window_fold_case #(
      .LANES(2), .HEIGHT(5), .WIDTH(4), .OY(3), .OX(2), .PAD_TOP(0), .PAD_LEFT(0), .TAP_WORDS(3), .FILLER(-3), .SEED(3)
  ) valid (clk, done[2]);
  window_fold_case #(
      .BITS(5), .LANES(3), .HEIGHT(7), .WIDTH(9), .OY(4), .OX(5), .SY(2), .SX(2), .GROUPS(2), .TAP_WORDS(2), .FILLER(-7),
      .STORAGE("distributed"), .SEED(4)
  ) stride_two (clk, done[3]);
  window_fold_case #(
      .HEIGHT(6), .WIDTH(5), .OY(6), .OX(5), .DY(2), .DX(2), .PAD_TOP(2), .PAD_LEFT(2), .GROUPS(3), .REPEATS(2),
      .FILLER(127), .SEED(5)
  ) dilated (clk, done[4]);
  window_fold_case #(
      .HEIGHT(5), .WIDTH(7), .OY(5), .OX(7), .FY(1), .FX(1), .PAD_TOP(0), .PAD_LEFT(0), .SEED(6)
  ) pointwise (clk, done[5]);
  // Rows and columns between the windows, and a tail, are never read.
  window_fold_case #(
      .HEIGHT(8), .WIDTH(9), .OY(2), .OX(3), .FY(2), .FX(1), .SY(3), .SX(3), .PAD_TOP(0), .PAD_LEFT(0), .REPEATS(3),
      .SEED(7)
  ) stride_three (clk, done[6]);
  // One window over the whole map, as in a fully connected layer.
  window_fold_case #(
      .HEIGHT(2), .WIDTH(3), .OY(1), .OX(1), .FY(2), .FX(3), .PAD_TOP(0), .PAD_LEFT(0), .TAP_WORDS(2), .REPEATS(4),
      .SPARE(6), .GAPLESS(1), .SEED(8)
  ) whole (clk, done[7]);
  window_fold_case #(
      .HEIGHT(1), .WIDTH(11), .OY(1), .OX(4), .FY(1), .FX(5), .SX(3), .PAD_TOP(0), .PAD_LEFT(2), .SPARE(1), .FILLER(9), .SEED(9)
  ) line (clk, done[8]);
  // As TensorFlow pads an even map at stride 2: below and to the right only.
  window_fold_case #(
      .HEIGHT(6), .WIDTH(8), .OY(3), .OX(4), .SY(2), .SX(2), .PAD_TOP(0), .PAD_LEFT(0), .TAP_WORDS(1), .SEED(10)
  ) right_padded (clk, done[9]);
  window_fold_case #(
      .HEIGHT(1), .WIDTH(1), .OY(1), .OX(1), .FY(1), .FX(1), .PAD_TOP(0), .PAD_LEFT(0), .SEED(11)
  ) single (clk, done[10]);
  window_fold_case #(
      .HEIGHT(9), .WIDTH(3), .OY(5), .OX(3), .FY(5), .FX(2), .SY(2), .DX(2), .PAD_TOP(2), .PAD_LEFT(1), .SPARE(40), .SEED(12)
  ) deep (clk, done[11]);
  always @(posedge clk)
    if (&done) begin
      $display("PASS window_fold");
      $finish;
    end
  initial begin
    #400000;
    $display("FAIL window_fold: did not end, %b", done);
    $fatal;
  end
endmodule
