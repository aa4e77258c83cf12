// Gives every word to each of OUTPUTS readers. A reader that is ready has the word at once, whatever the others do;
// the word leaves the input when the last one takes it.
//
// Parameters: WIDTH (bits of a word), OUTPUTS (readers). Ports: out_data is shared, valid and ready are per reader.
// Latency 0 cycles, interval 1 cycle.
`default_nettype none
module stream_fork #(
    parameter int WIDTH = 8,
    parameter int OUTPUTS = 2
) (
    input wire logic clk,
    input wire logic rst,
    input wire logic in_valid,
    output logic in_ready,
    input wire logic [WIDTH-1:0] in_data,
    output logic [OUTPUTS-1:0] out_valid,
    input wire logic [OUTPUTS-1:0] out_ready,
    output logic [WIDTH-1:0] out_data
);
  logic [OUTPUTS-1:0] done;

  assign in_ready = &(done | out_ready);
  assign out_valid = {OUTPUTS{in_valid}} & ~done;
  assign out_data = in_data;

  always_ff @(posedge clk) begin
    if (rst) done <= '0;
    else if (in_valid) done <= in_ready ? '0 : done | out_ready;
  end
endmodule
`default_nettype wire
