// Which pixels of a map are there and which may be overwritten while its windows are read in raster order: the
// counting half of a line buffer of DEPTH pixels.
//
// With top = oy*SY - PAD_TOP and left = ox*SX - PAD_LEFT of the window (oy, ox) being read, in pixels of its frame:
//   need   = clamp(top + (FY-1)*DY, 0, HEIGHT-1)*WIDTH + clamp(left + (FX-1)*DX, 0, WIDTH-1) + 1
//   freed  = top + SY <= 0 ? 0 : max(top, 0)*WIDTH + clamp(left, 0, WIDTH-1)
// `written` counts the pixels written of that frame and after it; it drops by a frame when its last window ends, and is
// then below zero if the tail of the frame is still to come.
//
// Parameters: HEIGHT, WIDTH of the map, OY, OX of the windows, FY, FX taps of a window, strides SY, SX, dilations DY, DX,
// PAD_TOP, PAD_LEFT in pixels, DEPTH of the buffer in pixels. Every window must begin on the map or above and left of it.
// Ports: pixel_written and window_ends step the counts; has_space: one more pixel may be begun; window_there: written >=
// need; column_there: the last row of the window is there up to `column` (a column of the map); row_ends, frame_ends: the
// window being read is the last of its row, of its frame.
// Latency 1 cycle from a step to the answers, interval 1 cycle.
`default_nettype none
module window_progress #(
    parameter int HEIGHT = 4,
    parameter int WIDTH = 5,
    parameter int OY = 4,
    parameter int OX = 5,
    parameter int FY = 3,
    parameter int FX = 3,
    parameter int SY = 1,
    parameter int SX = 1,
    parameter int DY = 1,
    parameter int DX = 1,
    parameter int PAD_TOP = 1,
    parameter int PAD_LEFT = 1,
    parameter int DEPTH = 16
) (
    input wire logic clk,
    input wire logic rst,
    input wire logic pixel_written,
    input wire logic window_ends,
    input wire logic signed [31:0] column,
    output logic has_space,
    output logic window_there,
    output logic column_there,
    output logic row_ends,
    output logic frame_ends
);
  // A signed pixel number, from the first row of the padding to the last pixel that fits.
  localparam int PIXEL_BITS =
      $clog2((HEIGHT + PAD_TOP + OY * SY + FY * DY) * WIDTH + PAD_LEFT + OX * SX + FX * DX + DEPTH) + 1;
  localparam int OX_BITS = $clog2(OX + 1);
  localparam int OY_BITS = $clog2(OY + 1);
  localparam logic signed [PIXEL_BITS-1:0] LAST_ROW = PIXEL_BITS'((HEIGHT - 1) * WIDTH);
  localparam logic signed [PIXEL_BITS-1:0] LAST_COLUMN = PIXEL_BITS'(WIDTH - 1);
  localparam logic signed [PIXEL_BITS-1:0] FIRST_TOP = PIXEL_BITS'(-PAD_TOP * WIDTH);
  localparam logic signed [PIXEL_BITS-1:0] FIRST_LEFT = PIXEL_BITS'(-PAD_LEFT);

  function automatic logic signed [PIXEL_BITS-1:0] clamped(
      input logic signed [PIXEL_BITS-1:0] value, input logic signed [PIXEL_BITS-1:0] largest);
    clamped = value < 0 ? '0 : value > largest ? largest : value;
  endfunction
  // Here top counts pixels too: the row number times WIDTH.
  function automatic logic signed [PIXEL_BITS-1:0] bottom(input logic signed [PIXEL_BITS-1:0] top);
    bottom = clamped(top + PIXEL_BITS'((FY - 1) * DY * WIDTH), LAST_ROW);
  endfunction
  function automatic logic signed [PIXEL_BITS-1:0] right(input logic signed [PIXEL_BITS-1:0] left);
    right = clamped(left + PIXEL_BITS'((FX - 1) * DX), LAST_COLUMN);
  endfunction
  function automatic logic signed [PIXEL_BITS-1:0] freed(
      input logic signed [PIXEL_BITS-1:0] top, input logic signed [PIXEL_BITS-1:0] left);
    freed = top + PIXEL_BITS'(SY * WIDTH) <= 0 ? '0 : (top < 0 ? '0 : top) + clamped(left, LAST_COLUMN);
  endfunction

  // The window after the one being read, so that what it needs and frees is a register when it is its turn.
  logic [OX_BITS-1:0] next_ox;
  logic [OY_BITS-1:0] next_oy;
  logic signed [PIXEL_BITS-1:0] next_top;
  logic signed [PIXEL_BITS-1:0] next_left;
  wire next_row_ends = next_ox == OX_BITS'(OX - 1);
  wire next_frame_ends = next_row_ends && next_oy == OY_BITS'(OY - 1);

  logic signed [PIXEL_BITS-1:0] written;
  logic signed [PIXEL_BITS-1:0] limit;
  logic signed [PIXEL_BITS-1:0] need;
  logic signed [PIXEL_BITS-1:0] need_row;
  assign has_space = written < limit;
  assign window_there = written >= need;
  assign column_there = 32'(written) > 32'(need_row) + column;

  always_ff @(posedge clk) begin
    if (rst) begin
      written <= '0;
      limit <= freed(FIRST_TOP, FIRST_LEFT) + PIXEL_BITS'(DEPTH);
      need <= bottom(FIRST_TOP) + right(FIRST_LEFT) + PIXEL_BITS'(1);
      need_row <= bottom(FIRST_TOP);
      row_ends <= OX == 1;
      frame_ends <= OX == 1 && OY == 1;
      next_ox <= OX > 1 ? OX_BITS'(1) : '0;
      next_oy <= OX == 1 && OY > 1 ? OY_BITS'(1) : '0;
      next_left <= OX > 1 ? PIXEL_BITS'(SX - PAD_LEFT) : FIRST_LEFT;
      next_top <= OX == 1 && OY > 1 ? PIXEL_BITS'((SY - PAD_TOP) * WIDTH) : FIRST_TOP;
    end else begin
      written <= written + PIXEL_BITS'(pixel_written)
          - (window_ends && frame_ends ? PIXEL_BITS'(HEIGHT * WIDTH) : '0);
      if (window_ends) begin
        limit <= freed(next_top, next_left) + PIXEL_BITS'(DEPTH);
        need <= bottom(next_top) + right(next_left) + PIXEL_BITS'(1);
        need_row <= bottom(next_top);
        row_ends <= next_row_ends;
        frame_ends <= next_frame_ends;
        next_ox <= next_row_ends ? '0 : next_ox + 1'b1;
        next_left <= next_row_ends ? FIRST_LEFT : next_left + PIXEL_BITS'(SX);
        if (next_row_ends) begin
          next_oy <= next_frame_ends ? '0 : next_oy + 1'b1;
          next_top <= next_frame_ends ? FIRST_TOP : next_top + PIXEL_BITS'(SY * WIDTH);
        end
      end
    end
  end
endmodule
`default_nettype wire
