// The load unit: brings features, weights and parameters from memory into the buffers.
//
// A job's bursts are asked for as soon as its tokens are there, while the beats of the one before still arrive.
// Parameters: see overlay_engine. Ports: in_* is the unit's queue (is_run tells RUN from SET); c2l_count and s2l_count
// are the tokens there are, take_* takes them; gives_l2c gives one. burst_* asks for bursts, beat_* brings their beats in order.
// cancel gives all jobs up and throws the beats away that still come.
`default_nettype none
module overlay_load #(
    parameter int PP = 4,
    parameter int PORT_BYTES = 8,
    parameter int R = 1,
    parameter int WORD_BITS = 64,
    parameter int WORD_BYTES = 8,
    parameter int COUNT_BITS = 16,
    parameter int TOKEN_BITS = 16,
    parameter int ADDRESS_BITS = 32,
    parameter int RUN_BITS = 32,
    parameter bit SMALL = 1'b0,
    parameter int FEATURE_ADDRESS_BITS = 10,
    parameter int WEIGHT_BITS_OF_WORD = 512,
    parameter int WEIGHT_BYTES = 64,
    parameter int WEIGHT_ADDRESS_BITS = 10,
    parameter int PARAMETER_BITS = 160,
    parameter int PARAMETER_BYTES = 24,
    parameter int PARAMETER_ADDRESS_BITS = 10,
    localparam int WEIGHT_SLICES = SMALL && WEIGHT_BYTES > PORT_BYTES ? WEIGHT_BYTES / PORT_BYTES : 1,
    localparam int PARAMETER_SLICES = SMALL && PARAMETER_BYTES > PORT_BYTES ? PARAMETER_BYTES / PORT_BYTES : 1
) (
    input wire logic clk,
    input wire logic rst,
    input wire logic cancel,
    input wire logic in_valid,
    output logic in_ready,
    input wire logic in_is_run,
    input wire logic [5:0] in_index,
    input wire logic [31:0] in_value,
    output logic idle,
    input wire logic [TOKEN_BITS-1:0] c2l_count,
    input wire logic [TOKEN_BITS-1:0] s2l_count,
    output logic takes,
    output logic [5:0] take_c2l,
    output logic [5:0] take_s2l,
    output logic gives_l2c,
    output logic burst_valid,
    input wire logic burst_ready,
    output logic [ADDRESS_BITS-1:0] burst_address,
    output logic [8:0] burst_beats,
    input wire logic beat_valid,
    output logic beat_ready,
    input wire logic [PORT_BYTES*8-1:0] beat_data,
    output logic [PP-1:0] feature_enable,
    input wire logic feature_ready,
    output logic [PP*FEATURE_ADDRESS_BITS-1:0] feature_address,
    output logic [PP*WORD_BITS-1:0] feature_data,
    output logic [WEIGHT_SLICES-1:0] weight_write,
    output logic [WEIGHT_ADDRESS_BITS-1:0] weight_address,
    output logic [WEIGHT_BITS_OF_WORD-1:0] weight_data,
    output logic [PARAMETER_SLICES-1:0] parameter_write,
    output logic [PARAMETER_ADDRESS_BITS-1:0] parameter_address,
    output logic [PARAMETER_BITS-1:0] parameter_data
);
`include "overlay_isa.svh"
  localparam int COUNT = LOAD_REGISTERS;
  localparam int UNIT_BYTES = WORD_BYTES > PORT_BYTES ? WORD_BYTES : PORT_BYTES;
  localparam int SLOT_BITS = WORD_BYTES * 8;

  /* verilator lint_off UNUSEDSIGNAL */
  wire [COUNT*32-1:0] held;
  wire [COUNT*32-1:0] taken;
  /* verilator lint_on UNUSEDSIGNAL */
  wire start;
  overlay_registers #(
      .COUNT(COUNT),
      .WIDTH(32),
      .SETS(SMALL ? 1 : 2)
  ) registers (
      .clk(clk),
      .sets(in_ready && !in_is_run),
      .index(in_index),
      .value(in_value),
      .take(start),
      .held(held),
      .taken(taken)
  );

  wire clear = rst || cancel;
  wire job = in_valid && in_is_run;
  wire bursts_idle;
  // A job whose beats have not begun to arrive.
  logic next_full;
  logic next_gives;
  logic busy;
  logic busy_gives;
  logic [1:0] kind;
  wire finish;
  wire begin_beats = next_full && (!busy || finish);

  assign take_c2l = in_value[5:0];
  assign take_s2l = in_value[11:6];
  assign start = job && bursts_idle && !next_full && c2l_count >= TOKEN_BITS'(take_c2l) && s2l_count >= TOKEN_BITS'(take_s2l);
  assign takes = start;
  assign in_ready = in_valid && (in_is_run ? start : !SMALL || (bursts_idle && !next_full));
  assign idle = !next_full && !busy;

  overlay_bursts #(
      .PORT_BYTES(PORT_BYTES),
      .COUNT_BITS(COUNT_BITS),
      .ADDRESS_BITS(ADDRESS_BITS),
      .RUN_BITS(RUN_BITS),
      .SMALL(SMALL)
  ) bursts (
      .clk(clk),
      .rst(rst),
      .cancel(cancel),
      .start(start),
      .address(held[LOAD_ADDRESS*32+:ADDRESS_BITS]),
      .run_beats(held[LOAD_RUN_BEATS*32+:RUN_BITS]),
      .run_count(held[LOAD_RUN_COUNT*32+:COUNT_BITS]),
      .run_pitch(held[LOAD_RUN_PITCH*32+:ADDRESS_BITS]),
      .outer_count(held[LOAD_OUTER_COUNT*32+:COUNT_BITS]),
      .outer_pitch(held[LOAD_OUTER_PITCH*32+:ADDRESS_BITS]),
      .idle(bursts_idle),
      .burst_valid(burst_valid),
      .burst_ready(burst_ready),
      .burst_address(burst_address),
      .burst_beats(burst_beats)
  );

  wire is_features = kind == 2'd0;
  wire is_weights = kind == 2'd1;
  wire writer_idle, writer_ending;
  logic [ADDRESS_BITS-1:0] words_left;
  logic [COUNT_BITS-1:0] target;

  // Features.
  wire unit_ready, unit_valid, unit_beat_ready;
  /* verilator lint_off UNUSEDSIGNAL */
  wire [UNIT_BYTES*8-1:0] unit_data;
  wire [UNIT_BYTES/PORT_BYTES-1:0] unit_beat;
  /* verilator lint_on UNUSEDSIGNAL */
  overlay_unpacker #(
      .PORT_BYTES(PORT_BYTES),
      .UNIT_BYTES(UNIT_BYTES)
  ) features (
      .clk(clk),
      .rst(clear),
      .in_valid(beat_valid && takes_beats && is_features),
      .in_ready(unit_beat_ready),
      .in_data(beat_data),
      .out_valid(unit_valid),
      .out_ready(unit_ready),
      .out_last(writer_ending),
      .out_data(unit_data),
      .beat_is(unit_beat)
  );
  wire [R*WORD_BITS-1:0] chunk;
  for (genvar word = 0; word < R; word++) begin : gen_word
    assign chunk[word*WORD_BITS+:WORD_BITS] = unit_data[word*SLOT_BITS+:WORD_BITS];
  end
  overlay_feature_writer #(
      .PP(PP),
      .COUNT_BITS(COUNT_BITS),
      .R(R),
      .WORD_BITS(WORD_BITS),
      .ADDRESS_BITS(FEATURE_ADDRESS_BITS)
  ) writer (
      .clk(clk),
      .rst(clear),
      .start(begin_beats && taken[LOAD_KIND*32+:2] == 2'd0),
      .target(taken[LOAD_TARGET*32+:COUNT_BITS]),
      .columns(taken[LOAD_COLUMNS*32+:COUNT_BITS]),
      .skip(SMALL ? COUNT_BITS'(0) : taken[LOAD_SKIP*32+:COUNT_BITS]),
      .segments(taken[LOAD_SEGMENTS*32+:COUNT_BITS]),
      .rows(taken[LOAD_ROWS*32+:COUNT_BITS]),
      .segment_step(taken[LOAD_SEGMENT_STEP*32+:COUNT_BITS]),
      .row_step(taken[LOAD_ROW_STEP*32+:COUNT_BITS]),
      .phases(taken[LOAD_PHASES*32+:COUNT_BITS]),
      .phase_step(taken[LOAD_PHASE_STEP*32+:COUNT_BITS]),
      .rotation(taken[LOAD_ROTATION*32+:COUNT_BITS]),
      .row_rotation(taken[LOAD_ROW_ROTATION*32+:COUNT_BITS]),
      .rotation_rows(taken[LOAD_ROTATION_ROWS*32+:COUNT_BITS]),
      .row_phase(COUNT_BITS'(0)),
      .doublings(SMALL ? 2'd0 : taken[LOAD_DOUBLINGS*32+:2]),
      .idle(writer_idle),
      .ending(writer_ending),
      .in_valid(unit_valid),
      .in_ready(unit_ready),
      .in_data(chunk),
      .write_enable(feature_enable),
      .write_ready(feature_ready),
      .write_address(feature_address),
      .write_data(feature_data)
  );

  // Weights and parameters.
  wire last_word = words_left == 1;
  wire weight_valid, weight_beat_ready;
  wire parameter_valid, parameter_beat_ready;
  /* verilator lint_off UNUSEDSIGNAL */
  wire [WEIGHT_BYTES*8-1:0] weight_unit;
  wire [PARAMETER_BYTES*8-1:0] parameter_unit;
  wire [(WEIGHT_BYTES > PORT_BYTES ? WEIGHT_BYTES / PORT_BYTES : 1)-1:0] weight_beat;
  wire [(PARAMETER_BYTES > PORT_BYTES ? PARAMETER_BYTES / PORT_BYTES : 1)-1:0] parameter_beat;
  /* verilator lint_on UNUSEDSIGNAL */
  overlay_unpacker #(
      .PORT_BYTES(PORT_BYTES),
      .UNIT_BYTES(WEIGHT_BYTES),
      .KEEPS(!SMALL)
  ) weights (
      .clk(clk),
      .rst(clear),
      .in_valid(beat_valid && takes_beats && is_weights),
      .in_ready(weight_beat_ready),
      .in_data(beat_data),
      .out_valid(weight_valid),
      .out_ready(1'b1),
      .out_last(last_word),
      .out_data(weight_unit),
      .beat_is(weight_beat)
  );
  overlay_unpacker #(
      .PORT_BYTES(PORT_BYTES),
      .UNIT_BYTES(PARAMETER_BYTES),
      .KEEPS(!SMALL)
  ) parameters (
      .clk(clk),
      .rst(clear),
      .in_valid(beat_valid && takes_beats && !is_features && !is_weights),
      .in_ready(parameter_beat_ready),
      .in_data(beat_data),
      .out_valid(parameter_valid),
      .out_ready(1'b1),
      .out_last(last_word),
      .out_data(parameter_unit),
      .beat_is(parameter_beat)
  );
  // Small engines write beats as they come; the first one of the next word comes while the word before is counted.
  if (WEIGHT_SLICES > 1) begin : gen_weight_beats
    assign weight_write = weight_beat;
    assign weight_address = WEIGHT_ADDRESS_BITS'(target) + WEIGHT_ADDRESS_BITS'(weight_valid);
  end else begin : gen_weight_words
    assign weight_write = weight_valid;
    assign weight_address = WEIGHT_ADDRESS_BITS'(target);
  end
  if (PARAMETER_SLICES > 1) begin : gen_parameter_beats
    assign parameter_write = parameter_beat;
    assign parameter_address = PARAMETER_ADDRESS_BITS'(target) + PARAMETER_ADDRESS_BITS'(parameter_valid);
  end else begin : gen_parameter_words
    assign parameter_write = parameter_valid;
    assign parameter_address = PARAMETER_ADDRESS_BITS'(target);
  end
  assign weight_data = weight_unit[WEIGHT_BITS_OF_WORD-1:0];
  assign parameter_data = parameter_unit[PARAMETER_BITS-1:0];

  // A job that ends takes no beat of the next one.
  wire takes_beats = busy && !finish;
  assign beat_ready =
      cancel || takes_beats && (is_features ? unit_beat_ready : is_weights ? weight_beat_ready : parameter_beat_ready);
  wire word_written = weight_valid || parameter_valid;
  assign finish = busy && (is_features ? writer_idle : words_left == 0);
  assign gives_l2c = finish && busy_gives;

  always_ff @(posedge clk) begin
    if (start) next_gives <= in_value[24];
    if (begin_beats) begin
      kind <= taken[LOAD_KIND*32+:2];
      busy_gives <= next_gives;
      words_left <= taken[LOAD_COLUMNS*32+:ADDRESS_BITS];
      target <= taken[LOAD_TARGET*32+:COUNT_BITS];
    end else if (word_written) begin
      words_left <= words_left - 1'b1;
      target <= target + 1'b1;
    end
    if (clear) begin
      next_full <= 1'b0;
      busy <= 1'b0;
    end else begin
      next_full <= start || (next_full && !begin_beats);
      busy <= begin_beats || (busy && !finish);
    end
  end
endmodule
`default_nettype wire
