// The registers of one unit: SET instructions fill them, a job takes all of them at once and keeps them while the next
// ones are set.
//
// Parameters: COUNT (registers), WIDTH (bits of each). Ports: held and taken hold register i at bit i*WIDTH.
`default_nettype none
module overlay_registers #(
    parameter int COUNT = 8,
    parameter int WIDTH = 32
) (
    input wire logic clk,
    input wire logic sets,
    input wire logic [5:0] index,
    input wire logic [WIDTH-1:0] value,
    input wire logic take,
    output logic [COUNT*WIDTH-1:0] held,
    output logic [COUNT*WIDTH-1:0] taken
);
  for (genvar i = 0; i < COUNT; i++) begin : gen_register
    logic [WIDTH-1:0] next;
    logic [WIDTH-1:0] current;
    always_ff @(posedge clk) begin
      if (sets && index == 6'(i)) next <= value;
      if (take) current <= next;
    end
    assign held[i*WIDTH+:WIDTH] = next;
    assign taken[i*WIDTH+:WIDTH] = current;
  end
endmodule
`default_nettype wire
