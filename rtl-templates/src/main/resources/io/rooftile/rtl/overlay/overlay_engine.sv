// The overlay engine: runs a program of load, compute and store jobs that overlap and wait for each other's tokens.
//
// Parameters: PP (pixels at once, a power of two), ICP and OCP (input and output channels at once), DATA_BITS and
// WEIGHT_BITS (signed), PORT_BITS (of the memory port, a power of two), FEATURE_DEPTH (words of ICP features of each of PP banks),
// WEIGHT_DEPTH (words of OCP*ICP weights), PARAMETER_DEPTH (words of QC channels of 80 bits), OUTPUT_DEPTH (words of ICP
// results of each of PP banks), QC (channels drained at once, a divisor of ICP and OCP).
// WATCHDOG_CYCLES (without progress, while memory owes nothing, after which a program is taken for stuck).
// Ports: start, only when done or after reset, takes program_address (a multiple of 256 bytes); done stays until the next
// start; works: the array works in this cycle. m_axi_*: AXI4, one ID, INCR bursts of whole beats. Instructions: docs/isa.md.
// After an error, of which the first one counts, nothing new is begun; what was begun on the bus is brought to its end, writes
// without strobes, and then the engine is done and can be started again.
`default_nettype none
module overlay_engine #(
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
    parameter int WATCHDOG_CYCLES = 4096
) (
    input wire logic clk,
    input wire logic rst,
    input wire logic start,
    input wire logic [31:0] program_address,
    input wire logic stop,
    output logic done,
    output logic [3:0] error,
    output logic works,
    output logic m_axi_arvalid,
    input wire logic m_axi_arready,
    output logic [31:0] m_axi_araddr,
    output logic [7:0] m_axi_arlen,
    input wire logic m_axi_rvalid,
    output logic m_axi_rready,
    input wire logic [PORT_BITS-1:0] m_axi_rdata,
    // Of a response only whether it is an error counts.
    /* verilator lint_off UNUSEDSIGNAL */
    input wire logic [1:0] m_axi_rresp,
    /* verilator lint_on UNUSEDSIGNAL */
    input wire logic m_axi_rlast,
    output logic m_axi_awvalid,
    input wire logic m_axi_awready,
    output logic [31:0] m_axi_awaddr,
    output logic [7:0] m_axi_awlen,
    output logic m_axi_wvalid,
    input wire logic m_axi_wready,
    output logic [PORT_BITS-1:0] m_axi_wdata,
    output logic [PORT_BITS/8-1:0] m_axi_wstrb,
    output logic m_axi_wlast,
    input wire logic m_axi_bvalid,
    output logic m_axi_bready,
    /* verilator lint_off UNUSEDSIGNAL */
    input wire logic [1:0] m_axi_bresp
    /* verilator lint_on UNUSEDSIGNAL */
);
`include "overlay_isa.svh"
  localparam int PORT_BYTES = PORT_BITS / 8;
  localparam int WORD_BITS = ICP * DATA_BITS;
  // Bytes in memory: whole beats, or a power of two of them in a beat.
  localparam int LEAST_WORD_BYTES = PORT_BYTES / PP > 1 ? PORT_BYTES / PP : 1;
  localparam int PLAIN_WORD_BYTES = memory_bytes(WORD_BITS);
  localparam int WORD_BYTES = PLAIN_WORD_BYTES > LEAST_WORD_BYTES ? PLAIN_WORD_BYTES : LEAST_WORD_BYTES;
  localparam int R = WORD_BYTES < PORT_BYTES ? PORT_BYTES / WORD_BYTES : 1;
  localparam int WEIGHT_WORD_BITS = OCP * ICP * WEIGHT_BITS;
  localparam int WEIGHT_BYTES = memory_bytes(WEIGHT_WORD_BITS);
  localparam int PARAMETER_BYTES = memory_bytes(QC * 80);
  localparam int FEATURE_ADDRESS_BITS = $clog2(FEATURE_DEPTH);
  localparam int WEIGHT_ADDRESS_BITS = $clog2(WEIGHT_DEPTH);
  localparam int PARAMETER_ADDRESS_BITS = $clog2(PARAMETER_DEPTH);
  localparam int OUTPUT_ADDRESS_BITS = $clog2(OUTPUT_DEPTH);
  localparam int SLICES = ICP / QC;
  localparam int BANK_BITS = PP > 1 ? $clog2(PP) : 1;
  localparam int TREE = ($clog2(ICP) + 1) / 2;
  // Whether lanes may share what they read: three products of a lane need as many multipliers.
  localparam bit NEIGHBOURS = ICP >= 3;
  localparam int NEIGHBOUR_TAP_BITS = 4;

  function automatic int memory_bytes(input int bits);
    int bytes;
    bytes = (bits + 7) / 8;
    memory_bytes = bytes >= PORT_BYTES ? (bytes + PORT_BYTES - 1) / PORT_BYTES * PORT_BYTES : 1 << $clog2(bytes);
  endfunction

  // The program.
  logic cancel;
  wire clear = rst || cancel;
  wire ended, drained;
  wire [3:0] program_error;
  wire fetch_burst_valid, fetch_burst_ready, fetch_beat_valid, fetch_beat_ready;
  wire [31:0] fetch_burst_address;
  wire [8:0] fetch_burst_beats;
  wire [2:0] issue_valid, issue_ready;
  wire issue_is_run;
  wire [5:0] issue_index;
  wire [31:0] issue_value;
  overlay_fetch #(
      .PORT_BYTES(PORT_BYTES)
  ) fetch (
      .clk(clk),
      .rst(rst),
      .start(start),
      .program_address(program_address),
      .cancel(cancel),
      .ended(ended),
      .error(program_error),
      .drained(drained),
      .burst_valid(fetch_burst_valid),
      .burst_ready(fetch_burst_ready),
      .burst_address(fetch_burst_address),
      .burst_beats(fetch_burst_beats),
      .beat_valid(fetch_beat_valid),
      .beat_ready(fetch_beat_ready),
      .beat_data(m_axi_rdata),
      .out_valid(issue_valid),
      .out_ready(issue_ready),
      .out_is_run(issue_is_run),
      .out_index(issue_index),
      .out_value(issue_value)
  );
  wire [2:0] unit_valid, unit_ready, unit_is_run;
  wire [6*3-1:0] unit_index;
  wire [32*3-1:0] unit_value;
  for (genvar i = 0; i < 3; i++) begin : gen_queue
    stream_fifo #(
        .WIDTH(39),
        .DEPTH(64)
    ) queue (
        .clk(clk),
        .rst(clear || start),
        .in_valid(issue_valid[i]),
        .in_ready(issue_ready[i]),
        .in_data({issue_is_run, issue_index, issue_value}),
        .out_valid(unit_valid[i]),
        .out_ready(unit_ready[i]),
        .out_data({unit_is_run[i], unit_index[i*6+:6], unit_value[i*32+:32]})
    );
  end

  // Tokens.
  wire gives_l2c, gives_c2l, gives_c2s, gives_free, gives_s2l, gives_s2c;
  wire load_takes, compute_takes, store_takes;
  wire [5:0] take_c2l, take_s2l, take_l2c, take_free, take_stored, take_c2s;
  wire [15:0] c2l_count, s2l_count, l2c_count, free_count, stored_count, c2s_count;
  wire token_reset = clear || start;
  overlay_tokens l2c (.clk(clk), .rst(token_reset), .give(gives_l2c), .take(compute_takes), .take_count(take_l2c), .count(l2c_count));
  overlay_tokens c2l (.clk(clk), .rst(token_reset), .give(gives_c2l), .take(load_takes), .take_count(take_c2l), .count(c2l_count));
  overlay_tokens c2s (.clk(clk), .rst(token_reset), .give(gives_c2s), .take(store_takes), .take_count(take_c2s), .count(c2s_count));
  overlay_tokens s2c_free (.clk(clk), .rst(token_reset), .give(gives_free), .take(compute_takes), .take_count(take_free), .count(free_count));
  overlay_tokens s2c_stored (.clk(clk), .rst(token_reset), .give(gives_s2c), .take(compute_takes), .take_count(take_stored), .count(stored_count));
  overlay_tokens s2l (.clk(clk), .rst(token_reset), .give(gives_s2l), .take(load_takes), .take_count(take_s2l), .count(s2l_count));

  // The read channels: bursts of the program first, unless one of the load unit was offered before; their beats come in
  // order.
  wire load_burst_valid, load_burst_ready, load_beat_valid, load_beat_ready;
  wire [31:0] load_burst_address;
  wire [8:0] load_burst_beats;
  wire owner_ready, owner_valid, is_load;
  logic load_offered;
  wire from_fetch = fetch_burst_valid && !load_offered;
  always_ff @(posedge clk) load_offered <= !rst && m_axi_arvalid && !m_axi_arready && !from_fetch;
  assign m_axi_arvalid = (fetch_burst_valid || load_burst_valid) && owner_ready;
  assign m_axi_araddr = from_fetch ? fetch_burst_address : load_burst_address;
  assign m_axi_arlen = 8'((from_fetch ? fetch_burst_beats : load_burst_beats) - 1'b1);
  assign fetch_burst_ready = m_axi_arready && owner_ready && from_fetch;
  assign load_burst_ready = m_axi_arready && owner_ready && !from_fetch;
  stream_fifo #(
      .WIDTH(1),
      .DEPTH(16)
  ) owners (
      .clk(clk),
      .rst(rst),
      .in_valid(m_axi_arvalid && m_axi_arready),
      .in_ready(owner_ready),
      .in_data(!from_fetch),
      .out_valid(owner_valid),
      .out_ready(m_axi_rvalid && m_axi_rready && m_axi_rlast),
      .out_data(is_load)
  );
  assign fetch_beat_valid = m_axi_rvalid && owner_valid && !is_load;
  assign load_beat_valid = m_axi_rvalid && owner_valid && is_load;
  assign m_axi_rready = owner_valid && (is_load ? load_beat_ready : fetch_beat_ready);

  // Load.
  wire load_idle, store_idle, store_quiet, store_owes, compute_idle, drain_busy;
  wire [PP-1:0] load_enable, store_enable;
  wire [PP*FEATURE_ADDRESS_BITS-1:0] load_address, store_address;
  wire [PP*WORD_BITS-1:0] load_data, store_data;
  wire store_writes = store_enable != 0;
  wire weight_write, parameter_write;
  wire [WEIGHT_ADDRESS_BITS-1:0] weight_write_address;
  wire [WEIGHT_WORD_BITS-1:0] weight_write_data;
  wire [PARAMETER_ADDRESS_BITS-1:0] parameter_write_address;
  wire [QC*80-1:0] parameter_write_data;
  overlay_load #(
      .PP(PP),
      .PORT_BYTES(PORT_BYTES),
      .R(R),
      .WORD_BITS(WORD_BITS),
      .WORD_BYTES(WORD_BYTES),
      .FEATURE_ADDRESS_BITS(FEATURE_ADDRESS_BITS),
      .WEIGHT_BITS_OF_WORD(WEIGHT_WORD_BITS),
      .WEIGHT_BYTES(WEIGHT_BYTES),
      .WEIGHT_ADDRESS_BITS(WEIGHT_ADDRESS_BITS),
      .PARAMETER_BITS(QC * 80),
      .PARAMETER_BYTES(PARAMETER_BYTES),
      .PARAMETER_ADDRESS_BITS(PARAMETER_ADDRESS_BITS)
  ) load (
      .clk(clk),
      .rst(rst),
      .cancel(cancel),
      .in_valid(unit_valid[0]),
      .in_ready(unit_ready[0]),
      .in_is_run(unit_is_run[0]),
      .in_index(unit_index[0+:6]),
      .in_value(unit_value[0+:32]),
      .idle(load_idle),
      .c2l_count(c2l_count),
      .s2l_count(s2l_count),
      .takes(load_takes),
      .take_c2l(take_c2l),
      .take_s2l(take_s2l),
      .gives_l2c(gives_l2c),
      .burst_valid(load_burst_valid),
      .burst_ready(load_burst_ready),
      .burst_address(load_burst_address),
      .burst_beats(load_burst_beats),
      .beat_valid(load_beat_valid),
      .beat_ready(load_beat_ready),
      .beat_data(m_axi_rdata),
      .feature_enable(load_enable),
      .feature_ready(!store_writes),
      .feature_address(load_address),
      .feature_data(load_data),
      .weight_write(weight_write),
      .weight_address(weight_write_address),
      .weight_data(weight_write_data),
      .parameter_write(parameter_write),
      .parameter_address(parameter_write_address),
      .parameter_data(parameter_write_data)
  );

  // Compute: control.
  wire begins, parity;
  wire [1:0] begins_gives;
  wire [58*32-1:0] held;
  wire tap_valid, tap_sums, tap_parity, tap_first, tap_last, tap_job_first, tap_job_last, tap_group_first, tap_upper;
  wire [15:0] tap_pass, tap_select, tap_address, tap_lanes;
  /* verilator lint_off UNUSEDSIGNAL */
  wire [15:0] tap_rotation, tap_weight;
  /* verilator lint_on UNUSEDSIGNAL */
  wire [PP*16-1:0] lane_address;
  wire [PP-1:0] lane_off;
  // Engines whose lanes share nothing have no use for them.
  /* verilator lint_off UNUSEDSIGNAL */
  wire [PP-1:0] lane_left_off, lane_right_off;
  /* verilator lint_on UNUSEDSIGNAL */
  overlay_compute #(
      .PP(PP),
      .ICP(ICP),
      .DRAIN_STEPS(OCP / QC),
      .NEIGHBOURS(NEIGHBOURS)
  ) compute (
      .clk(clk),
      .rst(clear),
      .in_valid(unit_valid[1]),
      .in_ready(unit_ready[1]),
      .in_is_run(unit_is_run[1]),
      .in_index(unit_index[6+:6]),
      .in_value(unit_value[32+:32]),
      .idle(compute_idle),
      .takes(compute_takes),
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
  logic [2:0] mode[2];
  logic [DATA_BITS-1:0] pad_value[2];
  logic gives_c2l_of[2], gives_c2s_of[2];
  always_ff @(posedge clk)
    if (begins) begin
      mode[!parity] <= held[COMPUTE_MODE*32+:3];
      pad_value[!parity] <= held[COMPUTE_PAD_VALUE*32+:DATA_BITS];
      gives_c2l_of[!parity] <= begins_gives[0];
      gives_c2s_of[!parity] <= begins_gives[1];
    end

  // What follows a tap: the cycle of the memories' addresses, of their data, then through the array.
  localparam int FOLLOW_BITS = 8 + 32;
  localparam int FOLLOW_STAGES = 2 + TREE + 3;
  logic [FOLLOW_BITS-1:0] follow[FOLLOW_STAGES];
  logic [FOLLOW_STAGES-1:0] follow_valid;
  always_ff @(posedge clk) begin
    follow[0] <= {tap_sums, tap_upper, tap_first, tap_last, tap_job_first, tap_job_last, tap_group_first, tap_parity, tap_pass, tap_lanes};
    for (int i = 1; i < FOLLOW_STAGES; i++) follow[i] <= follow[i-1];
    if (clear) follow_valid <= '0;
    else follow_valid <= {follow_valid[FOLLOW_STAGES-2:0], tap_valid};
  end
  logic [15:0] read_select, data_select;
  logic [WEIGHT_ADDRESS_BITS-1:0] read_weight;
  logic [BANK_BITS-1:0] read_rotation, data_rotation;
  logic [PP*16-1:0] read_address;
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
    always_ff @(posedge clk) read_address[lane*16+:16] <= lane_address[lane*16+:16] + tap_address;
  end
  wire reads = follow_valid[0];
  wire data_parity = follow[1][32];
  wire is_neighbours = NEIGHBOURS && mode[data_parity] == 3'(MODE_NEIGHBOURS);
  wire is_lanes = mode[data_parity] != 3'(MODE_ARRAY) && !is_neighbours;
  assign gives_c2l = follow_valid[0] && follow[0][34] && gives_c2l_of[follow[0][32]];

  // The feature banks; any lane reads any bank.
  wire [PP*WORD_BITS-1:0] bank_data;
  wire [PP*WORD_BITS-1:0] lane_data;
  for (genvar bank = 0; bank < PP; bank++) begin : gen_bank
    wire [BANK_BITS-1:0] lane = (BANK_BITS'(bank) - read_rotation) & BANK_BITS'(PP - 1);
    dual_port_ram #(
        .WIDTH(WORD_BITS),
        .DEPTH(FEATURE_DEPTH)
    ) features (
        .clk(clk),
        .write(store_writes ? store_enable[bank] : load_enable[bank]),
        .write_address(store_writes ? store_address[bank*FEATURE_ADDRESS_BITS+:FEATURE_ADDRESS_BITS]
                       : load_address[bank*FEATURE_ADDRESS_BITS+:FEATURE_ADDRESS_BITS]),
        .write_data(store_writes ? store_data[bank*WORD_BITS+:WORD_BITS] : load_data[bank*WORD_BITS+:WORD_BITS]),
        .read(reads),
        .read_address(read_address[lane*16+:FEATURE_ADDRESS_BITS]),
        .read_data(bank_data[bank*WORD_BITS+:WORD_BITS])
    );
    wire [BANK_BITS-1:0] from = (BANK_BITS'(bank) + data_rotation) & BANK_BITS'(PP - 1);
    assign lane_data[bank*WORD_BITS+:WORD_BITS] =
        data_off[bank] ? {ICP{pad_value[data_parity]}} : bank_data[from*WORD_BITS+:WORD_BITS];
  end

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
        .pad_value(pad_value[data_parity]),
        .left(left),
        .middle(middle),
        .right(right)
    );
  end else begin : gen_no_neighbours
    assign {left, middle, right} = '0;
  end

  wire [WEIGHT_WORD_BITS-1:0] weight_data;
  dual_port_ram #(
      .WIDTH(WEIGHT_WORD_BITS),
      .DEPTH(WEIGHT_DEPTH)
  ) weights (
      .clk(clk),
      .write(weight_write),
      .write_address(weight_write_address),
      .write_data(weight_write_data),
      .read(reads),
      .read_address(read_weight),
      .read_data(weight_data)
  );

  wire sum_valid;
  wire [PP*OCP*32-1:0] sums;
  overlay_array #(
      .PP(PP),
      .ICP(ICP),
      .OCP(OCP),
      .DATA_BITS(DATA_BITS),
      .WEIGHT_BITS(WEIGHT_BITS),
      .NEIGHBOURS(NEIGHBOURS)
  ) multiply (
      .clk(clk),
      .rst(clear),
      .in_valid(follow_valid[1] && follow[1][39]),
      .in_first(follow[1][37]),
      .in_last(follow[1][36]),
      .in_upper(follow[1][38]),
      .is_lanes(is_lanes),
      .is_weighted(mode[data_parity] == 3'(MODE_DEPTHWISE)),
      .is_maximum(mode[data_parity] == 3'(MODE_MAXIMUM)),
      .is_neighbours(is_neighbours),
      .left(left),
      .middle(middle),
      .right(right),
      .in_pass(follow[1][31:16]),
      .in_select(data_select),
      .x_data(lane_data),
      .w_data(weight_data),
      .sum_valid(sum_valid),
      .sums(sums)
  );

  wire [PARAMETER_ADDRESS_BITS-1:0] parameter_address;
  wire [QC*80-1:0] parameter_data;
  dual_port_ram #(
      .WIDTH(QC * 80),
      .DEPTH(PARAMETER_DEPTH)
  ) parameters (
      .clk(clk),
      .write(parameter_write),
      .write_address(parameter_write_address),
      .write_data(parameter_write_data),
      .read(1'b1),
      .read_address(parameter_address),
      .read_data(parameter_data)
  );
  wire [PP*SLICES-1:0] output_write;
  wire [OUTPUT_ADDRESS_BITS-1:0] output_address;
  wire [PP*QC*DATA_BITS-1:0] output_data;
  wire finished, finished_parity;
  overlay_drain #(
      .PP(PP),
      .ICP(ICP),
      .OCP(OCP),
      .QC(QC),
      .NEIGHBOURS(NEIGHBOURS),
      .DATA_BITS(DATA_BITS),
      .PARAMETER_ADDRESS_BITS(PARAMETER_ADDRESS_BITS),
      .OUTPUT_ADDRESS_BITS(OUTPUT_ADDRESS_BITS)
  ) drain (
      .clk(clk),
      .rst(clear),
      .sum_valid(sum_valid),
      .sum_parity(follow[FOLLOW_STAGES-1][32]),
      .sum_job_first(follow[FOLLOW_STAGES-1][35]),
      .sum_job_last(follow[FOLLOW_STAGES-1][34]),
      .sum_group_first(follow[FOLLOW_STAGES-1][33]),
      .sum_pass(follow[FOLLOW_STAGES-1][31:16]),
      .sum_lanes(follow[FOLLOW_STAGES-1][15:0]),
      .sums(sums),
      .sets(begins),
      .set_parity(!parity),
      .set_registers(held),
      .parameter_address(parameter_address),
      .parameter_data(parameter_data),
      .write(output_write),
      .write_address(output_address),
      .write_data(output_data),
      .busy(drain_busy),
      .finished(finished),
      .finished_parity(finished_parity)
  );
  assign gives_c2s = finished && gives_c2s_of[finished_parity];

  // The output banks, and the store unit.
  wire output_read;
  wire [PP*OUTPUT_ADDRESS_BITS-1:0] output_read_address;
  wire [PP*WORD_BITS-1:0] output_read_data;
  for (genvar bank = 0; bank < PP; bank++) begin : gen_output
    overlay_output_bank #(
        .SLICES(SLICES),
        .SLICE_BITS(QC * DATA_BITS),
        .DEPTH(OUTPUT_DEPTH)
    ) results (
        .clk(clk),
        .write(output_write[bank*SLICES+:SLICES]),
        .write_address(output_address),
        .write_data(output_data[bank*QC*DATA_BITS+:QC*DATA_BITS]),
        .read(output_read),
        .read_address(output_read_address[bank*OUTPUT_ADDRESS_BITS+:OUTPUT_ADDRESS_BITS]),
        .read_data(output_read_data[bank*WORD_BITS+:WORD_BITS])
    );
  end
  overlay_store #(
      .PP(PP),
      .PORT_BYTES(PORT_BYTES),
      .R(R),
      .WORD_BITS(WORD_BITS),
      .WORD_BYTES(WORD_BYTES),
      .FEATURE_ADDRESS_BITS(FEATURE_ADDRESS_BITS),
      .OUTPUT_ADDRESS_BITS(OUTPUT_ADDRESS_BITS)
  ) store (
      .clk(clk),
      .rst(rst),
      .cancel(cancel),
      .in_valid(unit_valid[2]),
      .in_ready(unit_ready[2]),
      .in_is_run(unit_is_run[2]),
      .in_index(unit_index[12+:6]),
      .in_value(unit_value[64+:32]),
      .idle(store_idle),
      .quiet(store_quiet),
      .owes(store_owes),
      .takes(store_takes),
      .c2s_count(c2s_count),
      .take_c2s(take_c2s),
      .gives_free(gives_free),
      .gives_s2l(gives_s2l),
      .gives_s2c(gives_s2c),
      .read(output_read),
      .read_address(output_read_address),
      .read_data(output_read_data),
      .feature_enable(store_enable),
      .feature_address(store_address),
      .feature_data(store_data),
      .aw_valid(m_axi_awvalid),
      .aw_ready(m_axi_awready),
      .aw_address(m_axi_awaddr),
      .aw_length(m_axi_awlen),
      .w_valid(m_axi_wvalid),
      .w_ready(m_axi_wready),
      .w_data(m_axi_wdata),
      .w_strobe(m_axi_wstrb),
      .w_last(m_axi_wlast),
      .b_valid(m_axi_bvalid)
  );
  assign m_axi_bready = 1'b1;

  // The end: all instructions are out, all units are idle.
  logic running;
  wire units_idle = unit_valid == 0 && load_idle && compute_idle && follow_valid == 0 && !drain_busy && store_idle;
  wire is_over = ended && drained && !owner_valid && (cancel ? !m_axi_arvalid && store_quiet : units_idle);

  // Whether memory has still to do something, and whether anything was done.
  wire memory_owes = (m_axi_arvalid && !m_axi_arready) || (owner_valid && !m_axi_rvalid)
      || (m_axi_awvalid && !m_axi_awready) || (m_axi_wvalid && !m_axi_wready) || store_owes;
  wire moves = (m_axi_arvalid && m_axi_arready) || (m_axi_rvalid && m_axi_rready) || (m_axi_awvalid && m_axi_awready)
      || (unit_valid & unit_ready) != 0 || tap_valid || drain_busy || output_read || load_enable != 0 || store_writes;
  localparam int QUIET_BITS = $clog2(WATCHDOG_CYCLES + 1);
  logic [QUIET_BITS-1:0] quiet_cycles;
  wire is_stuck = quiet_cycles == QUIET_BITS'(WATCHDOG_CYCLES);

  wire [3:0] found = m_axi_rvalid && m_axi_rready && m_axi_rresp[1] ? 4'(ERROR_READ)
      : m_axi_bvalid && m_axi_bresp[1] ? 4'(ERROR_WRITE)
      : program_error != 0 ? program_error
      : is_stuck ? 4'(ERROR_STUCK)
      : stop ? 4'(ERROR_STOPPED)
      : 4'(ERROR_NONE);
  always_ff @(posedge clk) begin
    quiet_cycles <= !running || memory_owes || moves ? '0 : quiet_cycles + 1'b1;
    if (rst || start) begin
      running <= start && !rst;
      cancel <= 1'b0;
      done <= 1'b0;
      error <= '0;
    end else if (running) begin
      if (!cancel && found != 0) begin
        cancel <= 1'b1;
        error <= found;
      end else if (is_over) begin
        running <= 1'b0;
        cancel <= 1'b0;
        done <= 1'b1;
      end
    end
  end
endmodule
`default_nettype wire
