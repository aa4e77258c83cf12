// A function of one element as a table, one memory per lane: out = table[raw bits of the element].
//
// Parameters: LANES, IN_BITS (of an element), OUT_BITS (of a result), STORAGE ("block" | "distributed" memory of the
// table), FILE ($readmemh, 2^IN_BITS entries of OUT_BITS).
// Latency 1 cycle, interval 1 cycle.
`default_nettype none
module lookup #(
    parameter int LANES = 1,
    parameter int IN_BITS = 8,
    parameter int OUT_BITS = 8,
    parameter STORAGE = "block",
    parameter FILE = ""
) (
    input wire logic clk,
    input wire logic rst,
    input wire logic in_valid,
    output logic in_ready,
    input wire logic [LANES*IN_BITS-1:0] in_data,
    output logic out_valid,
    input wire logic out_ready,
    output logic [LANES*OUT_BITS-1:0] out_data
);
  wire advance = !out_valid || out_ready;
  assign in_ready = advance;
  always_ff @(posedge clk) begin
    if (rst) out_valid <= 1'b0;
    else if (advance) out_valid <= in_valid;
  end

  for (genvar lane = 0; lane < LANES; lane++) begin : gen_lane
    weight_rom #(
        .WIDTH(OUT_BITS),
        .DEPTH(1 << IN_BITS),
        .STORAGE(STORAGE),
        .FILE(FILE)
    ) entries (
        .clk(clk),
        .enable(advance),
        .address(in_data[lane*IN_BITS+:IN_BITS]),
        .data(out_data[lane*OUT_BITS+:OUT_BITS])
    );
  end
endmodule
`default_nettype wire
