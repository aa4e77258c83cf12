// Where the pixels of all lanes lie: set up for the next job a lane per cycle, then moved on from one group of pixels to the next.
//
// Parameters: see overlay_engine. Ports: job: the next job's registers are held, and it begins no sooner than is_walked; taken: the registers of the
// one that runs; tap_*, rows, columns and strides are of the cycle that is described; tap_group_last: the next one is another group's, tap_rewinds: the
// first group's. lane_*: in each lane the bank's address, nothing to read, nothing to the left, to the right.
`default_nettype none
module overlay_lanes #(
    parameter int PP = 4,
    parameter int COUNT_BITS = 16,
    parameter bit SMALL = 1'b0
) (
    input wire logic clk,
    input wire logic rst,
    input wire logic job,
    input wire logic begins,
    /* verilator lint_off UNUSEDSIGNAL */
    input wire logic [58*32-1:0] held,
    input wire logic [58*32-1:0] taken,
    /* verilator lint_on UNUSEDSIGNAL */
    output logic is_walked,
    input wire logic tap_valid,
    input wire logic tap_group_last,
    input wire logic tap_rewinds,
    input wire logic signed [COUNT_BITS-1:0] tap_x,
    input wire logic signed [COUNT_BITS-1:0] tap_y,
    // In one bank a column is where it is read.
    /* verilator lint_off UNUSEDSIGNAL */
    input wire logic [COUNT_BITS-1:0] tap_column,
    /* verilator lint_on UNUSEDSIGNAL */
    input wire logic [COUNT_BITS-1:0] rows,
    input wire logic [COUNT_BITS-1:0] columns,
    input wire logic [COUNT_BITS-1:0] strides,
    output logic [PP*COUNT_BITS-1:0] lane_address,
    output logic [PP-1:0] lane_off,
    output logic [PP-1:0] lane_left_off,
    output logic [PP-1:0] lane_right_off
);
`include "overlay_isa.svh"
  localparam int SHIFT = $clog2(PP);
  localparam int LANE_BITS = $clog2(PP + 1);
  logic [LANE_BITS-1:0] walked;
  assign is_walked = walked == LANE_BITS'(PP);
  wire [COUNT_BITS-1:0] sy = taken[COMPUTE_SY*32+:COUNT_BITS];

  // The next job's coordinates, a lane per cycle.
  logic [COUNT_BITS-1:0] walk_column, walk_x, walk_y, walk_row;
  wire is_walk_start = walked == 0;
  wire [COUNT_BITS-1:0] at_column = is_walk_start ? held[COMPUTE_LANE_COLUMN*32+:COUNT_BITS] : walk_column;
  wire [COUNT_BITS-1:0] at_x = is_walk_start ? held[COMPUTE_LANE_X*32+:COUNT_BITS] : walk_x;
  wire [COUNT_BITS-1:0] at_y = is_walk_start ? held[COMPUTE_LANE_Y*32+:COUNT_BITS] : walk_y;
  wire [COUNT_BITS-1:0] at_row = is_walk_start ? held[COMPUTE_LANE_ROW*32+:COUNT_BITS] : walk_row;
  wire walk_wraps = COUNT_BITS'(at_column + 1'b1)
      == held[COMPUTE_LANE_COLUMN*32+:COUNT_BITS] + held[COMPUTE_TILE_WIDTH*32+:COUNT_BITS];
  wire walks = job && !is_walked;
  always_ff @(posedge clk) begin
    if (walks) begin
      walk_column <= walk_wraps ? held[COMPUTE_LANE_COLUMN*32+:COUNT_BITS] : at_column + 1'b1;
      walk_x <= walk_wraps ? held[COMPUTE_LANE_X*32+:COUNT_BITS] : at_x + held[COMPUTE_PHASES*32+:COUNT_BITS];
      walk_y <= walk_wraps ? at_y + held[COMPUTE_SY*32+:COUNT_BITS] : at_y;
      walk_row <= walk_wraps ? at_row + held[COMPUTE_ROW_WRAP*32+:COUNT_BITS] : at_row;
    end
    if (rst || begins) walked <= '0;
    else if (walks) walked <= walked + 1'b1;
  end

  wire signed [COUNT_BITS:0] last_row = $signed({1'b0, rows});
  wire signed [COUNT_BITS:0] last_column = $signed({1'b0, columns});
  wire signed [COUNT_BITS:0] stride = $signed({1'b0, strides});

  // The last cycle of the job before is still with the lanes when the next one begins.
  logic lanes_begin;
  always_ff @(posedge clk) lanes_begin <= begins;

  // To the next group of pixels, or back to the first one.
  wire [COUNT_BITS-1:0] column_advance = tap_rewinds ? taken[COMPUTE_COLUMN_REWIND*32+:COUNT_BITS] : taken[COMPUTE_COLUMN_ADVANCE*32+:COUNT_BITS];
  wire [COUNT_BITS-1:0] x_advance = tap_rewinds ? taken[COMPUTE_X_REWIND*32+:COUNT_BITS] : taken[COMPUTE_X_ADVANCE*32+:COUNT_BITS];
  wire [COUNT_BITS-1:0] y_advance = tap_rewinds ? taken[COMPUTE_Y_REWIND*32+:COUNT_BITS] : taken[COMPUTE_Y_ADVANCE*32+:COUNT_BITS];
  wire [COUNT_BITS-1:0] row_advance = tap_rewinds ? taken[COMPUTE_ROW_REWIND*32+:COUNT_BITS] : taken[COMPUTE_ROW_ADVANCE*32+:COUNT_BITS];

  for (genvar lane = 0; lane < PP; lane++) begin : gen_lane
    // Of the next job, and of this one: output column in the stored numbering, input column and row, address of the row.
    logic signed [COUNT_BITS-1:0] lane_column, lane_x, lane_y;
    logic [COUNT_BITS-1:0] lane_row;
    wire [COUNT_BITS-1:0] advanced = lane_column + column_advance;
    wire [COUNT_BITS-1:0] first_column = SMALL ? COUNT_BITS'(0) : taken[COMPUTE_LANE_COLUMN*32+:COUNT_BITS];
    wire wraps = advanced >= first_column + taken[COMPUTE_TILE_WIDTH*32+:COUNT_BITS];
    wire [COUNT_BITS-1:0] next_column, next_x, next_y, next_row;
    if (PP == 1) begin : gen_next
      // Small engines have it that tiles begin at 0.
      assign {next_column, next_x, next_y, next_row} = SMALL ? '0 : {
        taken[COMPUTE_LANE_COLUMN*32+:COUNT_BITS],
        taken[COMPUTE_LANE_X*32+:COUNT_BITS],
        taken[COMPUTE_LANE_Y*32+:COUNT_BITS],
        taken[COMPUTE_LANE_ROW*32+:COUNT_BITS]
      };
    end else begin : gen_next
      logic [4*COUNT_BITS-1:0] walked_to;
      always_ff @(posedge clk) if (walks && walked == LANE_BITS'(lane)) walked_to <= {at_column, at_x, at_y, at_row};
      assign {next_column, next_x, next_y, next_row} = walked_to;
    end
    always_ff @(posedge clk) begin
      if (lanes_begin) begin
        lane_column <= next_column;
        lane_x <= next_x;
        lane_y <= next_y;
        lane_row <= next_row;
      end else if (tap_valid && tap_group_last) begin
        lane_column <= wraps ? advanced - taken[COMPUTE_TILE_WIDTH*32+:COUNT_BITS] : advanced;
        lane_x <= lane_x + $signed(x_advance)
            - (wraps ? $signed(taken[COMPUTE_X_WRAP*32+:COUNT_BITS]) : COUNT_BITS'(0));
        lane_y <= lane_y + $signed(y_advance) + (wraps ? $signed(sy) : COUNT_BITS'(0));
        lane_row <= lane_row + row_advance
            + (wraps ? taken[COMPUTE_ROW_WRAP*32+:COUNT_BITS] : COUNT_BITS'(0));
      end
    end
    wire signed [COUNT_BITS:0] read_x = (COUNT_BITS + 1)'(lane_x) + (COUNT_BITS + 1)'(tap_x);
    wire signed [COUNT_BITS:0] read_y = (COUNT_BITS + 1)'(lane_y) + (COUNT_BITS + 1)'(tap_y);
    wire signed [COUNT_BITS-1:0] read_column = PP == 1 ? COUNT_BITS'(read_x) : lane_column + tap_column;
    assign lane_off[lane] = read_x < 0 || read_x >= last_column || read_y < 0 || read_y >= last_row;
    assign lane_left_off[lane] = read_x < stride;
    assign lane_right_off[lane] = read_x + stride >= last_column;
    assign lane_address[lane*COUNT_BITS+:COUNT_BITS] = lane_row + COUNT_BITS'(read_column >>> SHIFT);
  end
endmodule
`default_nettype wire
