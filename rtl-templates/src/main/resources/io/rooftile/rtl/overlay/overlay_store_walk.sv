// Reads a tile of results out of the output banks: through its rows, segments and columns, a chunk of R columns a cycle.
//
// Parameters: see overlay_engine; R (columns of a chunk). Ports: start takes the tile, whose registers are held then and taken after; a chunk is
// read in each cycle of step, for which there must be room; it begins in bank, kept are those of its columns that are the tile's; walk_end: it
// is the last one.
`default_nettype none
module overlay_store_walk #(
    parameter int PP = 4,
    parameter int R = 2,
    parameter int COUNT_BITS = 16,
    parameter int OUTPUT_ADDRESS_BITS = 8,
    parameter int REGISTERS = 23,
    localparam int BANK_BITS = PP > 1 ? $clog2(PP) : 1
) (
    input wire logic clk,
    input wire logic rst,
    input wire logic start,
    /* verilator lint_off UNUSEDSIGNAL */
    input wire logic [REGISTERS*32-1:0] held,
    input wire logic [REGISTERS*32-1:0] taken,
    /* verilator lint_on UNUSEDSIGNAL */
    input wire logic room,
    output logic walking,
    output logic step,
    output logic walk_end,
    output logic [BANK_BITS-1:0] bank,
    output logic [R-1:0] kept,
    output logic [PP*OUTPUT_ADDRESS_BITS-1:0] read_address
);
`include "overlay_isa.svh"
  wire signed [COUNT_BITS:0] columns = $signed({1'b0, taken[STORE_COLUMNS*32+:COUNT_BITS]});
  logic signed [COUNT_BITS:0] column;
  wire [COUNT_BITS-1:0] words = taken[STORE_WORDS*32+:COUNT_BITS];
  logic [COUNT_BITS-1:0] segments_left, rows_left;
  logic [COUNT_BITS-1:0] row_address, segment_address, address;
  logic [BANK_BITS-1:0] row_bank;
  assign step = walking && room;
  wire segment_end = column + (COUNT_BITS + 1)'(R) >= columns;
  wire row_end = segments_left == 1;
  assign walk_end = segment_end && row_end && rows_left == 1;
  wire [BANK_BITS:0] bank_after = {1'b0, bank} + (BANK_BITS + 1)'(R);
  wire [BANK_BITS:0] row_bank_after = {1'b0, row_bank} + (BANK_BITS + 1)'(taken[STORE_ROW_REMAINDER*32+:BANK_BITS]);
  wire bank_wraps = PP == 1 || bank_after >= (BANK_BITS + 1)'(PP);
  wire row_bank_wraps = PP > 1 && row_bank_after >= (BANK_BITS + 1)'(PP);
  wire [COUNT_BITS-1:0] next_row_address =
      row_address + taken[STORE_ROW_ADVANCE*32+:COUNT_BITS] + (row_bank_wraps ? words : COUNT_BITS'(0));
  wire [BANK_BITS-1:0] next_bank = PP == 1 ? '0 : bank_wraps ? BANK_BITS'(bank_after - (BANK_BITS + 1)'(PP)) : BANK_BITS'(bank_after);
  wire [BANK_BITS-1:0] next_row_bank = PP == 1 ? '0 :
      row_bank_wraps ? BANK_BITS'(row_bank_after - (BANK_BITS + 1)'(PP)) : BANK_BITS'(row_bank_after);

  for (genvar i = 0; i < PP; i++) begin : gen_read
    // Banks before the chunk's first one hold the next group of pixels.
    assign read_address[i*OUTPUT_ADDRESS_BITS+:OUTPUT_ADDRESS_BITS] =
        OUTPUT_ADDRESS_BITS'(i < 32'(bank) ? address + words : address);
  end

  always_ff @(posedge clk) begin
    if (start) begin
      segments_left <= held[STORE_SEGMENTS*32+:COUNT_BITS];
      rows_left <= held[STORE_ROWS*32+:COUNT_BITS];
      row_address <= held[STORE_SOURCE*32+:COUNT_BITS];
      segment_address <= held[STORE_SOURCE*32+:COUNT_BITS];
      address <= held[STORE_SOURCE*32+:COUNT_BITS];
      row_bank <= '0;
      bank <= '0;
      column <= '0;
    end else if (step) begin
      column <= column + (COUNT_BITS + 1)'(R);
      bank <= next_bank;
      if (bank_wraps) address <= address + words;
      if (segment_end) begin
        column <= '0;
        segments_left <= segments_left - 1'b1;
        segment_address <= segment_address + 1'b1;
        address <= segment_address + 1'b1;
        bank <= row_bank;
        if (row_end) begin
          segments_left <= taken[STORE_SEGMENTS*32+:COUNT_BITS];
          rows_left <= rows_left - 1'b1;
          row_address <= next_row_address;
          segment_address <= next_row_address;
          address <= next_row_address;
          row_bank <= next_row_bank;
          bank <= next_row_bank;
        end
      end
    end
    if (rst) walking <= 1'b0;
    else if (start) walking <= 1'b1;
    else if (step && walk_end) walking <= 1'b0;
  end
  for (genvar i = 0; i < R; i++) begin : gen_kept
    assign kept[i] = column + (COUNT_BITS + 1)'(i) < columns;
  end
endmodule
`default_nettype wire
