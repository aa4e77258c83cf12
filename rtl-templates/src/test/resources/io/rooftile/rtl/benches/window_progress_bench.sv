// Self-checking bench of window_progress: random steps of writer and reader, every answer in every cycle against the
// definition, written out with products.
module window_progress_case #(
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
    parameter int DEPTH = 16,
    parameter int SEED = 1
) (
    input wire logic clk,
    output logic done
);
  logic [31:0] state = SEED * 32'h9e3779b9 + 32'd1;
  function automatic int unsigned random();
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return state;
  endfunction
  function automatic int clamped(input int value, input int largest);
    return value < 0 ? 0 : value > largest ? largest : value;
  endfunction

  logic rst = 1;
  logic pixel_written = 0;
  logic window_ends = 0;
  logic signed [31:0] column = 0;
  logic has_space, window_there, column_there, row_ends, frame_ends;
  window_progress #(
      .HEIGHT(HEIGHT), .WIDTH(WIDTH), .OY(OY), .OX(OX), .FY(FY), .FX(FX), .SY(SY), .SX(SX), .DY(DY), .DX(DX),
      .PAD_TOP(PAD_TOP), .PAD_LEFT(PAD_LEFT), .DEPTH(DEPTH)
  ) dut (.*);

  int cycle = 0;
  int written = 0;
  int oy = 0;
  int ox = 0;
  int frames = 0;
  always @(posedge clk) begin
    int top, left, bottom, need, freed;
    rst <= cycle < 3;
    cycle <= cycle + 1;
    if (!rst) begin
      if (pixel_written) written++;
      if (window_ends) begin
        ox++;
        if (ox == OX) begin
          ox = 0;
          oy++;
        end
        if (oy == OY) begin
          oy = 0;
          written -= HEIGHT * WIDTH;
          frames++;
        end
      end
    end
    top = oy * SY - PAD_TOP;
    left = ox * SX - PAD_LEFT;
    bottom = clamped(top + (FY - 1) * DY, HEIGHT - 1) * WIDTH;
    need = bottom + clamped(left + (FX - 1) * DX, WIDTH - 1) + 1;
    freed = top + SY <= 0 ? 0 : (top > 0 ? top : 0) * WIDTH + clamped(left, WIDTH - 1);
    // The steps of the next cycle are those that writer and reader may take; the answers are checked at its end.
    pixel_written <= !rst && written < freed + DEPTH && random() % 4 != 0;
    window_ends <= !rst && written >= need && random() % 4 != 0;
    column <= int'(random() >> 1) % WIDTH;
    due <= {written < freed + DEPTH, written >= need, ox == OX - 1, ox == OX - 1 && oy == OY - 1};
    pixels_of_column <= written - bottom;
    if (!rst && cycle > 5) begin
      if ({has_space, window_there, row_ends, frame_ends} !== due || column_there !== (pixels_of_column > column)) begin
        $display("FAIL window_progress: %m near window %0d %0d", oy, ox);
        $fatal;
      end
    end
    done <= frames >= 4 || done;
  end
  logic [3:0] due;
  int pixels_of_column;
endmodule

module window_progress_bench;
  logic clk = 0;
  always #1 clk = ~clk;
  localparam int CASES = 5;
  wire [CASES-1:0] done;
  window_progress_case #(.SEED(1)) same (clk, done[0]);
  window_progress_case #(
      .HEIGHT(8), .WIDTH(9), .OY(2), .OX(3), .FY(2), .FX(1), .SY(3), .SX(3), .PAD_TOP(0), .PAD_LEFT(0), .DEPTH(30), .SEED(2)
  ) stride_three (clk, done[1]);
  window_progress_case #(
      .HEIGHT(6), .WIDTH(5), .OY(6), .OX(5), .DY(2), .DX(2), .PAD_TOP(2), .PAD_LEFT(2), .DEPTH(25), .SEED(3)
  ) dilated (clk, done[2]);
  window_progress_case #(
      .HEIGHT(1), .WIDTH(2), .OY(1), .OX(1), .FY(1), .FX(2), .PAD_TOP(0), .PAD_LEFT(0), .DEPTH(2), .SEED(4)
  ) smallest (clk, done[3]);
  window_progress_case #(
      .HEIGHT(9), .WIDTH(1), .OY(9), .OX(1), .FY(5), .FX(1), .DY(2), .PAD_TOP(4), .PAD_LEFT(0), .DEPTH(9), .SEED(5)
  ) column_map (clk, done[4]);
  always @(posedge clk)
    if (&done) begin
      $display("PASS window_progress");
      $finish;
    end
  initial begin
    #20000;
    $display("FAIL window_progress: did not end, %b", done);
    $fatal;
  end
endmodule
