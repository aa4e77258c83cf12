// What overlay_compute says of a cycle (tap_*), done: features and weights are read, multiplied and summed, a few cycles later.
//
// Parameters: see overlay_engine; WEIGHT_SLICES (parts of a word of weights that are written by themselves, of PORT_BITS). Ports:
// begins, parity, registers and tap_* as overlay_compute; *_enable by bank that is written; sum_* as overlay_drain; in_flight: something
// is on its way; gives_c2l: a job has read all.
`default_nettype none
module overlay_datapath #(
    parameter int PP = 4,
    parameter int ICP = 8,
    parameter int OCP = 8,
    parameter int DATA_BITS = 8,
    parameter int WEIGHT_BITS = 8,
    parameter int PORT_BITS = 64,
    parameter int FEATURE_DEPTH = 1024,
    parameter int WEIGHT_DEPTH = 512,
    parameter int COUNT_BITS = 16,
    parameter bit SMALL = 1'b0,
    parameter bit PACKED = 1'b0,
    parameter bit NEIGHBOURS = 1'b1,
    parameter int WEIGHT_SLICES = 1,
    localparam int WORD_BITS = ICP * DATA_BITS,
    localparam int WEIGHT_WORD_BITS = OCP * ICP * WEIGHT_BITS,
    localparam int FEATURE_ADDRESS_BITS = $clog2(FEATURE_DEPTH),
    localparam int WEIGHT_ADDRESS_BITS = $clog2(WEIGHT_DEPTH),
    localparam int LANE_BITS = $clog2(PP + 1),
    localparam int PASS_BITS = ICP > OCP ? $clog2((ICP + OCP - 1) / OCP) : 1,
    localparam int SELECT_BITS = NEIGHBOURS && ICP < 16 ? 4 : ICP > 1 ? $clog2(ICP) : 1
) (
    input wire logic clk,
    input wire logic rst,
    // Of a job's registers some are used, and of a small engine's sets there is one.
    /* verilator lint_off UNUSEDSIGNAL */
    input wire logic begins,
    input wire logic begins_gives,
    input wire logic parity,
    input wire logic [58*32-1:0] registers,
    /* verilator lint_on UNUSEDSIGNAL */
    input wire logic tap_valid,
    input wire logic tap_sums,
    input wire logic tap_parity,
    input wire logic tap_first,
    input wire logic tap_last,
    input wire logic tap_job_first,
    input wire logic tap_job_last,
    input wire logic tap_group_first,
    input wire logic tap_upper,
    input wire logic [PASS_BITS-1:0] tap_pass,
    input wire logic [SELECT_BITS-1:0] tap_select,
    input wire logic [COUNT_BITS-1:0] tap_address,
    /* verilator lint_off UNUSEDSIGNAL */
    input wire logic [COUNT_BITS-1:0] tap_rotation,
    input wire logic [COUNT_BITS-1:0] tap_weight,
    /* verilator lint_on UNUSEDSIGNAL */
    input wire logic [LANE_BITS-1:0] tap_lanes,
    input wire logic [PP*COUNT_BITS-1:0] lane_address,
    input wire logic [PP-1:0] lane_off,
    // Engines whose lanes share nothing have no use for them.
    /* verilator lint_off UNUSEDSIGNAL */
    input wire logic [PP-1:0] lane_left_off,
    input wire logic [PP-1:0] lane_right_off,
    /* verilator lint_on UNUSEDSIGNAL */
    input wire logic [PP-1:0] load_enable,
    input wire logic [PP*FEATURE_ADDRESS_BITS-1:0] load_address,
    input wire logic [PP*WORD_BITS-1:0] load_data,
    input wire logic [PP-1:0] store_enable,
    input wire logic [PP*FEATURE_ADDRESS_BITS-1:0] store_address,
    input wire logic [PP*WORD_BITS-1:0] store_data,
    input wire logic [WEIGHT_SLICES-1:0] weight_write,
    input wire logic [WEIGHT_ADDRESS_BITS-1:0] weight_write_address,
    input wire logic [WEIGHT_WORD_BITS-1:0] weight_write_data,
    output logic in_flight,
    output logic gives_c2l,
    output logic sum_valid,
    output logic sum_parity,
    output logic sum_job_first,
    output logic sum_job_last,
    output logic sum_group_first,
    output logic [PASS_BITS-1:0] sum_pass,
    output logic [LANE_BITS-1:0] sum_lanes,
    output logic [PP*OCP*32-1:0] sums
);
`include "overlay_isa.svh"
  localparam int BANK_BITS = PP > 1 ? $clog2(PP) : 1;
  localparam int ARRAY_SELECT_BITS = ICP > 1 ? $clog2(ICP) : 1;
  localparam int NEIGHBOUR_TAP_BITS = 4;
  localparam int TREE = ($clog2(ICP) + 1) / 2;
  // Cycles from a tap to its sums.
  localparam int FOLLOW_STAGES = 2 + TREE + 3;
  localparam int FLAGS = PASS_BITS + LANE_BITS;
  localparam int FOLLOW_BITS = FLAGS + 8;
  logic [FOLLOW_STAGES-1:0] follow_valid;
  logic [FOLLOW_BITS-1:0] follow[FOLLOW_STAGES];
  assign in_flight = follow_valid != 0;

  wire [2:0] mode;
  wire [DATA_BITS-1:0] pad_value;
  if (SMALL) begin : gen_of_data
    assign {mode, pad_value} = {registers[COMPUTE_MODE*32+:3], registers[COMPUTE_PAD_VALUE*32+:DATA_BITS]};
  end else begin : gen_of_data
    logic [3+DATA_BITS-1:0] kept[2];
    always_ff @(posedge clk)
      if (begins) kept[!parity] <= {registers[COMPUTE_MODE*32+:3], registers[COMPUTE_PAD_VALUE*32+:DATA_BITS]};
    assign {mode, pad_value} = kept[follow[1][FLAGS]];
  end
  logic gives_c2l_of[2];
  always_ff @(posedge clk) if (begins) gives_c2l_of[!parity] <= begins_gives;

  // What follows a tap: the cycle of the memories' addresses, of their data, then through the array.
  always_ff @(posedge clk) begin
    follow[0] <= {tap_sums, tap_upper, tap_first, tap_last, tap_job_first, tap_job_last, tap_group_first, tap_parity, tap_pass, tap_lanes};
    for (int i = 1; i < FOLLOW_STAGES; i++) follow[i] <= follow[i-1];
    if (rst) follow_valid <= '0;
    else follow_valid <= {follow_valid[FOLLOW_STAGES-2:0], tap_valid};
  end
  logic [SELECT_BITS-1:0] read_select, data_select;
  logic [WEIGHT_ADDRESS_BITS-1:0] read_weight;
  logic [BANK_BITS-1:0] read_rotation, data_rotation;
  logic [PP*COUNT_BITS-1:0] read_address;
  logic [PP-1:0] read_off, data_off;
  always_ff @(posedge clk) begin
    read_select <= tap_select;
    data_select <= read_select;
    read_weight <= WEIGHT_ADDRESS_BITS'(tap_weight);
    read_rotation <= BANK_BITS'(tap_rotation);
    data_rotation <= read_rotation;
    read_off <= lane_off;
    data_off <= read_off;
  end
  for (genvar lane = 0; lane < PP; lane++) begin : gen_address
    always_ff @(posedge clk) read_address[lane*COUNT_BITS+:COUNT_BITS] <= lane_address[lane*COUNT_BITS+:COUNT_BITS] + tap_address;
  end
  wire reads = follow_valid[0];
  wire is_neighbours = NEIGHBOURS && mode == 3'(MODE_NEIGHBOURS);
  wire is_lanes = mode != 3'(MODE_ARRAY) && !is_neighbours;
  assign gives_c2l = follow_valid[0] && follow[0][FLAGS + 2] && gives_c2l_of[follow[0][FLAGS]];

  // The feature banks; any lane reads any bank.
  wire [PP*WORD_BITS-1:0] lane_data;
  overlay_feature_banks #(
      .PP(PP),
      .ICP(ICP),
      .DATA_BITS(DATA_BITS),
      .DEPTH(FEATURE_DEPTH),
      .COUNT_BITS(COUNT_BITS)
  ) features (
      .clk(clk),
      .store_enable(store_enable),
      .store_address(store_address),
      .store_data(store_data),
      .load_enable(load_enable),
      .load_address(load_address),
      .load_data(load_data),
      .read(reads),
      .read_address(read_address),
      .read_rotation(read_rotation),
      .data_rotation(data_rotation),
      .data_off(data_off),
      .pad_value(pad_value),
      .lane_data(lane_data)
  );

  // What the lanes beside a lane read.
  wire [PP*WORD_BITS-1:0] left, middle, right;
  if (NEIGHBOURS) begin : gen_neighbours
    logic [PP-1:0] read_left_off, data_left_off, read_right_off, data_right_off;
    always_ff @(posedge clk) begin
      read_left_off <= lane_left_off;
      data_left_off <= read_left_off;
      read_right_off <= lane_right_off;
      data_right_off <= read_right_off;
    end
    overlay_neighbours #(
        .PP(PP),
        .ICP(ICP),
        .DATA_BITS(DATA_BITS),
        .TAPS(1 << NEIGHBOUR_TAP_BITS)
    ) neighbours (
        .clk(clk),
        .read(reads),
        .read_tap(NEIGHBOUR_TAP_BITS'(read_select)),
        .in_valid(follow_valid[1]),
        .in_tap(NEIGHBOUR_TAP_BITS'(data_select)),
        .in_data(lane_data),
        .in_left_off(data_left_off),
        .in_right_off(data_right_off),
        .pad_value(pad_value),
        .left(left),
        .middle(middle),
        .right(right)
    );
  end else begin : gen_no_neighbours
    assign {left, middle, right} = '0;
  end

  wire [WEIGHT_WORD_BITS-1:0] weight_data;
  overlay_sliced_ram #(
      .WIDTH(WEIGHT_WORD_BITS),
      .DEPTH(WEIGHT_DEPTH),
      .SLICES(WEIGHT_SLICES),
      .SLICE_BITS(PORT_BITS)
  ) weights (
      .clk(clk),
      .write(weight_write),
      .write_address(weight_write_address),
      .write_data(weight_write_data),
      .read(reads),
      .read_address(read_weight),
      .read_data(weight_data)
  );

  overlay_array #(
      .PP(PP),
      .SMALL(SMALL),
      .PACKED(PACKED),
      .ICP(ICP),
      .OCP(OCP),
      .DATA_BITS(DATA_BITS),
      .WEIGHT_BITS(WEIGHT_BITS),
      .NEIGHBOURS(NEIGHBOURS)
  ) multiply (
      .clk(clk),
      .rst(rst),
      .in_valid(follow_valid[1] && follow[1][FLAGS + 7]),
      .in_first(follow[1][FLAGS + 5]),
      .in_last(follow[1][FLAGS + 4]),
      .in_upper(follow[1][FLAGS + 6]),
      .is_lanes(is_lanes),
      .is_weighted(mode == 3'(MODE_DEPTHWISE)),
      .is_maximum(mode == 3'(MODE_MAXIMUM)),
      .is_neighbours(is_neighbours),
      .left(left),
      .middle(middle),
      .right(right),
      .in_pass(follow[1][LANE_BITS+:PASS_BITS]),
      .in_select(ARRAY_SELECT_BITS'(data_select)),
      .x_data(lane_data),
      .w_data(weight_data),
      .sum_valid(sum_valid),
      .sums(sums)
  );
  assign {sum_job_first, sum_job_last, sum_group_first, sum_parity, sum_pass, sum_lanes} = follow[FOLLOW_STAGES-1][FLAGS+3:0];
endmodule
`default_nettype wire
