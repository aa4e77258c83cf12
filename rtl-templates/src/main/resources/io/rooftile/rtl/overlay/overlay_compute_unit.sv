// The compute unit: its control, the array with the buffers that it reads, and the results with the buffers that they go to.
//
// Parameters: see overlay_engine; *_SLICES (parts of a word of weights, of parameters, that are written by themselves). Ports: in_* is the
// unit's queue; *_count are the tokens there are; *_enable and *_write write the buffers; output_* reads the results; works: the
// array works in this cycle; idle, busy: nothing is to be done, something is on its way.
`default_nettype none
module overlay_compute_unit #(
    parameter int PP = 4,
    parameter int ICP = 8,
    parameter int OCP = 8,
    parameter int DATA_BITS = 8,
    parameter int WEIGHT_BITS = 8,
    parameter int PORT_BITS = 64,
    parameter int FEATURE_DEPTH = 1024,
    parameter int WEIGHT_DEPTH = 512,
    parameter int PARAMETER_DEPTH = 256,
    parameter int OUTPUT_DEPTH = 512,
    parameter int QC = 2,
    parameter int COUNT_BITS = 16,
    parameter int TOKEN_BITS = 16,
    parameter bit SMALL = 1'b0,
    parameter bit PACKED = 1'b0,
    parameter int WEIGHT_SLICES = 1,
    parameter int PARAMETER_SLICES = 1,
    localparam int WORD_BITS = ICP * DATA_BITS,
    localparam int WEIGHT_WORD_BITS = OCP * ICP * WEIGHT_BITS,
    localparam int FEATURE_ADDRESS_BITS = $clog2(FEATURE_DEPTH),
    localparam int WEIGHT_ADDRESS_BITS = $clog2(WEIGHT_DEPTH),
    localparam int PARAMETER_ADDRESS_BITS = $clog2(PARAMETER_DEPTH),
    localparam int OUTPUT_ADDRESS_BITS = $clog2(OUTPUT_DEPTH)
) (
    input wire logic clk,
    input wire logic rst,
    input wire logic in_valid,
    output logic in_ready,
    input wire logic in_is_run,
    input wire logic [5:0] in_index,
    input wire logic [31:0] in_value,
    output logic idle,
    output logic busy,
    output logic works,
    output logic takes,
    input wire logic [TOKEN_BITS-1:0] l2c_count,
    input wire logic [TOKEN_BITS-1:0] free_count,
    input wire logic [TOKEN_BITS-1:0] stored_count,
    output logic [5:0] take_l2c,
    output logic [5:0] take_free,
    output logic [5:0] take_stored,
    output logic gives_c2l,
    output logic gives_c2s,
    input wire logic [PP-1:0] load_enable,
    input wire logic [PP*FEATURE_ADDRESS_BITS-1:0] load_address,
    input wire logic [PP*WORD_BITS-1:0] load_data,
    input wire logic [PP-1:0] store_enable,
    input wire logic [PP*FEATURE_ADDRESS_BITS-1:0] store_address,
    input wire logic [PP*WORD_BITS-1:0] store_data,
    input wire logic [WEIGHT_SLICES-1:0] weight_write,
    input wire logic [WEIGHT_ADDRESS_BITS-1:0] weight_write_address,
    input wire logic [WEIGHT_WORD_BITS-1:0] weight_write_data,
    input wire logic [PARAMETER_SLICES-1:0] parameter_write,
    input wire logic [PARAMETER_ADDRESS_BITS-1:0] parameter_write_address,
    input wire logic [QC*80-1:0] parameter_write_data,
    input wire logic output_read,
    input wire logic [PP*OUTPUT_ADDRESS_BITS-1:0] output_read_address,
    output logic [PP*WORD_BITS-1:0] output_read_data
);
  // Cycles in which the sums of a group leave.
  localparam int DRAIN_STEPS = SMALL ? 6 * OCP : OCP / QC;
  // Whether lanes may share what they read: three products of a lane need as many multipliers.
  localparam bit NEIGHBOURS = !SMALL && ICP >= 3;
  localparam int LANE_BITS = $clog2(PP + 1);
  localparam int PASSES = (ICP + OCP - 1) / OCP;
  localparam int PASS_BITS = PASSES > 1 ? $clog2(PASSES) : 1;
  localparam int SELECT_BITS = NEIGHBOURS && ICP < 16 ? 4 : ICP > 1 ? $clog2(ICP) : 1;

  // Control.
  wire control_idle, in_flight, drain_busy;
  wire begins, parity;
  wire [1:0] begins_gives;
  wire [58*32-1:0] held;
  wire tap_valid, tap_sums, tap_parity, tap_first, tap_last, tap_job_first, tap_job_last, tap_group_first, tap_upper;
  wire [PASS_BITS-1:0] tap_pass;
  wire [LANE_BITS-1:0] tap_lanes;
  wire [SELECT_BITS-1:0] tap_select;
  wire [COUNT_BITS-1:0] tap_address;
  /* verilator lint_off UNUSEDSIGNAL */
  wire [COUNT_BITS-1:0] tap_rotation, tap_weight;
  /* verilator lint_on UNUSEDSIGNAL */
  wire [PP*COUNT_BITS-1:0] lane_address;
  wire [PP-1:0] lane_off;
  // Engines whose lanes share nothing have no use for them.
  /* verilator lint_off UNUSEDSIGNAL */
  wire [PP-1:0] lane_left_off, lane_right_off;
  /* verilator lint_on UNUSEDSIGNAL */
  overlay_compute #(
      .PP(PP),
      .TOKEN_BITS(TOKEN_BITS),
      .SMALL(SMALL),
      .COUNT_BITS(COUNT_BITS),
      .ICP(ICP),
      .OCP(OCP),
      .DRAIN_STEPS(DRAIN_STEPS),
      .NEIGHBOURS(NEIGHBOURS)
  ) control (
      .clk(clk),
      .rst(rst),
      .in_valid(in_valid),
      .in_ready(in_ready),
      .in_is_run(in_is_run),
      .in_index(in_index),
      .in_value(in_value),
      .idle(control_idle),
      .in_flight(busy),
      .takes(takes),
      .l2c_count(l2c_count),
      .free_count(free_count),
      .stored_count(stored_count),
      .take_l2c(take_l2c),
      .take_free(take_free),
      .take_stored(take_stored),
      .begins(begins),
      .begins_gives(begins_gives),
      .parity(parity),
      .registers_held(held),
      .tap_valid(tap_valid),
      .tap_sums(tap_sums),
      .tap_parity(tap_parity),
      .tap_first(tap_first),
      .tap_last(tap_last),
      .tap_job_first(tap_job_first),
      .tap_job_last(tap_job_last),
      .tap_group_first(tap_group_first),
      .tap_upper(tap_upper),
      .tap_pass(tap_pass),
      .tap_select(tap_select),
      .tap_address(tap_address),
      .tap_rotation(tap_rotation),
      .tap_weight(tap_weight),
      .tap_lanes(tap_lanes),
      .lane_address(lane_address),
      .lane_off(lane_off),
      .lane_left_off(lane_left_off),
      .lane_right_off(lane_right_off)
  );
  assign works = tap_valid;
  assign idle = control_idle && !busy;
  assign busy = in_flight || drain_busy;

  // Data.
  wire sum_valid, sum_parity, sum_job_first, sum_job_last, sum_group_first;
  wire [PASS_BITS-1:0] sum_pass;
  wire [LANE_BITS-1:0] sum_lanes;
  wire [PP*OCP*32-1:0] sums;
  overlay_datapath #(
      .PP(PP),
      .ICP(ICP),
      .OCP(OCP),
      .DATA_BITS(DATA_BITS),
      .WEIGHT_BITS(WEIGHT_BITS),
      .PORT_BITS(PORT_BITS),
      .FEATURE_DEPTH(FEATURE_DEPTH),
      .WEIGHT_DEPTH(WEIGHT_DEPTH),
      .COUNT_BITS(COUNT_BITS),
      .SMALL(SMALL),
      .PACKED(PACKED),
      .NEIGHBOURS(NEIGHBOURS),
      .WEIGHT_SLICES(WEIGHT_SLICES)
  ) datapath (
      .clk(clk),
      .rst(rst),
      .begins(begins),
      .begins_gives(begins_gives[0]),
      .parity(parity),
      .registers(held),
      .tap_valid(tap_valid),
      .tap_sums(tap_sums),
      .tap_parity(tap_parity),
      .tap_first(tap_first),
      .tap_last(tap_last),
      .tap_job_first(tap_job_first),
      .tap_job_last(tap_job_last),
      .tap_group_first(tap_group_first),
      .tap_upper(tap_upper),
      .tap_pass(tap_pass),
      .tap_select(tap_select),
      .tap_address(tap_address),
      .tap_rotation(tap_rotation),
      .tap_weight(tap_weight),
      .tap_lanes(tap_lanes),
      .lane_address(lane_address),
      .lane_off(lane_off),
      .lane_left_off(lane_left_off),
      .lane_right_off(lane_right_off),
      .load_enable(load_enable),
      .load_address(load_address),
      .load_data(load_data),
      .store_enable(store_enable),
      .store_address(store_address),
      .store_data(store_data),
      .weight_write(weight_write),
      .weight_write_address(weight_write_address),
      .weight_write_data(weight_write_data),
      .in_flight(in_flight),
      .gives_c2l(gives_c2l),
      .sum_valid(sum_valid),
      .sum_parity(sum_parity),
      .sum_job_first(sum_job_first),
      .sum_job_last(sum_job_last),
      .sum_group_first(sum_group_first),
      .sum_pass(sum_pass),
      .sum_lanes(sum_lanes),
      .sums(sums)
  );
  overlay_results #(
      .PP(PP),
      .ICP(ICP),
      .OCP(OCP),
      .DATA_BITS(DATA_BITS),
      .PORT_BITS(PORT_BITS),
      .PARAMETER_DEPTH(PARAMETER_DEPTH),
      .OUTPUT_DEPTH(OUTPUT_DEPTH),
      .QC(QC),
      .COUNT_BITS(COUNT_BITS),
      .SMALL(SMALL),
      .NEIGHBOURS(NEIGHBOURS),
      .PARAMETER_SLICES(PARAMETER_SLICES)
  ) results (
      .clk(clk),
      .rst(rst),
      .begins(begins),
      .begins_gives(begins_gives[1]),
      .parity(parity),
      .registers(held),
      .sum_valid(sum_valid),
      .sum_parity(sum_parity),
      .sum_job_first(sum_job_first),
      .sum_job_last(sum_job_last),
      .sum_group_first(sum_group_first),
      .sum_pass(sum_pass),
      .sum_lanes(sum_lanes),
      .sums(sums),
      .parameter_write(parameter_write),
      .parameter_write_address(parameter_write_address),
      .parameter_write_data(parameter_write_data),
      .read(output_read),
      .read_address(output_read_address),
      .read_data(output_read_data),
      .busy(drain_busy),
      .gives_c2s(gives_c2s)
  );
endmodule
`default_nettype wire
