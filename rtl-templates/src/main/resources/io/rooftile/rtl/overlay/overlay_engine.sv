// The overlay engine: runs a program of load, compute and store jobs that overlap and wait for each other's tokens.
//
// Parameters: PP (pixels at once, a power of two), ICP and OCP (input and output channels at once), DATA_BITS and
// WEIGHT_BITS (signed), PORT_BITS (of the memory port, a power of two), FEATURE_DEPTH (words of ICP features of each of PP banks),
// WEIGHT_DEPTH (words of OCP*ICP weights), PARAMETER_DEPTH (words of QC channels of 80 bits), OUTPUT_DEPTH (words of ICP
// results of each of PP banks), QC (channels drained at once, a divisor of ICP and OCP), PACKED (one multiplier serves two pixels).
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
    parameter int COUNT_BITS = 16,
    parameter int ADDRESS_BITS = 32,
    parameter int RUN_BITS = 32,
    parameter bit SMALL = 1'b0,
    parameter bit PACKED = 1'b0,
    parameter int WATCHDOG_CYCLES = 4096
) (
    input wire logic clk,
    input wire logic rst,
    input wire logic start,
    input wire logic [ADDRESS_BITS-1:0] program_address,
    input wire logic stop,
    output logic done,
    output logic [3:0] error,
    output logic works,
    output logic m_axi_arvalid,
    input wire logic m_axi_arready,
    output logic [ADDRESS_BITS-1:0] m_axi_araddr,
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
    output logic [ADDRESS_BITS-1:0] m_axi_awaddr,
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
  localparam int TOKEN_BITS = SMALL ? 7 : COUNT_BITS;

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
  wire [ADDRESS_BITS-1:0] fetch_burst_address;
  wire [8:0] fetch_burst_beats;
  wire [2:0] unit_valid, unit_ready, unit_is_run;
  wire [6*3-1:0] unit_index;
  wire [32*3-1:0] unit_value;
  overlay_program #(
      .ADDRESS_BITS(ADDRESS_BITS),
      .SMALL(SMALL),
      .PORT_BITS(PORT_BITS)
  ) instructions (
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
      .unit_valid(unit_valid),
      .unit_ready(unit_ready),
      .unit_is_run(unit_is_run),
      .unit_index(unit_index),
      .unit_value(unit_value)
  );

  // Tokens.
  wire gives_l2c, gives_c2l, gives_c2s, gives_free, gives_s2l, gives_s2c;
  wire load_takes, compute_takes, store_takes;
  wire [5:0] take_c2l, take_s2l, take_l2c, take_free, take_stored, take_c2s;
  wire [TOKEN_BITS-1:0] c2l_count, s2l_count, l2c_count, free_count, stored_count, c2s_count;
  wire token_reset = clear || start;
  overlay_tokens #(.COUNT_BITS(TOKEN_BITS)) l2c (.clk(clk), .rst(token_reset), .give(gives_l2c), .take(compute_takes), .take_count(take_l2c), .count(l2c_count));
  overlay_tokens #(.COUNT_BITS(TOKEN_BITS)) c2l (.clk(clk), .rst(token_reset), .give(gives_c2l), .take(load_takes), .take_count(take_c2l), .count(c2l_count));
  overlay_tokens #(.COUNT_BITS(TOKEN_BITS)) c2s (.clk(clk), .rst(token_reset), .give(gives_c2s), .take(store_takes), .take_count(take_c2s), .count(c2s_count));
  overlay_tokens #(.COUNT_BITS(TOKEN_BITS)) s2c_free (.clk(clk), .rst(token_reset), .give(gives_free), .take(compute_takes), .take_count(take_free), .count(free_count));
  overlay_tokens #(.COUNT_BITS(TOKEN_BITS)) s2c_stored (.clk(clk), .rst(token_reset), .give(gives_s2c), .take(compute_takes), .take_count(take_stored), .count(stored_count));
  overlay_tokens #(.COUNT_BITS(TOKEN_BITS)) s2l (.clk(clk), .rst(token_reset), .give(gives_s2l), .take(load_takes), .take_count(take_s2l), .count(s2l_count));

  // The read channels: bursts of the program first, unless one of the load unit was offered before; their beats come in
  // order.
  wire load_burst_valid, load_burst_ready, load_beat_valid, load_beat_ready;
  wire [ADDRESS_BITS-1:0] load_burst_address;
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
  if (SMALL) begin : gen_owner
    // One burst at a time.
    logic is_open, is_load_held;
    assign {owner_ready, owner_valid, is_load} = {!is_open, is_open, is_load_held};
    always_ff @(posedge clk) begin
      if (m_axi_arvalid && m_axi_arready) is_load_held <= !from_fetch;
      is_open <= !rst && ((m_axi_arvalid && m_axi_arready) || (is_open && !(m_axi_rvalid && m_axi_rready && m_axi_rlast)));
    end
  end else begin : gen_owner
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
  end
  assign fetch_beat_valid = m_axi_rvalid && owner_valid && !is_load;
  assign load_beat_valid = m_axi_rvalid && owner_valid && is_load;
  assign m_axi_rready = owner_valid && (is_load ? load_beat_ready : fetch_beat_ready);

  // Load.
  wire load_idle, store_idle, store_quiet, store_owes, compute_idle, compute_busy;
  wire [PP-1:0] load_enable, store_enable;
  wire [PP*FEATURE_ADDRESS_BITS-1:0] load_address, store_address;
  wire [PP*WORD_BITS-1:0] load_data, store_data;
  wire store_writes = store_enable != 0;
  // Words that small engines write a beat at a time.
  localparam int WEIGHT_SLICES = SMALL && WEIGHT_BYTES > PORT_BYTES ? WEIGHT_BYTES / PORT_BYTES : 1;
  localparam int PARAMETER_SLICES = SMALL && PARAMETER_BYTES > PORT_BYTES ? PARAMETER_BYTES / PORT_BYTES : 1;
  wire [WEIGHT_SLICES-1:0] weight_write;
  wire [PARAMETER_SLICES-1:0] parameter_write;
  wire [WEIGHT_ADDRESS_BITS-1:0] weight_write_address;
  wire [WEIGHT_WORD_BITS-1:0] weight_write_data;
  wire [PARAMETER_ADDRESS_BITS-1:0] parameter_write_address;
  wire [QC*80-1:0] parameter_write_data;
  overlay_load #(
      .PP(PP),
      .TOKEN_BITS(TOKEN_BITS),
      .SMALL(SMALL),
      .RUN_BITS(RUN_BITS),
      .COUNT_BITS(COUNT_BITS),
      .ADDRESS_BITS(ADDRESS_BITS),
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

  // Compute.
  wire output_read;
  wire [PP*OUTPUT_ADDRESS_BITS-1:0] output_read_address;
  wire [PP*WORD_BITS-1:0] output_read_data;
  overlay_compute_unit #(
      .PP(PP),
      .ICP(ICP),
      .OCP(OCP),
      .DATA_BITS(DATA_BITS),
      .WEIGHT_BITS(WEIGHT_BITS),
      .PORT_BITS(PORT_BITS),
      .FEATURE_DEPTH(FEATURE_DEPTH),
      .WEIGHT_DEPTH(WEIGHT_DEPTH),
      .PARAMETER_DEPTH(PARAMETER_DEPTH),
      .OUTPUT_DEPTH(OUTPUT_DEPTH),
      .QC(QC),
      .COUNT_BITS(COUNT_BITS),
      .TOKEN_BITS(TOKEN_BITS),
      .SMALL(SMALL),
      .PACKED(PACKED),
      .WEIGHT_SLICES(WEIGHT_SLICES),
      .PARAMETER_SLICES(PARAMETER_SLICES)
  ) compute (
      .clk(clk),
      .rst(clear),
      .in_valid(unit_valid[1]),
      .in_ready(unit_ready[1]),
      .in_is_run(unit_is_run[1]),
      .in_index(unit_index[6+:6]),
      .in_value(unit_value[32+:32]),
      .idle(compute_idle),
      .busy(compute_busy),
      .works(works),
      .takes(compute_takes),
      .l2c_count(l2c_count),
      .free_count(free_count),
      .stored_count(stored_count),
      .take_l2c(take_l2c),
      .take_free(take_free),
      .take_stored(take_stored),
      .gives_c2l(gives_c2l),
      .gives_c2s(gives_c2s),
      .load_enable(load_enable),
      .load_address(load_address),
      .load_data(load_data),
      .store_enable(store_enable),
      .store_address(store_address),
      .store_data(store_data),
      .weight_write(weight_write),
      .weight_write_address(weight_write_address),
      .weight_write_data(weight_write_data),
      .parameter_write(parameter_write),
      .parameter_write_address(parameter_write_address),
      .parameter_write_data(parameter_write_data),
      .output_read(output_read),
      .output_read_address(output_read_address),
      .output_read_data(output_read_data)
  );

  // Store.
  overlay_store #(
      .PP(PP),
      .TOKEN_BITS(TOKEN_BITS),
      .SMALL(SMALL),
      .RUN_BITS(RUN_BITS),
      .COUNT_BITS(COUNT_BITS),
      .ADDRESS_BITS(ADDRESS_BITS),
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
  wire units_idle = unit_valid == 0 && load_idle && compute_idle && store_idle;
  wire is_over = ended && drained && !owner_valid && (cancel ? !m_axi_arvalid && store_quiet : units_idle);

  // Whether memory has still to do something, and whether anything was done.
  wire memory_owes = (m_axi_arvalid && !m_axi_arready) || (owner_valid && !m_axi_rvalid)
      || (m_axi_awvalid && !m_axi_awready) || (m_axi_wvalid && !m_axi_wready) || store_owes;
  wire moves = (m_axi_arvalid && m_axi_arready) || (m_axi_rvalid && m_axi_rready) || (m_axi_awvalid && m_axi_awready)
      || (unit_valid & unit_ready) != 0 || compute_busy || works || output_read || load_enable != 0 || store_writes;
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
