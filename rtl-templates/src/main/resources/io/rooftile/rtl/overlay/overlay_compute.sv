// The control of the compute unit: takes jobs, and says in each cycle what the array reads and does.
//
// A job of PIXELS pixels goes through groups of PP pixels; each through OUTPUT_GROUPS groups of OCP channels; each of
// these takes INPUT_GROUPS * FY * FX cycles; the last one waits until the sums before have left, DRAIN_STEPS cycles after they were made. While a job
// runs, the next one is set up: its registers, and pixel by pixel the coordinates of each lane.
//
// Where lanes share what they read (MODE_NEIGHBOURS), loops are the other way round: all groups of pixels for a group of channels,
// then the next channels. What a round of FY * FX cycles reads is summed in the round behind, so that a job has a round more.
//
// Parameters: see overlay_engine; NEIGHBOURS (whether there is that mode); JOB_CYCLES (least cycles between the beginnings of two
// jobs: what is in flight uses one of two sets of registers). Ports: tap_* describes one cycle; tap_sums: it is one of a sum's, to which
// tap_first to tap_lanes belong; lane_* is that of its lanes, one cycle later: nothing to read, nothing to the left or right of it.
`default_nettype none
module overlay_compute #(
    parameter int PP = 4,
    parameter int ICP = 8,
    parameter int OCP = 8,
    parameter int DRAIN_STEPS = 4,
    parameter bit NEIGHBOURS = 1'b1,
    parameter int JOB_CYCLES = 40,
    parameter int COUNT_BITS = 16,
    parameter int TOKEN_BITS = 16,
    parameter bit SMALL = 1'b0,
    localparam int LANE_BITS = $clog2(PP + 1),
    localparam int PASS_BITS = ICP > OCP ? $clog2((ICP + OCP - 1) / OCP) : 1,
    localparam int SELECT_BITS = NEIGHBOURS && ICP < 16 ? 4 : ICP > 1 ? $clog2(ICP) : 1
) (
    input wire logic clk,
    input wire logic rst,
    input wire logic in_valid,
    output logic in_ready,
    input wire logic in_is_run,
    input wire logic [5:0] in_index,
    input wire logic [31:0] in_value,
    output logic idle,
    // Whether results of jobs that have ended are still to come.
    input wire logic in_flight,
    output logic takes,
    input wire logic [TOKEN_BITS-1:0] l2c_count,
    input wire logic [TOKEN_BITS-1:0] free_count,
    input wire logic [TOKEN_BITS-1:0] stored_count,
    output logic [5:0] take_l2c,
    output logic [5:0] take_free,
    output logic [5:0] take_stored,
    // The job whose registers stages behind this one use: two sets.
    output logic begins,
    output logic [1:0] begins_gives,
    output logic parity,
    output logic [58*32-1:0] registers_held,
    // One cycle of work.
    output logic tap_valid,
    output logic tap_sums,
    output logic tap_parity,
    output logic tap_first,
    output logic tap_last,
    output logic tap_job_first,
    output logic tap_job_last,
    output logic tap_group_first,
    output logic tap_upper,
    output logic [PASS_BITS-1:0] tap_pass,
    output logic [SELECT_BITS-1:0] tap_select,
    output logic [COUNT_BITS-1:0] tap_address,
    output logic [COUNT_BITS-1:0] tap_rotation,
    output logic [COUNT_BITS-1:0] tap_weight,
    output logic [LANE_BITS-1:0] tap_lanes,
    output logic [PP*COUNT_BITS-1:0] lane_address,
    output logic [PP-1:0] lane_off,
    output logic [PP-1:0] lane_left_off,
    output logic [PP-1:0] lane_right_off
);
`include "overlay_isa.svh"
  localparam int COUNT = 58;
  localparam int JOB_BITS = $clog2(JOB_CYCLES + 1);

  /* verilator lint_off UNUSEDSIGNAL */
  wire [COUNT*32-1:0] held;
  wire [COUNT*32-1:0] taken;
  /* verilator lint_on UNUSEDSIGNAL */
  overlay_registers #(
      .COUNT(COUNT),
      .WIDTH(32),
      .SETS(SMALL ? 1 : 2)
  ) registers (
      .clk(clk),
      .sets(in_ready && !in_is_run),
      .index(in_index),
      .value(in_value),
      .take(begins),
      .held(held),
      .taken(taken)
  );
  assign registers_held = held;

  wire [COUNT_BITS-1:0] pixels = taken[COMPUTE_PIXELS*32+:COUNT_BITS];
  wire [COUNT_BITS-1:0] output_groups = taken[COMPUTE_OUTPUT_GROUPS*32+:COUNT_BITS];
  wire [COUNT_BITS-1:0] input_groups = taken[COMPUTE_INPUT_GROUPS*32+:COUNT_BITS];
  wire [COUNT_BITS-1:0] fy = taken[COMPUTE_FY*32+:COUNT_BITS];
  wire [COUNT_BITS-1:0] fx = taken[COMPUTE_FX*32+:COUNT_BITS];
  wire [COUNT_BITS-1:0] source = taken[COMPUTE_SOURCE*32+:COUNT_BITS];
  wire [COUNT_BITS-1:0] passes = taken[COMPUTE_PASSES*32+:COUNT_BITS];
  wire [COUNT_BITS-1:0] phases = taken[COMPUTE_PHASES*32+:COUNT_BITS];
  wire [COUNT_BITS-1:0] sy = taken[COMPUTE_SY*32+:COUNT_BITS];
  wire [COUNT_BITS-1:0] weights = taken[COMPUTE_WEIGHTS*32+:COUNT_BITS];
  wire is_array = taken[COMPUTE_MODE*32+:3] == 3'(MODE_ARRAY);
  wire is_neighbours = NEIGHBOURS && taken[COMPUTE_MODE*32+:3] == 3'(MODE_NEIGHBOURS);
  wire is_add = taken[COMPUTE_MODE*32+:3] == 3'(MODE_ADD);

  // Jobs.
  wire job = in_valid && in_is_run;
  wire is_walked;
  logic [JOB_BITS-1:0] since_begin;
  logic busy;
  wire job_end;
  assign take_l2c = in_value[5:0];
  assign take_free = in_value[11:6];
  assign take_stored = in_value[17:12];
  wire tokens = l2c_count >= TOKEN_BITS'(take_l2c) && free_count >= TOKEN_BITS'(take_free) && stored_count >= TOKEN_BITS'(take_stored);
  // With one set of registers a job keeps them to its last result.
  wire is_free = SMALL ? !busy && !tap_valid && !in_flight : !busy || job_end;
  assign begins = job && is_walked && tokens && is_free && (SMALL || since_begin >= JOB_BITS'(JOB_CYCLES - 1));
  assign takes = begins;
  assign begins_gives = in_value[25:24];
  assign in_ready = in_valid && (in_is_run ? begins : !SMALL || is_free);
  assign idle = !busy;

  // The cycles of a job.
  // Before the first cycle of some channels; in the first round of the job, and of a group of pixels, or of channels where they go outside.
  logic fresh, job_fresh, group_fresh;
  // Where sums come a round behind: whether there are some, whether they are the last ones, and what they are of.
  logic lag_valid, lag_job_last, lag_job_fresh, lag_group_fresh;
  logic [PASS_BITS-1:0] lag_pass;
  logic [LANE_BITS-1:0] lag_lanes;
  logic [COUNT_BITS-1:0] weight_group;
  logic [COUNT_BITS-1:0] fx_left, fy_left, cg_left, kg_left;
  logic signed [COUNT_BITS:0] pixels_left;
  // Cycles since sums were made: they leave in DRAIN_STEPS of them.
  logic [COUNT_BITS-1:0] since_sums;
  logic [PASS_BITS-1:0] pass;
  logic [SELECT_BITS-1:0] select;
  logic [COUNT_BITS-1:0] weight;
  logic [COUNT_BITS-1:0] address_pass, address_group, address_row;
  logic signed [COUNT_BITS-1:0] x, y;
  logic [COUNT_BITS-1:0] column, phase, row_phase, rotation, row_rotation;

  wire fx_end = fx_left == 1;
  wire fy_end = fx_end && fy_left == 1;
  wire last_tap = fy_end && cg_left == 1;
  wire has_left = since_sums >= COUNT_BITS'(DRAIN_STEPS - 1);
  wire is_summed = !is_neighbours || lag_valid;
  wire is_tap = busy && (!last_tap || has_left || !is_summed);
  wire round_end = is_tap && last_tap;
  wire is_last_group = pixels_left <= (COUNT_BITS + 1)'(PP);
  wire is_last_round = kg_left == 1 && is_last_group;
  wire group_end = round_end && (is_neighbours || kg_left == 1);
  wire channels_end = round_end && (!is_neighbours || is_last_group);
  assign job_end = round_end && (is_neighbours ? lag_job_last : is_last_round);
  wire [LANE_BITS-1:0] lanes = pixels_left < (COUNT_BITS + 1)'(PP) ? pixels_left[LANE_BITS-1:0] : LANE_BITS'(PP);
  wire pass_end = COUNT_BITS'(pass) + 1'b1 == passes;
  wire [COUNT_BITS-1:0] next_pass_address = address_pass + (pass_end ? taken[COMPUTE_PASS_STEP*32+:COUNT_BITS] : COUNT_BITS'(0));
  wire [COUNT_BITS-1:0] phase_sum = phase + taken[COMPUTE_DX_REMAINDER*32+:COUNT_BITS];
  wire phase_wraps = phase_sum >= phases;
  wire [COUNT_BITS-1:0] column_step = taken[COMPUTE_DX_QUOTIENT*32+:COUNT_BITS] + COUNT_BITS'(phase_wraps);
  wire [COUNT_BITS-1:0] row_phase_sum = row_phase + taken[COMPUTE_DY_REMAINDER*32+:COUNT_BITS];
  wire row_phase_wraps = row_phase_sum >= sy;
  wire [COUNT_BITS-1:0] next_row_rotation = row_rotation + taken[COMPUTE_DY_ROTATION*32+:COUNT_BITS]
      + (row_phase_wraps ? taken[COMPUTE_ROW_ROTATION*32+:COUNT_BITS] : COUNT_BITS'(0));

  always_ff @(posedge clk) begin
    if (begins) begin
      fx_left <= held[COMPUTE_FX*32+:COUNT_BITS];
      fy_left <= held[COMPUTE_FY*32+:COUNT_BITS];
      cg_left <= held[COMPUTE_INPUT_GROUPS*32+:COUNT_BITS];
      kg_left <= held[COMPUTE_OUTPUT_GROUPS*32+:COUNT_BITS];
      pixels_left <= $signed({1'b0, held[COMPUTE_PIXELS*32+:COUNT_BITS]});
      pass <= '0;
      select <= '0;
      weight <= held[COMPUTE_WEIGHTS*32+:COUNT_BITS];
      address_pass <= held[COMPUTE_SOURCE*32+:COUNT_BITS];
      address_group <= held[COMPUTE_SOURCE*32+:COUNT_BITS];
      address_row <= held[COMPUTE_SOURCE*32+:COUNT_BITS];
      x <= held[COMPUTE_X_START*32+:COUNT_BITS];
      y <= held[COMPUTE_Y_START*32+:COUNT_BITS];
      column <= held[COMPUTE_COLUMN_START*32+:COUNT_BITS];
      phase <= held[COMPUTE_PHASE_START*32+:COUNT_BITS];
      row_phase <= held[COMPUTE_ROW_PHASE_START*32+:COUNT_BITS];
      rotation <= held[COMPUTE_ROTATION_START*32+:COUNT_BITS];
      row_rotation <= held[COMPUTE_ROTATION_START*32+:COUNT_BITS];
      fresh <= 1'b1;
      job_fresh <= 1'b1;
      group_fresh <= 1'b1;
      weight_group <= held[COMPUTE_WEIGHTS*32+:COUNT_BITS];
      lag_valid <= 1'b0;
      lag_job_last <= 1'b0;
    end else if (busy) begin
      if (is_tap) begin
        fresh <= 1'b0;
        fx_left <= fx_left - 1'b1;
        x <= x + $signed(taken[COMPUTE_DX*32+:COUNT_BITS]);
        column <= column + column_step;
        phase <= phase_wraps ? phase_sum - phases : phase_sum;
        rotation <= rotation + column_step;
        select <= select + 1'b1;
        if (is_neighbours) begin
          if (last_tap) select <= '0;
          if (lag_valid) weight <= weight + 1'b1;
        end else if (is_array || select == SELECT_BITS'(ICP - 1) || last_tap) begin
          select <= '0;
          weight <= weight + 1'b1;
        end
        if (fx_end) begin
          fx_left <= fx;
          x <= taken[COMPUTE_X_START*32+:COUNT_BITS];
          column <= taken[COMPUTE_COLUMN_START*32+:COUNT_BITS];
          phase <= taken[COMPUTE_PHASE_START*32+:COUNT_BITS];
          fy_left <= fy_left - 1'b1;
          y <= y + $signed(taken[COMPUTE_DY*32+:COUNT_BITS]);
          address_row <= address_row + taken[COMPUTE_TAP_ROW_STEP*32+:COUNT_BITS];
          row_phase <= row_phase_wraps ? row_phase_sum - sy : row_phase_sum;
          row_rotation <= next_row_rotation;
          rotation <= next_row_rotation;
        end
        if (fy_end) begin
          fy_left <= fy;
          y <= taken[COMPUTE_Y_START*32+:COUNT_BITS];
          row_phase <= taken[COMPUTE_ROW_PHASE_START*32+:COUNT_BITS];
          row_rotation <= taken[COMPUTE_ROTATION_START*32+:COUNT_BITS];
          rotation <= taken[COMPUTE_ROTATION_START*32+:COUNT_BITS];
          cg_left <= cg_left - 1'b1;
          address_group <= address_group + taken[COMPUTE_GROUP_STEP*32+:COUNT_BITS];
          address_row <= address_group + taken[COMPUTE_GROUP_STEP*32+:COUNT_BITS];
        end
      end
      if (round_end) begin
        fresh <= 1'b1;
        job_fresh <= 1'b0;
        group_fresh <= is_neighbours ? is_last_group : kg_left == 1;
        cg_left <= input_groups;
        address_group <= address_pass;
        address_row <= address_pass;
        lag_valid <= 1'b1;
        lag_job_last <= is_last_round;
        lag_job_fresh <= job_fresh;
        lag_group_fresh <= group_fresh;
        lag_pass <= pass;
        lag_lanes <= lanes;
        // Sums of the next round are of other channels if it was the first one of its channels that has been read.
        if (is_neighbours && lag_valid) begin
          if (group_fresh) weight_group <= weight + 1'b1;
          else weight <= weight_group;
        end
      end
      if (channels_end) begin
        kg_left <= kg_left - 1'b1;
        pass <= pass_end ? '0 : pass + 1'b1;
        address_pass <= next_pass_address;
        address_group <= next_pass_address;
        address_row <= next_pass_address;
      end
      if (group_end) begin
        pixels_left <= is_neighbours && is_last_group ? $signed({1'b0, pixels}) : pixels_left - (COUNT_BITS + 1)'(PP);
        if (!is_neighbours) begin
          kg_left <= output_groups;
          pass <= '0;
          weight <= weights;
          address_pass <= source;
          address_group <= source;
          address_row <= source;
        end
      end
    end
    if (rst) begin
      busy <= 1'b0;
      since_sums <= COUNT_BITS'(DRAIN_STEPS - 1);
      parity <= 1'b0;
      since_begin <= JOB_BITS'(JOB_CYCLES - 1);
    end else begin
      busy <= begins || (busy && !job_end);
      since_sums <= round_end && is_summed ? '0 : has_left ? since_sums : since_sums + 1'b1;
      if (begins) parity <= !parity;
      since_begin <= begins ? '0 : since_begin == JOB_BITS'(JOB_CYCLES - 1) ? since_begin : since_begin + 1'b1;
    end
  end

  // One cycle behind: the tap, and the lanes it is for.
  logic signed [COUNT_BITS-1:0] tap_x, tap_y, tap_column;
  logic tap_group_last, tap_rewinds;
  logic [COUNT_BITS-1:0] tap_phase, tap_row_address;
  always_ff @(posedge clk) begin
    tap_parity <= parity;
    tap_sums <= is_summed;
    tap_first <= fresh;
    tap_last <= last_tap;
    tap_job_first <= is_neighbours ? lag_job_fresh : job_fresh;
    tap_job_last <= last_tap && (is_neighbours ? lag_job_last : is_last_round);
    tap_group_first <= is_neighbours ? lag_group_fresh : group_fresh;
    tap_group_last <= last_tap && (is_neighbours || kg_left == 1);
    tap_rewinds <= is_neighbours && is_last_group;
    tap_upper <= !SMALL && is_add && cg_left == 1;
    tap_pass <= is_neighbours ? lag_pass : pass;
    tap_select <= select;
    tap_phase <= phase;
    tap_row_address <= address_row;
    // Of two phases the second one lies half of the banks farther on.
    tap_rotation <= rotation + (phases == 2 && phase[0] ? COUNT_BITS'(PP / 2) : COUNT_BITS'(0));
    tap_weight <= weight;
    tap_lanes <= is_neighbours ? lag_lanes : lanes;
    tap_x <= x;
    tap_y <= y;
    tap_column <= column;
    if (rst) tap_valid <= 1'b0;
    else tap_valid <= is_tap;
  end
  // What the lanes need one cycle later may be that of the job before.
  wire [COUNT_BITS-1:0] phase_step, rows, columns, strides;
  wire [4*COUNT_BITS-1:0] lane_registers = {
    held[COMPUTE_PHASE_STEP*32+:COUNT_BITS],
    held[COMPUTE_ROWS*32+:COUNT_BITS],
    held[COMPUTE_COLUMNS*32+:COUNT_BITS],
    held[COMPUTE_PHASES*32+:COUNT_BITS]
  };
  if (SMALL) begin : gen_kept
    assign {phase_step, rows, columns, strides} = lane_registers;
  end else begin : gen_kept
    logic [4*COUNT_BITS-1:0] kept[2];
    always_ff @(posedge clk) if (begins) kept[!parity] <= lane_registers;
    assign {phase_step, rows, columns, strides} = kept[tap_parity];
  end
  // In one bank columns of all phases lie behind each other.
  if (PP == 1) begin : gen_tap
    wire unused = &{phase_step, tap_phase};
    assign tap_address = tap_row_address;
  end else begin : gen_tap
    assign tap_address = tap_row_address + COUNT_BITS'(tap_phase * phase_step);
  end
  overlay_lanes #(
      .PP(PP),
      .COUNT_BITS(COUNT_BITS),
      .SMALL(SMALL)
  ) lanes_of_tap (
      .clk(clk),
      .rst(rst),
      .job(job),
      .begins(begins),
      .held(held),
      .taken(taken),
      .is_walked(is_walked),
      .tap_valid(tap_valid),
      .tap_group_last(tap_group_last),
      .tap_rewinds(tap_rewinds),
      .tap_x(tap_x),
      .tap_y(tap_y),
      .tap_column(tap_column),
      .rows(rows),
      .columns(columns),
      .strides(strides),
      .lane_address(lane_address),
      .lane_off(lane_off),
      .lane_left_off(lane_left_off),
      .lane_right_off(lane_right_off)
  );
endmodule
`default_nettype wire
