// The elements of a word out of whole bytes: of each element's bytes, the lowest first, the low BITS count.
//
// Parameters: LANES, BITS (of an element), BYTES (of a stored element, 8*BYTES >= BITS).
// Combinational, no logic.
`default_nettype none
module lanes_of_bytes #(
    parameter int LANES = 2,
    parameter int BITS = 6,
    parameter int BYTES = 1
) (
    // What an element's bytes hold above its bits is not looked at.
    /* verilator lint_off UNUSEDSIGNAL */
    input wire logic [LANES*BYTES*8-1:0] in_data,
    /* verilator lint_on UNUSEDSIGNAL */
    output logic [LANES*BITS-1:0] out_data
);
  for (genvar lane = 0; lane < LANES; lane++) begin : gen_lane
    assign out_data[lane*BITS+:BITS] = in_data[lane*BYTES*8+:BITS];
  end
endmodule
`default_nettype wire
