// The elements of a word in whole bytes, the lowest first; what is left of the last byte repeats the sign, or is 0.
//
// Parameters: LANES, BITS (of an element), BYTES (of a stored element, 8*BYTES >= BITS), SIGNED (0 | 1).
// Combinational, no logic.
`default_nettype none
module bytes_of_lanes #(
    parameter int LANES = 2,
    parameter int BITS = 6,
    parameter int BYTES = 1,
    parameter int SIGNED = 1
) (
    input wire logic [LANES*BITS-1:0] in_data,
    output logic [LANES*BYTES*8-1:0] out_data
);
  for (genvar lane = 0; lane < LANES; lane++) begin : gen_lane
    wire fill = SIGNED != 0 && in_data[lane*BITS+BITS-1];
    if (BYTES * 8 == BITS) begin : gen_whole
      assign out_data[lane*BYTES*8+:BYTES*8] = in_data[lane*BITS+:BITS];
      wire unused = fill;
    end else begin : gen_filled
      assign out_data[lane*BYTES*8+:BYTES*8] = {{(BYTES * 8 - BITS) {fill}}, in_data[lane*BITS+:BITS]};
    end
  end
endmodule
`default_nettype wire
