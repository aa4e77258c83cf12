// Counts tokens of one kind that one unit gives and another takes.
//
// Ports: give adds one; take takes take_count of them, at most as many as there are (a unit looks at count first).
`default_nettype none
module overlay_tokens #(
    parameter int COUNT_BITS = 16
) (
    input wire logic clk,
    input wire logic rst,
    input wire logic give,
    input wire logic take,
    input wire logic [5:0] take_count,
    output logic [COUNT_BITS-1:0] count
);
  always_ff @(posedge clk) begin
    if (rst) count <= '0;
    else count <= count + COUNT_BITS'(give) - (take ? COUNT_BITS'(take_count) : COUNT_BITS'(0));
  end
endmodule
`default_nettype wire
