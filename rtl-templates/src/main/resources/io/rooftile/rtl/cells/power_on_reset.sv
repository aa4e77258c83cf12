// Reset for some cycles after the part was configured, and again for as many after each request.
//
// Parameters: CYCLES (>= 2). Registers must start as their initial values say, as those of FPGAs do.
// Latency CYCLES cycles from a request to the end of the reset.
`default_nettype none
module power_on_reset #(
    parameter int CYCLES = 256
) (
    input wire logic clk,
    input wire logic request,
    output logic rst
);
  localparam int COUNT_BITS = $clog2(CYCLES + 1);
  logic [COUNT_BITS-1:0] count = '0;
  assign rst = count != COUNT_BITS'(CYCLES);
  always_ff @(posedge clk)
    if (request) count <= '0;
    else if (rst) count <= count + 1'b1;
endmodule
`default_nettype wire
