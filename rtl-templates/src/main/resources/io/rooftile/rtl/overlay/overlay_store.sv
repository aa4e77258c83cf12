// The store unit: takes tiles of results from the output banks to memory, or to the feature banks where they stay.
//
// A job begins when the words of the one before it have left; responses of the memory are waited for meanwhile.
// Parameters: see overlay_engine. Ports: in_* is the unit's queue; c2s_count are the tokens there are; read_* reads all
// output banks, data one cycle later; aw_*, w_*, b_* are the write channels without what is constant; owes: bursts that
// were sent have no response yet. cancel gives all jobs up; what is left of bursts that memory knows of is sent without
// strobes, and quiet says that memory has nothing more to come.
`default_nettype none
module overlay_store #(
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
    parameter int OUTPUT_ADDRESS_BITS = 8
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
    output logic quiet,
    output logic owes,
    output logic takes,
    input wire logic [TOKEN_BITS-1:0] c2s_count,
    output logic [5:0] take_c2s,
    output logic gives_free,
    output logic gives_s2l,
    output logic gives_s2c,
    output logic read,
    output logic [PP*OUTPUT_ADDRESS_BITS-1:0] read_address,
    input wire logic [PP*WORD_BITS-1:0] read_data,
    output logic [PP-1:0] feature_enable,
    output logic [PP*FEATURE_ADDRESS_BITS-1:0] feature_address,
    output logic [PP*WORD_BITS-1:0] feature_data,
    output logic aw_valid,
    input wire logic aw_ready,
    output logic [ADDRESS_BITS-1:0] aw_address,
    output logic [7:0] aw_length,
    output logic w_valid,
    input wire logic w_ready,
    output logic [PORT_BYTES*8-1:0] w_data,
    output logic [PORT_BYTES-1:0] w_strobe,
    output logic w_last,
    input wire logic b_valid
);
`include "overlay_isa.svh"
  localparam int COUNT = 23;
  localparam int BANK_BITS = PP > 1 ? $clog2(PP) : 1;
  localparam int BEATS = WORD_BYTES > PORT_BYTES ? WORD_BYTES / PORT_BYTES : 1;
  localparam int BEAT_BITS = BEATS > 1 ? $clog2(BEATS) : 1;
  localparam int SLOT_BYTES = WORD_BYTES > PORT_BYTES ? PORT_BYTES : WORD_BYTES;
  localparam int QUEUE_WORDS = 4;
  localparam int BURSTS = 16;
  localparam int JOBS = 4;

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

  // A beat that is offered stays as it is until it is taken.
  logic empties, empty;
  always_ff @(posedge clk) begin
    empties <= !rst && cancel && (empties || !w_valid || w_ready);
    empty <= empties;
  end
  wire clear = rst || empties;

  wire job = in_valid && in_is_run;
  wire bursts_idle, marks_ready, marks_valid;
  logic active, to_banks, gives_stored_l, gives_stored_c, gives_free_held;
  wire sent;

  assign take_c2s = in_value[5:0];
  assign start = job && !active && bursts_idle && marks_ready && c2s_count >= TOKEN_BITS'(take_c2s);
  assign takes = start;

  wire burst_valid, burst_ready;
  wire [8:0] burst_beats;
  wire lengths_ready;
  wire starts_in_memory = SMALL || held[STORE_KIND*32+:1] == 1'b0;
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
      .start(start && starts_in_memory),
      .address(held[STORE_ADDRESS*32+:ADDRESS_BITS]),
      .run_beats(held[STORE_RUN_BEATS*32+:RUN_BITS]),
      .run_count(held[STORE_RUN_COUNT*32+:COUNT_BITS]),
      .run_pitch(held[STORE_RUN_PITCH*32+:ADDRESS_BITS]),
      .outer_count(held[STORE_OUTER_COUNT*32+:COUNT_BITS]),
      .outer_pitch(held[STORE_OUTER_PITCH*32+:ADDRESS_BITS]),
      .idle(bursts_idle),
      .burst_valid(burst_valid),
      .burst_ready(burst_ready),
      .burst_address(aw_address),
      .burst_beats(burst_beats)
  );
  assign aw_valid = burst_valid && lengths_ready;
  assign burst_ready = aw_ready && lengths_ready;
  assign aw_length = 8'(burst_beats - 1'b1);

  // Bursts whose beats have not all been sent.
  wire length_valid;
  wire [7:0] length;
  if (SMALL) begin : gen_one
    // One burst at a time, to its response.
    logic [7:0] length_held;
    logic is_sending;
    assign {length_valid, length} = {is_sending, length_held};
    assign lengths_ready = !is_sending && !owes;
    always_ff @(posedge clk) begin
      if (aw_valid && aw_ready) length_held <= aw_length;
      is_sending <= !rst && ((aw_valid && aw_ready) || (is_sending && !(w_valid && w_ready && w_last)));
    end
  end else begin : gen_some
    stream_fifo #(
        .WIDTH(8),
        .DEPTH(BURSTS)
    ) lengths (
        .clk(clk),
        .rst(rst),
        .in_valid(aw_valid && aw_ready),
        .in_ready(lengths_ready),
        .in_data(aw_length),
        .out_valid(length_valid),
        .out_ready(w_valid && w_ready && w_last),
        .out_data(length)
    );
  end

  wire walking, room, step, walk_end;
  wire [BANK_BITS-1:0] bank;
  wire [R-1:0] kept;
  overlay_store_walk #(
      .PP(PP),
      .R(R),
      .COUNT_BITS(COUNT_BITS),
      .OUTPUT_ADDRESS_BITS(OUTPUT_ADDRESS_BITS),
      .REGISTERS(COUNT)
  ) walk (
      .clk(clk),
      .rst(clear),
      .start(start),
      .held(held),
      .taken(taken),
      .room(room),
      .walking(walking),
      .step(step),
      .walk_end(walk_end),
      .bank(bank),
      .kept(kept),
      .read_address(read_address)
  );
  assign read = step;
  assign in_ready = in_valid && (in_is_run ? start : !SMALL || (bursts_idle && !walking));
  always_ff @(posedge clk)
    if (start) begin
      to_banks <= !starts_in_memory;
      gives_free_held <= in_value[24];
      gives_stored_l <= in_value[25];
      gives_stored_c <= in_value[26];
    end
  assign gives_free = step && walk_end && gives_free_held;

  // The chunk that was read, its words in their order.
  logic read_valid, read_last;
  logic [BANK_BITS-1:0] read_bank;
  logic [R-1:0] read_kept;
  always_ff @(posedge clk) if (step) begin
    read_last <= walk_end;
    read_bank <= bank;
    read_kept <= kept;
  end
  wire [R*WORD_BITS-1:0] chunk;
  for (genvar i = 0; i < R; i++) begin : gen_chunk
    wire [BANK_BITS-1:0] from = (read_bank + BANK_BITS'(i)) & BANK_BITS'(PP - 1);
    overlay_select #(
        .COUNT(PP),
        .WIDTH(WORD_BITS)
    ) choose (
        .words(read_data),
        .index(from),
        .word(chunk[i*WORD_BITS+:WORD_BITS])
    );
  end
  wire chunk_valid, chunk_ready, chunk_last;
  wire [R-1:0] chunk_kept;
  wire [R*WORD_BITS-1:0] chunk_data;
  if (SMALL) begin : gen_chunks
    // It stays in the output banks' registers until it is taken.
    assign room = !read_valid || chunk_ready;
    assign {chunk_valid, chunk_last, chunk_kept, chunk_data} = {read_valid, read_last, read_kept, chunk};
    always_ff @(posedge clk) read_valid <= !clear && (step || (read_valid && !chunk_ready));
  end else begin : gen_chunks
    always_ff @(posedge clk) read_valid <= !clear && step;
    /* verilator lint_off UNUSEDSIGNAL */
    wire queue_ready;
    /* verilator lint_on UNUSEDSIGNAL */
    stream_fifo #(
        .WIDTH(R * WORD_BITS + R + 1),
        .DEPTH(QUEUE_WORDS)
    ) chunks (
        .clk(clk),
        .rst(clear),
        .in_valid(read_valid),
        .in_ready(queue_ready),
        .in_data({read_last, read_kept, chunk}),
        .out_valid(chunk_valid),
        .out_ready(chunk_ready),
        .out_data({chunk_last, chunk_kept, chunk_data})
    );
    // A chunk is read only when there will be room for it.
    logic [2:0] in_flight;
    assign room = in_flight < 3'(QUEUE_WORDS);
    always_ff @(posedge clk) begin
      if (clear) in_flight <= '0;
      else in_flight <= in_flight + 3'(step) - 3'(chunk_valid && chunk_ready);
    end
  end

  // To memory.
  logic [BEAT_BITS-1:0] beat;
  logic [7:0] sent_of_burst;
  wire beat_end = beat == BEAT_BITS'(BEATS - 1);
  assign w_valid = (empties ? empty : chunk_valid && !to_banks) && length_valid;
  assign w_last = sent_of_burst == length;
  if (BEATS > 1) begin : gen_beats
    wire [BEATS*PORT_BYTES*8-1:0] word = (BEATS * PORT_BYTES * 8)'(chunk_data);
    assign w_data = word[beat*PORT_BYTES*8+:PORT_BYTES*8];
    assign w_strobe = {PORT_BYTES{chunk_kept[0] && !empties}};
  end else begin : gen_slots
    for (genvar i = 0; i < R; i++) begin : gen_slot
      assign w_data[i*SLOT_BYTES*8+:SLOT_BYTES*8] = (SLOT_BYTES * 8)'(chunk_data[i*WORD_BITS+:WORD_BITS]);
      assign w_strobe[i*SLOT_BYTES+:SLOT_BYTES] = {SLOT_BYTES{chunk_kept[i] && !empties}};
    end
  end
  wire w_sent = w_valid && w_ready;
  always_ff @(posedge clk) begin
    if (clear) beat <= '0;
    else if (w_sent) beat <= beat_end ? '0 : beat + 1'b1;
    if (rst) begin
      sent_of_burst <= '0;
    end else if (w_sent) begin
      sent_of_burst <= w_last ? '0 : sent_of_burst + 1'b1;
    end
  end

  // To the feature banks.
  wire writer_ready, writer_idle;
  if (SMALL) begin : gen_writer
    assign {writer_ready, writer_idle} = 2'b11;
    assign {feature_enable, feature_address, feature_data} = '0;
  end else begin : gen_writer
    /* verilator lint_off UNUSEDSIGNAL */
    wire writer_ending;
    /* verilator lint_on UNUSEDSIGNAL */
    overlay_feature_writer #(
        .PP(PP),
        .COUNT_BITS(COUNT_BITS),
        .R(R),
        .WORD_BITS(WORD_BITS),
        .ADDRESS_BITS(FEATURE_ADDRESS_BITS)
    ) writer (
        .clk(clk),
        .rst(clear),
        .start(start && !starts_in_memory),
        .target(held[STORE_TARGET*32+:COUNT_BITS]),
        .columns(held[STORE_COLUMNS*32+:COUNT_BITS]),
        .skip(COUNT_BITS'(0)),
        .segments(held[STORE_SEGMENTS*32+:COUNT_BITS]),
        .rows(held[STORE_ROWS*32+:COUNT_BITS]),
        .segment_step(held[STORE_SEGMENT_STEP*32+:COUNT_BITS]),
        .row_step(held[STORE_ROW_STEP*32+:COUNT_BITS]),
        .phases(held[STORE_PHASES*32+:COUNT_BITS]),
        .phase_step(held[STORE_PHASE_STEP*32+:COUNT_BITS]),
        .rotation(held[STORE_ROTATION*32+:COUNT_BITS]),
        .row_rotation(held[STORE_ROW_ROTATION*32+:COUNT_BITS]),
        .rotation_rows(held[STORE_ROTATION_ROWS*32+:COUNT_BITS]),
        .row_phase(held[STORE_ROW_PHASE*32+:COUNT_BITS]),
        .doublings(2'd0),
        .idle(writer_idle),
        .ending(writer_ending),
        .in_valid(chunk_valid && to_banks),
        .in_ready(writer_ready),
        .in_data(chunk_data),
        .write_enable(feature_enable),
        .write_ready(1'b1),
        .write_address(feature_address),
        .write_data(feature_data)
    );
  end
  assign chunk_ready = to_banks ? writer_ready : w_sent && beat_end;
  assign sent = chunk_valid && chunk_ready && chunk_last;

  // Jobs whose responses have not all come.
  if (SMALL) begin : gen_last
    // One job at a time; it ends when there is none of its bursts left.
    logic is_open, waits;
    assign owes = is_open;
    assign {marks_ready, marks_valid} = {!waits, waits};
    wire answered_all = waits && bursts_idle && !length_valid && !is_open;
    assign gives_s2l = answered_all && gives_stored_l;
    assign gives_s2c = answered_all && gives_stored_c;
    always_ff @(posedge clk) begin
      is_open <= !rst && ((w_sent && w_last) || (is_open && !b_valid));
      waits <= !clear && ((active && sent) || (waits && !answered_all));
    end
  end else begin : gen_marks
    // The number of the last burst, and which tokens are given then.
    logic [COUNT_BITS-1:0] asked, answered, unanswered;
    wire [COUNT_BITS-1:0] mark;
    wire mark_gives_l, mark_gives_c;
    wire [COUNT_BITS-1:0] behind = answered - mark;
    wire answered_all = !behind[COUNT_BITS-1];
    stream_fifo #(
        .WIDTH(COUNT_BITS + 2),
        .DEPTH(JOBS)
    ) marks (
        .clk(clk),
        .rst(clear),
        .in_valid(active && sent),
        .in_ready(marks_ready),
        .in_data({gives_stored_l, gives_stored_c, asked}),
        .out_valid(marks_valid),
        .out_ready(answered_all),
        .out_data({mark_gives_l, mark_gives_c, mark})
    );
    assign gives_s2l = marks_valid && answered_all && mark_gives_l;
    assign gives_s2c = marks_valid && answered_all && mark_gives_c;
    assign owes = unanswered != 0;
    always_ff @(posedge clk) begin
      if (rst) begin
        asked <= '0;
        answered <= '0;
        unanswered <= '0;
      end else begin
        unanswered <= unanswered + COUNT_BITS'(w_sent && w_last) - COUNT_BITS'(b_valid);
        if (aw_valid && aw_ready) asked <= asked + 1'b1;
        if (b_valid) answered <= answered + 1'b1;
      end
    end
  end
  assign idle = !active && !marks_valid && writer_idle;
  assign quiet = empties && !burst_valid && !length_valid && !owes;

  always_ff @(posedge clk) active <= !clear && (start || (active && !sent));
endmodule
`default_nettype wire
