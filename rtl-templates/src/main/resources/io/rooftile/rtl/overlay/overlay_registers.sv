// The registers of one unit: SET instructions fill them, a job takes all of them at once and keeps them while the next
// ones are set. With one set only, which takes half of the flip-flops, nothing may be set that a job still needs.
//
// Parameters: COUNT (registers), WIDTH (bits of each), SETS (2, or 1). Ports: held and taken hold register i at bit i*WIDTH.
`default_nettype none
module overlay_registers #(
    parameter int COUNT = 8,
    parameter int WIDTH = 32,
    parameter int SETS = 2
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
    always_ff @(posedge clk) if (sets && index == 6'(i)) next <= value;
    assign held[i*WIDTH+:WIDTH] = next;
    if (SETS == 2) begin : gen_taken
      logic [WIDTH-1:0] current;
      always_ff @(posedge clk) if (take) current <= next;
      assign taken[i*WIDTH+:WIDTH] = current;
    end else begin : gen_taken
      wire unused = take;
      assign taken[i*WIDTH+:WIDTH] = next;
    end
  end
endmodule
`default_nettype wire
