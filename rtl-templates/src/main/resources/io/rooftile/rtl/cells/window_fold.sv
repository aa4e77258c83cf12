// The windows of a convolution, read tap by tap from a circular line buffer.
//
// A frame is HEIGHT x WIDTH pixels in raster order, a pixel GROUPS*TAP_WORDS words of LANES elements of BITS bits.
// For each output pixel (oy, ox) in raster order of OY x OX, in the order
//   g < GROUPS, r < REPEATS, fy < FY, fx < FX, c < TAP_WORDS
// one word leaves: channel word g*TAP_WORDS+c of input pixel (oy*SY + fy*DY - PAD_TOP, ox*SX + fx*DX - PAD_LEFT),
// or FILLER in every lane, with out_skip, where that lies off the map. Frames follow each other without a gap.
//
// Parameters: BITS, LANES of a word; HEIGHT, WIDTH of the map, OY, OX of the output map, FY, FX of the window,
// strides SY, SX, dilations DY, DX, PAD_TOP, PAD_LEFT in pixels; GROUPS, REPEATS (readings of a group), TAP_WORDS;
// DEPTH of the buffer in pixels; FILLER (an element, the low BITS bits); STORAGE ("block" | "distributed").
// DEPTH must hold the pixels from the oldest that is still to be read to the last that the window needs, or the
// cell waits for ever.
//
// A pixel is written as soon as its place is free, a window is read as soon as its last pixel is there.
// Latency 2 cycles from the transfer of the last word that a window needs to out_valid of its first word; interval
// 1 cycle between words, pixels, rows and frames where the data is there.
`default_nettype none
module window_fold #(
    parameter int BITS = 8,
    parameter int LANES = 1,
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
    parameter int GROUPS = 1,
    parameter int REPEATS = 1,
    parameter int TAP_WORDS = 1,
    parameter int DEPTH = 16,
    parameter int FILLER = 0,
    parameter STORAGE = "block"
) (
    input wire logic clk,
    input wire logic rst,
    input wire logic in_valid,
    output logic in_ready,
    input wire logic [LANES*BITS-1:0] in_data,
    output logic out_valid,
    input wire logic out_ready,
    output logic [LANES*BITS-1:0] out_data,
    output logic out_skip
);
  localparam int PIXEL_WORDS = GROUPS * TAP_WORDS;
  localparam int WORDS = DEPTH * PIXEL_WORDS;
  localparam int ADDRESS_BITS = WORDS > 1 ? $clog2(WORDS) : 1;

  // Counter sizes: one bit at least, and one value more than is counted to.
  localparam int CHANNEL_BITS = $clog2(PIXEL_WORDS + 1);
  localparam int WORD_BITS = $clog2(TAP_WORDS + 1);
  localparam int FX_BITS = $clog2(FX + 1);
  localparam int FY_BITS = $clog2(FY + 1);
  localparam int REPEAT_BITS = $clog2(REPEATS + 1);
  localparam int GROUP_BITS = $clog2(GROUPS + 1);
  // Rows and columns that a tap may name, on the map or off it.
  localparam int ROW_BITS = $clog2(HEIGHT + PAD_TOP + OY * SY + FY * DY) + 1;
  localparam int COLUMN_BITS = $clog2(WIDTH + PAD_LEFT + OX * SX + FX * DX) + 1;

  function automatic logic [ADDRESS_BITS-1:0] wrapped(input int words);
    wrapped = ADDRESS_BITS'(((words % WORDS) + WORDS) % WORDS);
  endfunction

  // From the last word of each loop to the first of the next turn of the loop around it, in words of the buffer.
  localparam int STEP_FX = DX * PIXEL_WORDS - (TAP_WORDS - 1);
  localparam int STEP_FY = (DY * WIDTH - (FX - 1) * DX) * PIXEL_WORDS - (TAP_WORDS - 1);
  localparam int STEP_REPEAT = -((FY - 1) * DY * WIDTH + (FX - 1) * DX) * PIXEL_WORDS - (TAP_WORDS - 1);
  localparam int STEP_GROUP = STEP_REPEAT + TAP_WORDS;
  localparam int STEP_OX = STEP_REPEAT - (GROUPS - 1) * TAP_WORDS + SX * PIXEL_WORDS;
  localparam int STEP_OY = STEP_OX + (SY * WIDTH - OX * SX) * PIXEL_WORDS;
  localparam int STEP_FRAME = STEP_OY + (HEIGHT - OY * SY) * WIDTH * PIXEL_WORDS;

  wire advance = !out_valid || out_ready;

  // Writer: a pixel that has been begun always fits.
  logic [CHANNEL_BITS-1:0] write_channel;
  logic [ADDRESS_BITS-1:0] write_address;
  wire write = in_valid && in_ready;
  wire pixel_written = write && write_channel == CHANNEL_BITS'(PIXEL_WORDS - 1);
  wire has_space;
  assign in_ready = write_channel != 0 || has_space;

  // Reader: the position of the word to issue.
  logic [WORD_BITS-1:0] word;
  logic [FX_BITS-1:0] fx;
  logic [FY_BITS-1:0] fy;
  logic [REPEAT_BITS-1:0] turn;
  logic [GROUP_BITS-1:0] group;
  logic started;
  wire last_in_row;
  wire last_in_frame;
  wire window_there;
  wire unused_column_there;
  wire issue = advance && (started || window_there);
  wire word_ends = word == WORD_BITS'(TAP_WORDS - 1);
  wire fx_ends = word_ends && fx == FX_BITS'(FX - 1);
  wire fy_ends = fx_ends && fy == FY_BITS'(FY - 1);
  wire turn_ends = fy_ends && turn == REPEAT_BITS'(REPEATS - 1);
  wire pixel_ends = turn_ends && group == GROUP_BITS'(GROUPS - 1);
  wire row_ends = pixel_ends && last_in_row;
  wire frame_ends = pixel_ends && last_in_frame;

  logic [ADDRESS_BITS-1:0] read_address;
  logic [ADDRESS_BITS-1:0] step;
  logic signed [ROW_BITS-1:0] row, row_step;
  logic signed [COLUMN_BITS-1:0] column, column_step;
  always_comb begin
    step = wrapped(1);
    row_step = '0;
    column_step = '0;
    if (frame_ends) begin
      step = wrapped(STEP_FRAME);
      row_step = ROW_BITS'(-(OY - 1) * SY - (FY - 1) * DY);
      column_step = COLUMN_BITS'(-(OX - 1) * SX - (FX - 1) * DX);
    end else if (row_ends) begin
      step = wrapped(STEP_OY);
      row_step = ROW_BITS'(SY - (FY - 1) * DY);
      column_step = COLUMN_BITS'(-(OX - 1) * SX - (FX - 1) * DX);
    end else if (pixel_ends) begin
      step = wrapped(STEP_OX);
      row_step = ROW_BITS'(-(FY - 1) * DY);
      column_step = COLUMN_BITS'(SX - (FX - 1) * DX);
    end else if (fy_ends) begin
      step = turn_ends ? wrapped(STEP_GROUP) : wrapped(STEP_REPEAT);
      row_step = ROW_BITS'(-(FY - 1) * DY);
      column_step = COLUMN_BITS'(-(FX - 1) * DX);
    end else if (fx_ends) begin
      step = wrapped(STEP_FY);
      row_step = ROW_BITS'(DY);
      column_step = COLUMN_BITS'(-(FX - 1) * DX);
    end else if (word_ends) begin
      step = wrapped(STEP_FX);
      column_step = COLUMN_BITS'(DX);
    end
  end
  wire [ADDRESS_BITS:0] sum = {1'b0, read_address} + {1'b0, step};
  wire [ADDRESS_BITS:0] reduced = sum - (ADDRESS_BITS + 1)'(WORDS);
  wire on_map = row >= 0 && row < ROW_BITS'(HEIGHT) && column >= 0 && column < COLUMN_BITS'(WIDTH);

  window_progress #(
      .HEIGHT(HEIGHT),
      .WIDTH(WIDTH),
      .OY(OY),
      .OX(OX),
      .FY(FY),
      .FX(FX),
      .SY(SY),
      .SX(SX),
      .DY(DY),
      .DX(DX),
      .PAD_TOP(PAD_TOP),
      .PAD_LEFT(PAD_LEFT),
      .DEPTH(DEPTH)
  ) progress (
      .clk(clk),
      .rst(rst),
      .pixel_written(pixel_written),
      .window_ends(issue && pixel_ends),
      .column(0),
      .has_space(has_space),
      .window_there(window_there),
      .column_there(unused_column_there),
      .row_ends(last_in_row),
      .frame_ends(last_in_frame)
  );

  always_ff @(posedge clk) begin
    if (rst) begin
      write_channel <= '0;
      write_address <= '0;
      word <= '0;
      fx <= '0;
      fy <= '0;
      turn <= '0;
      group <= '0;
      started <= 1'b0;
      row <= ROW_BITS'(-PAD_TOP);
      column <= COLUMN_BITS'(-PAD_LEFT);
      read_address <= wrapped(-(PAD_TOP * WIDTH + PAD_LEFT) * PIXEL_WORDS);
      out_valid <= 1'b0;
    end else begin
      if (write) begin
        write_channel <= pixel_written ? '0 : write_channel + 1'b1;
        write_address <= write_address == ADDRESS_BITS'(WORDS - 1) ? '0 : write_address + 1'b1;
      end
      if (advance) out_valid <= issue;
      if (issue) begin
        started <= !pixel_ends;
        word <= word_ends ? '0 : word + 1'b1;
        if (word_ends) fx <= fx_ends ? '0 : fx + 1'b1;
        if (fx_ends) fy <= fy_ends ? '0 : fy + 1'b1;
        if (fy_ends) turn <= turn_ends ? '0 : turn + 1'b1;
        if (turn_ends) group <= pixel_ends ? '0 : group + 1'b1;
        row <= row + row_step;
        column <= column + column_step;
        read_address <= reduced[ADDRESS_BITS] ? sum[ADDRESS_BITS-1:0] : reduced[ADDRESS_BITS-1:0];
      end
    end
  end

  wire [LANES*BITS-1:0] read_data;
  dual_port_ram #(
      .WIDTH(LANES * BITS),
      .DEPTH(WORDS),
      .STORAGE(STORAGE)
  ) buffer (
      .clk(clk),
      .write(write),
      .write_address(write_address),
      .write_data(in_data),
      .read(issue),
      .read_address(read_address),
      .read_data(read_data)
  );
  always_ff @(posedge clk) if (issue) out_skip <= !on_map;
  assign out_data = out_skip ? {LANES{BITS'(FILLER)}} : read_data;
endmodule
`default_nettype wire
