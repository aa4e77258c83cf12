// The valid bits of a pipe of LATENCY registers that freezes while its last word is not taken; `advance` is the enable
// of every data register beside it, as of the constant_dot cells of one layer.
//
// Parameters: LATENCY (registers, >= 1).
// Latency LATENCY cycles, interval 1 cycle.
`default_nettype none
module pipe_valid #(
    parameter int LATENCY = 3
) (
    input wire logic clk,
    input wire logic rst,
    input wire logic in_valid,
    output logic in_ready,
    output logic out_valid,
    input wire logic out_ready,
    output logic advance
);
  logic [LATENCY-1:0] valid;
  always_ff @(posedge clk) begin
    if (rst) valid <= '0;
    else if (advance) valid <= LATENCY'({valid, in_valid});
  end
  assign out_valid = valid[LATENCY-1];
  assign advance = !out_valid || out_ready;
  assign in_ready = advance;
endmodule
`default_nettype wire
