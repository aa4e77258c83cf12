// Takes the sums of the array, a share of its output channels a cycle, to stored numbers, and puts them into the output
// banks. Sums that come are kept until all have gone; the next ones come no sooner than DRAIN_STEPS cycles later.
//
// Parameters: see overlay_engine. Ports: sum_* are the flags of the sums (sum_group_first: first channels of a group of
// pixels, of MODE_NEIGHBOURS first pixels of a group of channels; sum_lanes: how many pixels count); set_* are the registers of a job, kept in two sets; parameter_read
// reads the parameter buffer, data one cycle later; write_* goes to the output banks, finished: a job's last result is there.
`default_nettype none
module overlay_drain #(
    parameter int PP = 4,
    parameter int ICP = 8,
    parameter int OCP = 8,
    parameter int QC = 2,
    parameter bit NEIGHBOURS = 1'b1,
    parameter int DATA_BITS = 8,
    parameter int PARAMETER_ADDRESS_BITS = 10,
    parameter int OUTPUT_ADDRESS_BITS = 8,
    localparam int SLICES = ICP / QC
) (
    input wire logic clk,
    input wire logic rst,
    input wire logic sum_valid,
    input wire logic sum_parity,
    input wire logic sum_job_first,
    input wire logic sum_job_last,
    input wire logic sum_group_first,
    input wire logic [15:0] sum_pass,
    input wire logic [15:0] sum_lanes,
    input wire logic [PP*OCP*32-1:0] sums,
    input wire logic sets,
    input wire logic set_parity,
    /* verilator lint_off UNUSEDSIGNAL */
    input wire logic [58*32-1:0] set_registers,
    /* verilator lint_on UNUSEDSIGNAL */
    output logic [PARAMETER_ADDRESS_BITS-1:0] parameter_address,
    input wire logic [QC*80-1:0] parameter_data,
    output logic [PP*SLICES-1:0] write,
    output logic [OUTPUT_ADDRESS_BITS-1:0] write_address,
    output logic [PP*QC*DATA_BITS-1:0] write_data,
    output logic busy,
    output logic finished,
    output logic finished_parity
);
`include "overlay_isa.svh"
  localparam int STEPS = OCP / QC;
  localparam int STEP_BITS = STEPS > 1 ? $clog2(STEPS) : 1;
  localparam int PASSES = (ICP + OCP - 1) / OCP;
  localparam int LATENCY = 11;

  // Two sets of the registers that are used here.
  logic [15:0] parameters[2], words[2], target[2];
  logic is_lanes[2], is_neighbours[2], is_add[2];
  logic signed [DATA_BITS:0] zero_point[2];
  logic signed [DATA_BITS-1:0] least[2], most[2], zero_a[2], zero_b[2];
  logic [30:0] multiplier_a[2], multiplier_b[2];
  logic [5:0] shift_a[2], shift_b[2];
  always_ff @(posedge clk)
    if (sets) begin
      parameters[set_parity] <= set_registers[COMPUTE_PARAMETERS*32+:16];
      words[set_parity] <= set_registers[COMPUTE_WORDS*32+:16];
      target[set_parity] <= set_registers[COMPUTE_TARGET*32+:16];
      is_lanes[set_parity] <= set_registers[COMPUTE_MODE*32+:3] != 3'(MODE_ARRAY);
      is_neighbours[set_parity] <= NEIGHBOURS && set_registers[COMPUTE_MODE*32+:3] == 3'(MODE_NEIGHBOURS);
      is_add[set_parity] <= set_registers[COMPUTE_MODE*32+:3] == 3'(MODE_ADD);
      zero_point[set_parity] <= set_registers[COMPUTE_ZERO_POINT*32+:DATA_BITS+1];
      least[set_parity] <= set_registers[COMPUTE_MIN*32+:DATA_BITS];
      most[set_parity] <= set_registers[COMPUTE_MAX*32+:DATA_BITS];
      zero_a[set_parity] <= set_registers[COMPUTE_ZERO_A*32+:DATA_BITS];
      zero_b[set_parity] <= set_registers[COMPUTE_ZERO_B*32+:DATA_BITS];
      multiplier_a[set_parity] <= set_registers[COMPUTE_MULTIPLIER_A*32+:31];
      multiplier_b[set_parity] <= set_registers[COMPUTE_MULTIPLIER_B*32+:31];
      shift_a[set_parity] <= set_registers[COMPUTE_SHIFT_A*32+:6];
      shift_b[set_parity] <= set_registers[COMPUTE_SHIFT_B*32+:6];
    end

  // The sums that leave, and where their results go: a slice of a word of the group.
  logic draining, parity, job_last;
  logic [STEP_BITS-1:0] step;
  logic [15:0] lanes, base, word, slice, next_parameter;
  // Where channels go outside, the parameters of the pixels that come.
  logic [15:0] group_parameter;
  wire [15:0] after_parameter = draining ? next_parameter + 1'b1 : next_parameter;
  wire step_last = step == STEP_BITS'(STEPS - 1);
  wire slice_wraps = !is_lanes[parity] && slice == 16'(SLICES - 1);
  wire [15:0] next_word = word + 16'(slice_wraps);
  wire [15:0] next_slice = slice_wraps ? '0 : slice + 1'b1;
  // Where the sums that come begin, unless they go on where the ones before end.
  wire goes_on = !is_lanes[sum_parity];
  wire [15:0] after_word = draining ? next_word : word;
  wire [15:0] after_slice = draining ? next_slice : slice;
  // Where a pass begins in its word; a product by a constant may take a multiplier.
  logic [15:0] first_slice;
  always_comb begin
    first_slice = '0;
    for (int pass = 1; pass < PASSES; pass++) if (sum_pass == 16'(pass)) first_slice = 16'(pass * STEPS);
  end
  assign parameter_address = PARAMETER_ADDRESS_BITS'(next_parameter);

  always_ff @(posedge clk) begin
    if (draining) begin
      step <= step + 1'b1;
      word <= next_word;
      slice <= next_slice;
      next_parameter <= next_parameter + 1'b1;
    end
    if (sum_valid) begin
      step <= '0;
      parity <= sum_parity;
      job_last <= sum_job_last;
      lanes <= sum_lanes;
      if (is_neighbours[sum_parity]) begin
        slice <= first_slice;
        if (sum_group_first) begin
          base <= target[sum_parity];
          word <= sum_job_first ? '0 : sum_pass == 0 ? word + 1'b1 : word;
          next_parameter <= sum_job_first ? parameters[sum_parity] : after_parameter;
          group_parameter <= sum_job_first ? parameters[sum_parity] : after_parameter;
        end else begin
          base <= base + words[sum_parity];
          next_parameter <= group_parameter;
        end
      end else if (sum_group_first) begin
        base <= sum_job_first ? target[sum_parity] : base + words[sum_parity];
        word <= '0;
        slice <= '0;
        next_parameter <= parameters[sum_parity];
      end else if (goes_on) begin
        word <= after_word;
        slice <= after_slice;
      end else begin
        word <= sum_pass == 0 ? word + 1'b1 : word;
        slice <= first_slice;
      end
    end
    if (rst) draining <= 1'b0;
    else draining <= sum_valid || (draining && !step_last);
  end

  // What follows each step through the lanes.
  localparam int FOLLOW_BITS = OUTPUT_ADDRESS_BITS + 16 + 16 + 3;
  logic [FOLLOW_BITS-1:0] follow[LATENCY];
  logic [LATENCY-1:0] follow_valid;
  wire is_kept = word < words[parity] && slice < 16'(SLICES);
  always_ff @(posedge clk) begin
    follow[0] <= {OUTPUT_ADDRESS_BITS'(base + word), slice, is_kept ? lanes : 16'd0, parity, job_last && step_last, is_add[parity]};
    for (int i = 1; i < LATENCY; i++) follow[i] <= follow[i-1];
    if (rst) follow_valid <= '0;
    else follow_valid <= {follow_valid[LATENCY-2:0], draining};
  end
  wire [15:0] written_slice, written_lanes;
  wire written_parity, written_last;
  /* verilator lint_off UNUSEDSIGNAL */
  wire written_add;
  /* verilator lint_on UNUSEDSIGNAL */
  assign {write_address, written_slice, written_lanes, written_parity, written_last, written_add} = follow[LATENCY-1];
  assign finished = follow_valid[LATENCY-1] && written_last;
  assign finished_parity = written_parity;
  assign busy = draining || follow_valid != 0 || sum_valid;

  // Parameters of the step's channels, later as they are needed.
  logic [QC*48-1:0] scale[8];
  always_ff @(posedge clk) begin
    for (int i = 0; i < QC; i++) scale[0][i*48+:48] <= parameter_data[i*80+32+:48];
    for (int i = 1; i < 8; i++) scale[i] <= scale[i-1];
  end

  for (genvar p = 0; p < PP; p++) begin : gen_pixel
    for (genvar q = 0; q < QC; q++) begin : gen_channel
      wire [STEPS*32-1:0] own;
      for (genvar d = 0; d < STEPS; d++) begin : gen_step
        logic [31:0] kept;
        always_ff @(posedge clk) if (sum_valid) kept <= sums[(p*OCP+d*QC+q)*32+:32];
        assign own[d*32+:32] = kept;
      end
      overlay_requantise #(
          .DATA_BITS(DATA_BITS)
      ) requantise (
          .clk(clk),
          .sum(own[32'(step)*32+:32]),
          .bias(parameter_data[q*80+:32]),
          .zero_a(zero_a[follow[0][2]]),
          .zero_b(zero_b[follow[0][2]]),
          .multiplier_a(multiplier_a[follow[1][2]]),
          .multiplier_b(multiplier_b[follow[1][2]]),
          .shift_a(shift_a[follow[3][2]]),
          .shift_b(shift_b[follow[3][2]]),
          .is_add(follow[4][0]),
          .left(scale[4][q*48+32+:5]),
          .multiplier(scale[5][q*48+:32]),
          .right(scale[7][q*48+40+:6]),
          .zero_point(zero_point[follow[9][2]]),
          .least(least[follow[9][2]]),
          .most(most[follow[9][2]]),
          .out(write_data[(p*QC+q)*DATA_BITS+:DATA_BITS])
      );
    end
    for (genvar s = 0; s < SLICES; s++) begin : gen_slice
      assign write[p*SLICES+s] = follow_valid[LATENCY-1] && 16'(p) < written_lanes && written_slice == 16'(s);
    end
  end
endmodule
`default_nettype wire
