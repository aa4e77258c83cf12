// The drain of small engines: takes the sums of the array to stored numbers, one after the other with one multiplier, and
// puts them into the output bank. Its arithmetic is that of overlay_requantise, without additions of maps.
//
// Each sum takes STEP_CYCLES cycles: its parameters are read, bias and shift to the left, the lower and the upper half of
// the product, shift to the right, clamp. So little is kept that nothing is a pipeline.
//
// Parameters: see overlay_engine; PP and QC are 1. Ports: as overlay_drain, but `registers` are those of the one job whose
// sums there are.
`default_nettype none
module overlay_serial_drain #(
    parameter int ICP = 4,
    parameter int OCP = 1,
    parameter int DATA_BITS = 8,
    parameter int PARAMETER_ADDRESS_BITS = 10,
    parameter int OUTPUT_ADDRESS_BITS = 8,
    parameter int COUNT_BITS = 16,
    localparam int STEP_CYCLES = 6,
    localparam int PASSES = (ICP + OCP - 1) / OCP,
    localparam int PASS_BITS = PASSES > 1 ? $clog2(PASSES) : 1
) (
    input wire logic clk,
    input wire logic rst,
    input wire logic sum_valid,
    input wire logic sum_parity,
    input wire logic sum_job_first,
    input wire logic sum_job_last,
    input wire logic sum_group_first,
    input wire logic [PASS_BITS-1:0] sum_pass,
    input wire logic [OCP*32-1:0] sums,
    /* verilator lint_off UNUSEDSIGNAL */
    input wire logic [58*32-1:0] registers,
    input wire logic [79:0] parameter_data,
    /* verilator lint_on UNUSEDSIGNAL */
    output logic [PARAMETER_ADDRESS_BITS-1:0] parameter_address,
    output logic [ICP-1:0] write,
    output logic [OUTPUT_ADDRESS_BITS-1:0] write_address,
    output logic [DATA_BITS-1:0] write_data,
    output logic busy,
    output logic finished,
    output logic finished_parity
);
`include "overlay_isa.svh"
  localparam int STEP_BITS = OCP > 1 ? $clog2(OCP) : 1;
  // A slice, here one channel, may lie behind its word, by the steps of a group.
  localparam int SLICE_BITS = $clog2(ICP + PASSES * OCP + 1);
  localparam int RESULT_BITS = DATA_BITS + 3;
  localparam bit [2:0] BIAS = 3'd1;
  localparam bit [2:0] LOWER = 3'd2;
  localparam bit [2:0] UPPER = 3'd3;
  localparam bit [2:0] RIGHT = 3'd4;
  localparam bit [2:0] LAST = 3'(STEP_CYCLES - 1);

  wire [COUNT_BITS-1:0] words = registers[COMPUTE_WORDS*32+:COUNT_BITS];
  wire [COUNT_BITS-1:0] target = registers[COMPUTE_TARGET*32+:COUNT_BITS];
  wire is_lanes = registers[COMPUTE_MODE*32+:3] != 3'(MODE_ARRAY);
  wire signed [DATA_BITS:0] zero_point = registers[COMPUTE_ZERO_POINT*32+:DATA_BITS+1];
  wire signed [DATA_BITS-1:0] least = registers[COMPUTE_MIN*32+:DATA_BITS];
  wire signed [DATA_BITS-1:0] most = registers[COMPUTE_MAX*32+:DATA_BITS];

  // Where results go, as in overlay_drain; the sums that come find the ones before gone.
  logic draining, parity, job_last;
  logic [2:0] stage;
  logic [STEP_BITS-1:0] step;
  logic [COUNT_BITS-1:0] base, word;
  logic [PARAMETER_ADDRESS_BITS-1:0] next_parameter;
  logic [SLICE_BITS-1:0] slice;
  wire stage_last = draining && stage == LAST;
  wire step_last = step == STEP_BITS'(OCP - 1);
  wire slice_wraps = !is_lanes && slice == SLICE_BITS'(ICP - 1);
  wire [COUNT_BITS-1:0] after_word = word + COUNT_BITS'(slice_wraps && stage_last);
  wire [SLICE_BITS-1:0] after_slice = !stage_last ? slice : slice_wraps ? '0 : slice + 1'b1;
  logic [SLICE_BITS-1:0] first_slice;
  always_comb begin
    first_slice = '0;
    for (int pass = 1; pass < PASSES; pass++) if (sum_pass == PASS_BITS'(pass)) first_slice = SLICE_BITS'(pass * OCP);
  end
  assign parameter_address = next_parameter;

  always_ff @(posedge clk) begin
    if (draining) stage <= stage == LAST ? '0 : stage + 1'b1;
    if (stage_last) begin
      step <= step + 1'b1;
      next_parameter <= next_parameter + 1'b1;
    end
    word <= after_word;
    slice <= after_slice;
    if (sum_valid) begin
      stage <= '0;
      step <= '0;
      parity <= sum_parity;
      job_last <= sum_job_last;
      if (sum_group_first) begin
        base <= sum_job_first ? target : base + words;
        word <= '0;
        slice <= '0;
        next_parameter <= registers[COMPUTE_PARAMETERS*32+:PARAMETER_ADDRESS_BITS];
      end else if (is_lanes) begin
        word <= sum_pass == 0 ? word + 1'b1 : word;
        slice <= first_slice;
      end
    end
    if (rst) draining <= 1'b0;
    else draining <= sum_valid || (draining && !(stage_last && step_last));
  end

  // The sums that wait, the next one in the lowest bits.
  logic [OCP*32-1:0] kept;
  always_ff @(posedge clk)
    if (sum_valid) kept <= sums;
    else if (stage_last) kept <= kept >> 32;

  wire [31:0] bias = parameter_data[31:0];
  wire [4:0] left = parameter_data[64+:5];
  wire [5:0] right = parameter_data[72+:6];
  logic [31:0] value;
  logic signed [47:0] product;
  logic signed [RESULT_BITS-1:0] twice;
  // Half of the product, of factors of 16 bits without sign: what a sign makes less is taken off.
  wire [15:0] factor = stage == UPPER ? parameter_data[63:48] : parameter_data[47:32];
  wire [31:0] of_lower = value[15:0] * factor;
  wire [31:0] of_upper = value[31:16] * factor;
  wire [15:0] top = of_upper[31:16] - (value[31] ? factor : 16'd0);
  wire signed [47:0] half = {top, of_upper[15:0], 16'd0} + 48'(of_lower);
  wire signed [47:0] lower_part = stage == UPPER ? product >>> 16 : 48'sd1 <<< 30;
  wire signed [31:0] scaled = 32'(product >>> 15);
  // Half away from zero: a negative number is one less before half is added.
  wire signed [32:0] lowered = 33'(scaled) - 33'(scaled < 0);
  wire signed [33:0] doubled = {lowered, scaled < 0};
  // One shifter: to the left it is turned round.
  wire [31:0] sum = kept[31:0] + bias;
  wire [31:0] turned;
  for (genvar i = 0; i < 32; i++) begin : gen_turn
    assign turned[i] = sum[31-i];
    always_ff @(posedge clk) if (stage == BIAS) value[i] <= shifted[31-i];
  end
  wire [5:0] places = stage == BIAS ? {1'b0, left} : right;
  wire signed [34:0] unshifted = stage == BIAS ? {3'd0, turned} : {doubled[33], doubled};
  wire signed [34:0] shifted = unshifted >>> places;
  // What is far off the range stays off it, with any zero point.
  wire is_far = shifted[34:RESULT_BITS-1] != {36 - RESULT_BITS{shifted[34]}};
  always_ff @(posedge clk)
    case (stage)
      LOWER, UPPER: product <= half + lower_part;
      RIGHT: twice <= is_far ? {shifted[34], {RESULT_BITS - 1{!shifted[34]}}} : shifted[RESULT_BITS-1:0];
      default: ;
    endcase
  wire signed [RESULT_BITS-1:0] result =
      RESULT_BITS'(((RESULT_BITS + 1)'(twice) + ((RESULT_BITS + 1)'(zero_point) <<< 1) + (RESULT_BITS + 1)'(1)) >>> 1);

  wire is_kept = word < words && slice < SLICE_BITS'(ICP);
  assign write_address = OUTPUT_ADDRESS_BITS'(base + word);
  assign write_data = result < RESULT_BITS'(least) ? least : result > RESULT_BITS'(most) ? most : DATA_BITS'(result);
  for (genvar s = 0; s < ICP; s++) begin : gen_slice
    assign write[s] = stage_last && is_kept && slice == SLICE_BITS'(s);
  end
  assign finished = stage_last && step_last && job_last;
  assign finished_parity = parity;
  assign busy = draining || sum_valid;
endmodule
`default_nettype wire
