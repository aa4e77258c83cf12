// The windows of a convolution, several taps at a time, from a line buffer whose rows are read side by side.
//
// A frame is HEIGHT x WIDTH pixels in raster order, a pixel one word of CHANNELS elements of BITS bits.
// For each output pixel (oy, ox) in raster order of OY x OX, in the order g < GROUPS, r < REPEATS, f < FOLD
// one word leaves: OUT_TAPS taps of GROUP_LANES elements, element (i, c) at lane i*GROUP_LANES+c. It is channel
// g*GROUP_LANES+c of tap t = f*OUT_TAPS+i, which is input pixel (oy*SY + t/FX*DY - PAD_TOP, ox*SX + t%FX*DX - PAD_LEFT),
// or FILLER, with out_skip[i], where that lies off the map. Frames follow each other without a gap.
//
// Parameters: BITS of an element, CHANNELS = GROUPS*GROUP_LANES; HEIGHT, WIDTH of the map, OY, OX of the output map,
// FY, FX of the window, strides SY, SX, dilations DY, DX, PAD_TOP, PAD_LEFT in pixels; GROUPS, REPEATS (readings of a
// group), FOLD*OUT_TAPS = FY*FX; ROWS of the memory, at least RY = (FY-1)*DY+1; FILLER (an element, the low BITS bits);
// STORAGE ("block" | "distributed").
//
// The memory has ROWS banks of WIDTH pixels, the rows of the map in turn: more than RY let the next map come while the
// last windows of this one are read. A loader reads one column of the next window per cycle, all of RX = (FX-1)*DX+1
// columns at the start of a row, then the SX new ones, while the words of the current window leave.
// Latency 4 cycles from the transfer of the last pixel that a window needs to out_valid of its first word; interval
// 1 cycle between words, max(GROUPS*REPEATS*FOLD, min(RX, SX)) cycles between windows of a row where the data is there.
`default_nettype none
module window_taps #(
    parameter int BITS = 8,
    parameter int CHANNELS = 2,
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
    parameter int FOLD = 3,
    parameter int OUT_TAPS = 3,
    parameter int GROUP_LANES = 2,
    parameter int ROWS = 3,
    parameter int FILLER = 0,
    parameter STORAGE = "block"
) (
    input wire logic clk,
    input wire logic rst,
    input wire logic in_valid,
    output logic in_ready,
    input wire logic [CHANNELS*BITS-1:0] in_data,
    output logic out_valid,
    input wire logic out_ready,
    output logic [OUT_TAPS*GROUP_LANES*BITS-1:0] out_data,
    output logic [OUT_TAPS-1:0] out_skip
);
  localparam int RY = (FY - 1) * DY + 1;
  localparam int RX = (FX - 1) * DX + 1;
  // Columns that the window before has loaded already.
  localparam int KEPT = RX > SX ? RX - SX : 0;
  localparam int PIXEL_BITS = CHANNELS * BITS;
  localparam int ADDRESS_BITS = WIDTH > 1 ? $clog2(WIDTH) : 1;
  localparam int BANK_BITS = $clog2(ROWS + 1);
  localparam int K_BITS = $clog2(RX + 1);
  localparam int ROW_BITS = $clog2(HEIGHT + PAD_TOP + OY * SY + FY * DY) + 1;
  localparam int COLUMN_BITS = $clog2(WIDTH + PAD_LEFT + OX * SX + FX * DX) + 1;

  if (ROWS < RY) begin : gen_illegal_rows
    $error("ROWS must be at least (FY-1)*DY+1");
  end
  if (CHANNELS != GROUPS * GROUP_LANES || FOLD * OUT_TAPS != FY * FX) begin : gen_illegal_fold
    $error("CHANNELS must be GROUPS*GROUP_LANES and FOLD*OUT_TAPS must be FY*FX");
  end

  function automatic logic [BANK_BITS-1:0] wrapped(input int rows);
    wrapped = BANK_BITS'(((rows % ROWS) + ROWS) % ROWS);
  endfunction
  function automatic logic [BANK_BITS-1:0] moved(
      input logic [BANK_BITS-1:0] bank, input logic [BANK_BITS-1:0] rows);
    logic [BANK_BITS:0] sum;
    sum = {1'b0, bank} + {1'b0, rows};
    moved = BANK_BITS'(sum >= (BANK_BITS + 1)'(ROWS) ? sum - (BANK_BITS + 1)'(ROWS) : sum);
  endfunction

  // Writer.
  logic [ADDRESS_BITS-1:0] write_column;
  logic [BANK_BITS-1:0] write_bank;
  wire write = in_valid && in_ready;
  wire write_row_ends = write_column == ADDRESS_BITS'(WIDTH - 1);

  // Loader: `k` is the column of the window, `column` that of the map, `bank` the one of the window's row `top`.
  logic [K_BITS-1:0] k;
  logic signed [COLUMN_BITS-1:0] column;
  logic signed [ROW_BITS-1:0] top;
  logic [BANK_BITS-1:0] bank;
  logic loaded;
  logic loaded_last;
  logic next_full;
  wire last_in_row;
  wire last_in_frame;
  wire column_there;
  wire unused_window_there;
  wire take;
  wire shift = loaded && (!next_full || take);
  wire on_column = column >= 0 && column < COLUMN_BITS'(WIDTH);
  wire above = top < ROW_BITS'(1 - RY);
  wire issue = (!loaded || shift) && (!on_column || above || column_there);
  wire window_ends = issue && k == K_BITS'(RX - 1);

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
      .DEPTH(ROWS * WIDTH)
  ) progress (
      .clk(clk),
      .rst(rst),
      .pixel_written(write),
      .window_ends(window_ends),
      .column(32'(column)),
      .has_space(in_ready),
      .window_there(unused_window_there),
      .column_there(column_there),
      .row_ends(last_in_row),
      .frame_ends(last_in_frame)
  );

  always_ff @(posedge clk) begin
    if (rst) begin
      write_column <= '0;
      write_bank <= '0;
      k <= '0;
      column <= COLUMN_BITS'(-PAD_LEFT);
      top <= ROW_BITS'(-PAD_TOP);
      bank <= wrapped(-PAD_TOP);
      loaded <= 1'b0;
      loaded_last <= 1'b0;
      next_full <= 1'b0;
    end else begin
      if (write) begin
        write_column <= write_row_ends ? '0 : write_column + 1'b1;
        if (write_row_ends) write_bank <= moved(write_bank, wrapped(1));
      end
      if (issue) begin
        loaded_last <= window_ends;
        if (!window_ends) begin
          k <= k + 1'b1;
          column <= column + COLUMN_BITS'(1);
        end else if (!last_in_row) begin
          k <= K_BITS'(KEPT);
          column <= column + COLUMN_BITS'(SX + KEPT - RX + 1);
        end else begin
          k <= '0;
          column <= COLUMN_BITS'(-PAD_LEFT);
          top <= last_in_frame ? ROW_BITS'(-PAD_TOP) : top + ROW_BITS'(SY);
          bank <= moved(bank, last_in_frame ? wrapped(HEIGHT - (OY - 1) * SY) : wrapped(SY));
        end
      end
      if (issue) loaded <= 1'b1;
      else if (shift) loaded <= 1'b0;
      if (shift && loaded_last) next_full <= 1'b1;
      else if (take) next_full <= 1'b0;
    end
  end

  // Choices lie a power of two apart: to index at other distances, synthesis would multiply.
  localparam int PIXEL_LOG = $clog2(PIXEL_BITS);
  localparam int BITS_LOG = $clog2(BITS);
  localparam int FOLD_LOG = $clog2(FOLD);
  wire [(ROWS<<PIXEL_LOG)-1:0] bank_data;
  for (genvar b = 0; b < ROWS; b++) begin : gen_bank
    wire [PIXEL_BITS-1:0] read_data;
    assign bank_data[b<<PIXEL_LOG+:1<<PIXEL_LOG] = (1 << PIXEL_LOG)'(read_data);
    dual_port_ram #(
        .WIDTH(PIXEL_BITS),
        .DEPTH(WIDTH),
        .STORAGE(STORAGE)
    ) pixels (
        .clk(clk),
        .write(write && write_bank == BANK_BITS'(b)),
        .write_address(write_column),
        .write_data(in_data),
        .read(issue),
        .read_address(ADDRESS_BITS'(column)),
        .read_data(read_data)
    );
  end

  // The next window, shifted in column by column from the right, and the current one.
  wire [FY*FX*PIXEL_BITS-1:0] taps;
  wire [FY*FX-1:0] skips;
  for (genvar fy = 0; fy < FY; fy++) begin : gen_row
    wire signed [ROW_BITS-1:0] row = top + ROW_BITS'(fy * DY);
    logic [BANK_BITS-1:0] source;
    logic skip;
    always_ff @(posedge clk)
      if (issue) begin
        source <= moved(bank, wrapped(fy * DY));
        skip <= !on_column || row < 0 || row >= ROW_BITS'(HEIGHT);
      end
    for (genvar x = 0; x < RX; x++) begin : gen_column
      logic [PIXEL_BITS-1:0] pixel;
      logic off_map;
      if (x == RX - 1) begin : gen_load
        always_ff @(posedge clk)
          if (shift) begin
            pixel <= skip ? {CHANNELS{BITS'(FILLER)}} : bank_data[32'(source)<<PIXEL_LOG+:PIXEL_BITS];
            off_map <= skip;
          end
      end else begin : gen_move
        always_ff @(posedge clk)
          if (shift) begin
            pixel <= gen_row[fy].gen_column[x+1].pixel;
            off_map <= gen_row[fy].gen_column[x+1].off_map;
          end
      end
    end
    for (genvar fx = 0; fx < FX; fx++) begin : gen_tap
      logic [PIXEL_BITS-1:0] pixel;
      logic off_map;
      always_ff @(posedge clk)
        if (take) begin
          pixel <= gen_column[fx*DX].pixel;
          off_map <= gen_column[fx*DX].off_map;
        end
      assign taps[(fy*FX+fx)*PIXEL_BITS+:PIXEL_BITS] = pixel;
      assign skips[fy*FX+fx] = off_map;
    end
  end

  // Emitter.
  localparam int FOLD_BITS = $clog2(FOLD + 1);
  localparam int REPEAT_BITS = $clog2(REPEATS + 1);
  localparam int GROUP_BITS = $clog2(GROUPS + 1);
  logic [FOLD_BITS-1:0] fold;
  logic [REPEAT_BITS-1:0] turn;
  logic [GROUP_BITS-1:0] group;
  wire fold_ends = fold == FOLD_BITS'(FOLD - 1);
  wire turn_ends = fold_ends && turn == REPEAT_BITS'(REPEATS - 1);
  wire group_ends = turn_ends && group == GROUP_BITS'(GROUPS - 1);
  assign take = next_full && (!out_valid || (out_ready && group_ends));

  always_ff @(posedge clk) begin
    if (rst) begin
      fold <= '0;
      turn <= '0;
      group <= '0;
      out_valid <= 1'b0;
    end else begin
      if (out_valid && out_ready) begin
        fold <= fold_ends ? '0 : fold + 1'b1;
        if (fold_ends) turn <= turn_ends ? '0 : turn + 1'b1;
        if (turn_ends) group <= group_ends ? '0 : group + 1'b1;
      end
      if (take) out_valid <= 1'b1;
      else if (out_ready && group_ends) out_valid <= 1'b0;
    end
  end

  // One multiplexer per lane, over the folds and groups that it may show.
  wire [31:0] choice = 32'(group) << FOLD_LOG | 32'(fold);
  for (genvar i = 0; i < OUT_TAPS; i++) begin : gen_out_tap
    wire [FOLD-1:0] skip_choices;
    for (genvar f = 0; f < FOLD; f++) begin : gen_skip
      assign skip_choices[f] = skips[f*OUT_TAPS+i];
    end
    assign out_skip[i] = skip_choices[fold];
    for (genvar c = 0; c < GROUP_LANES; c++) begin : gen_lane
      wire [(GROUPS<<FOLD_LOG+BITS_LOG)-1:0] choices;
      for (genvar n = 0; n < GROUPS << FOLD_LOG; n++) begin : gen_choice
        localparam int F = n % (1 << FOLD_LOG);
        localparam int TAP = F * OUT_TAPS + i;
        // Folds that there are not repeat the first.
        localparam int LANE = (F < FOLD ? TAP : i) * CHANNELS + (n >> FOLD_LOG) * GROUP_LANES + c;
        assign choices[n<<BITS_LOG+:1<<BITS_LOG] = (1 << BITS_LOG)'(taps[LANE*BITS+:BITS]);
      end
      assign out_data[(i*GROUP_LANES+c)*BITS+:BITS] = choices[choice<<BITS_LOG+:BITS];
    end
  end
endmodule
`default_nettype wire
