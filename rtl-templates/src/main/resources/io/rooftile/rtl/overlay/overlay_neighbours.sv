// Gives each lane the words of three neighbouring columns from one read of the feature banks: what a lane read for its
// pixel is also what the lanes beside it need. Lanes hold pixels one behind the other, so that the last lane's right
// neighbour is the first lane's pixel in the next round, and the first lane's left neighbour the last lane's in the round before:
// what a round reads is used in the next one, tap by tap.
//
// Parameters: PP (lanes), ICP and DATA_BITS (of a word), TAPS (of a round at most, at least 2). Ports: read and read_tap (the tap that is
// read, counted in its round) come a cycle before in_*, what was read: its lanes' words, and which lanes have nothing to the left or to the
// right. left, middle and right are those of the same tap one round before, in the cycle of in_*; off the map pad_value.
`default_nettype none
module overlay_neighbours #(
    parameter int PP = 4,
    parameter int ICP = 8,
    parameter int DATA_BITS = 8,
    parameter int TAPS = 16,
    localparam int TAP_BITS = $clog2(TAPS),
    localparam int WORD_BITS = ICP * DATA_BITS
) (
    input wire logic clk,
    input wire logic read,
    input wire logic [TAP_BITS-1:0] read_tap,
    input wire logic in_valid,
    input wire logic [TAP_BITS-1:0] in_tap,
    input wire logic [PP*WORD_BITS-1:0] in_data,
    input wire logic [PP-1:0] in_left_off,
    input wire logic [PP-1:0] in_right_off,
    input wire logic [DATA_BITS-1:0] pad_value,
    output logic [PP*WORD_BITS-1:0] left,
    output logic [PP*WORD_BITS-1:0] middle,
    output logic [PP*WORD_BITS-1:0] right
);
  // Which memory these few words belong into is left to synthesis; a word read in the cycle in which it is written is not used.
  (* no_rw_check *)
  logic [PP*(WORD_BITS+2)-1:0] round [0:TAPS-1];
  // The last lane's words once more, a round later.
  (* no_rw_check *)
  logic [WORD_BITS-1:0] round_before [0:TAPS-1];
  logic [PP-1:0] left_off, right_off;
  logic [WORD_BITS-1:0] earlier;
  always_ff @(posedge clk) begin
    if (in_valid) begin
      round[in_tap] <= {in_left_off, in_right_off, in_data};
      round_before[in_tap] <= middle[(PP-1)*WORD_BITS+:WORD_BITS];
    end
    if (read) begin
      {left_off, right_off, middle} <= round[read_tap];
      earlier <= round_before[read_tap];
    end
  end
  // Of one lane the middle word is nobody's neighbour.
  /* verilator lint_off UNUSEDSIGNAL */
  wire [(PP+2)*WORD_BITS-1:0] row = {in_data[0+:WORD_BITS], middle, earlier};
  /* verilator lint_on UNUSEDSIGNAL */
  for (genvar p = 0; p < PP; p++) begin : gen_lane
    assign left[p*WORD_BITS+:WORD_BITS] = left_off[p] ? {ICP{pad_value}} : row[p*WORD_BITS+:WORD_BITS];
    assign right[p*WORD_BITS+:WORD_BITS] = right_off[p] ? {ICP{pad_value}} : row[(p+2)*WORD_BITS+:WORD_BITS];
  end
endmodule
`default_nettype wire
