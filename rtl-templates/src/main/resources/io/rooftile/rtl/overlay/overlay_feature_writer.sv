// Puts the columns of feature maps where a reader finds them: neighbouring columns in neighbouring banks, columns of one
// phase of the reader's stride side by side; of two phases the second one half of the banks farther on.
//
// Chunks of R neighbouring columns come in the order rows, segments (words of ICP channels), columns; the first chunk of
// a segment has SKIP words in front of column 0 (a multiple of PHASES), the last one what is over. A chunk takes one
// cycle where PHASES is 1 or 2, else a cycle a word. Of a map that is repeated each word is 2^DOUBLINGS columns; a chunk
// then takes a cycle for each R of these (PHASES 1, SKIP 0).
//
// Parameters: PP (banks, a power of two), R (words of a chunk, a power of two, <= PP), WORD_BITS, ADDRESS_BITS.
// Ports: start takes a job (only while idle); ending: the chunk that comes is its last one; write_* goes to the banks, bank b at bit b of the enables;
// write_ready says that the banks take it.
`default_nettype none
module overlay_feature_writer #(
    parameter int PP = 4,
    parameter int R = 2,
    parameter int WORD_BITS = 64,
    parameter int ADDRESS_BITS = 10,
    parameter int COUNT_BITS = 16
) (
    input wire logic clk,
    input wire logic rst,
    input wire logic start,
    input wire logic [COUNT_BITS-1:0] target,
    input wire logic [COUNT_BITS-1:0] columns,
    input wire logic [COUNT_BITS-1:0] skip,
    input wire logic [COUNT_BITS-1:0] segments,
    input wire logic [COUNT_BITS-1:0] rows,
    input wire logic [COUNT_BITS-1:0] segment_step,
    input wire logic [COUNT_BITS-1:0] row_step,
    input wire logic [COUNT_BITS-1:0] phases,
    input wire logic [COUNT_BITS-1:0] phase_step,
    // A bank has few bits; registers have all the same.
    /* verilator lint_off UNUSEDSIGNAL */
    input wire logic [COUNT_BITS-1:0] rotation,
    input wire logic [COUNT_BITS-1:0] row_rotation,
    /* verilator lint_on UNUSEDSIGNAL */
    input wire logic [COUNT_BITS-1:0] rotation_rows,
    input wire logic [COUNT_BITS-1:0] row_phase,
    input wire logic [1:0] doublings,
    output logic idle,
    output logic ending,
    input wire logic in_valid,
    output logic in_ready,
    input wire logic [R*WORD_BITS-1:0] in_data,
    output logic [PP-1:0] write_enable,
    input wire logic write_ready,
    output logic [PP*ADDRESS_BITS-1:0] write_address,
    output logic [PP*WORD_BITS-1:0] write_data
);
  localparam int BANK_BITS = PP > 1 ? $clog2(PP) : 1;
  localparam int SHIFT = $clog2(PP);
  localparam int WORD_INDEX_BITS = R > 1 ? $clog2(R) : 1;
  localparam int PART_BITS = 3;

  logic busy;
  logic [COUNT_BITS-1:0] last_columns, first_skip, segments_of_row, step_of_segment, step_of_row;
  logic [COUNT_BITS-1:0] phase_count, step_of_phase, rows_of_rotation;
  logic [BANK_BITS-1:0] rotation_step;
  logic [COUNT_BITS-1:0] segments_left, rows_left, rows_in_rotation;
  logic [COUNT_BITS-1:0] row_base, segment_base;
  logic [BANK_BITS-1:0] row_bank;
  // Column of the chunk's first word; negative while words are skipped.
  logic signed [COUNT_BITS:0] column;
  // Where a cycle a word is needed: the word, its phase and its column among those of the phase.
  logic [WORD_INDEX_BITS-1:0] word;
  logic [COUNT_BITS-1:0] phase;
  logic [COUNT_BITS-1:0] phase_offset;
  logic [COUNT_BITS-1:0] phase_column;
  // Of a word that is several columns; which R of a chunk's columns are written.
  logic [1:0] doubled;
  logic [PART_BITS-1:0] part;

  wire is_paired = phase_count == 2;
  wire is_wide = PP == 1 || phase_count == 1 || (is_paired && R > 1);
  wire signed [COUNT_BITS:0] word_column = column + (COUNT_BITS + 1)'(word);
  wire is_kept = word_column >= 0 && word_column < $signed({1'b0, last_columns});
  wire chunk_end = is_wide || word == WORD_INDEX_BITS'(R - 1) || word_column + (COUNT_BITS + 1)'(1) >= $signed({1'b0, last_columns});
  wire segment_end = column + (COUNT_BITS + 1)'(R) >= $signed({1'b0, last_columns});
  wire row_end = segments_left == 1;
  wire part_end = PART_BITS'(part + 1'b1) == PART_BITS'(1) << doubled || segment_end;

  assign idle = !busy;
  assign ending = segment_end && row_end && rows_left == 1;
  assign in_ready = busy && chunk_end && part_end && write_ready;
  wire step = busy && in_valid && write_ready;

  // The chunk's first column among those of its phase.
  wire [BANK_BITS-1:0] first_column = BANK_BITS'(is_paired ? column >>> 1 : column);
  wire [BANK_BITS-1:0] phase_turn = is_paired && phase[0] ? BANK_BITS'(PP / 2) : '0;

  for (genvar bank = 0; bank < PP; bank++) begin : gen_bank
    // The word of the chunk that this bank takes where all are written at once.
    wire [BANK_BITS-1:0] distance =
        BANK_BITS'(BANK_BITS'(bank) - row_bank - first_column) & BANK_BITS'(PP - 1);
    // Of two phases the first half of the banks takes even words, the second one odd words.
    wire [BANK_BITS-1:0] index = is_paired
        ? BANK_BITS'(distance << 1) & BANK_BITS'(PP - 1) | distance >> (BANK_BITS - 1) : distance;
    wire signed [COUNT_BITS:0] wide_column = column + (COUNT_BITS + 1)'(index);
    wire is_wide_kept = (COUNT_BITS + 1)'(index) < (COUNT_BITS + 1)'(R) && wide_column >= 0
        && wide_column < $signed({1'b0, last_columns});
    wire is_single = (BANK_BITS'(row_bank + BANK_BITS'(phase_column) + phase_turn) & BANK_BITS'(PP - 1)) == BANK_BITS'(bank);
    assign write_enable[bank] = busy && in_valid && (is_wide ? is_wide_kept : is_kept && is_single);
    if (PP == 1) begin : gen_plain
      // In one bank columns of all phases lie behind each other.
      assign write_address = ADDRESS_BITS'(segment_base + COUNT_BITS'(column));
      assign write_data = in_data;
    end else begin : gen_phases
      wire [WORD_INDEX_BITS-1:0] source =
          WORD_INDEX_BITS'(((BANK_BITS + PART_BITS)'(part) << $clog2(R) | (BANK_BITS + PART_BITS)'(index)) >> doubled);
      wire [WORD_INDEX_BITS-1:0] chosen = is_wide ? source : word;
      assign write_address[bank*ADDRESS_BITS+:ADDRESS_BITS] = is_wide
          ? ADDRESS_BITS'(segment_base + (is_paired && index[0] ? step_of_phase : COUNT_BITS'(0))
              + COUNT_BITS'((is_paired ? wide_column >>> 1 : wide_column) >>> SHIFT))
          : ADDRESS_BITS'(segment_base + phase_offset + (phase_column >> SHIFT));
      overlay_select #(
          .COUNT(R),
          .WIDTH(WORD_BITS)
      ) choose (
          .words(in_data),
          .index(chosen),
          .word(write_data[bank*WORD_BITS+:WORD_BITS])
      );
    end
  end

  wire [COUNT_BITS-1:0] next_segment = segment_base + step_of_segment;
  wire [COUNT_BITS-1:0] next_row = row_base + step_of_row;
  wire rotates = rows_in_rotation + 1'b1 == rows_of_rotation;

  always_ff @(posedge clk) begin
    if (start) begin
      last_columns <= columns;
      first_skip <= skip;
      segments_of_row <= segments;
      step_of_segment <= segment_step;
      step_of_row <= row_step;
      phase_count <= phases;
      step_of_phase <= phase_step;
      rotation_step <= BANK_BITS'(row_rotation);
      rows_of_rotation <= rotation_rows;
      doubled <= doublings;
      part <= '0;
      segments_left <= segments;
      rows_left <= rows;
      rows_in_rotation <= row_phase;
      row_base <= target;
      segment_base <= target;
      row_bank <= BANK_BITS'(rotation);
      column <= (COUNT_BITS + 1)'(0) - (COUNT_BITS + 1)'(skip);
      word <= '0;
      phase <= '0;
      phase_offset <= '0;
      phase_column <= '0;
    end else if (step) begin
      word <= word + 1'b1;
      if (is_kept) begin
        phase <= phase + 1'b1;
        phase_offset <= phase_offset + step_of_phase;
        if (phase + 1'b1 == phase_count) begin
          phase <= '0;
          phase_offset <= '0;
          phase_column <= phase_column + 1'b1;
        end
      end
      if (chunk_end) begin
        word <= '0;
        part <= part_end ? '0 : part + 1'b1;
        column <= column + (COUNT_BITS + 1)'(R);
        if (segment_end) begin
          column <= (COUNT_BITS + 1)'(0) - (COUNT_BITS + 1)'(first_skip);
          phase <= '0;
          phase_offset <= '0;
          phase_column <= '0;
          segments_left <= segments_left - 1'b1;
          segment_base <= next_segment;
          if (row_end) begin
            segments_left <= segments_of_row;
            rows_left <= rows_left - 1'b1;
            row_base <= next_row;
            segment_base <= next_row;
            rows_in_rotation <= rotates ? '0 : rows_in_rotation + 1'b1;
            if (rotates) row_bank <= row_bank + rotation_step;
          end
        end
      end
    end
    if (rst) busy <= 1'b0;
    else if (start) busy <= 1'b1;
    else if (step && chunk_end && segment_end && row_end && rows_left == 1) busy <= 1'b0;
  end
endmodule
`default_nettype wire
