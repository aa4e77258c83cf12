// The operand of a product, in a register: one feature, or two of neighbouring pixels so far apart that their products with one
// weight do not reach into each other.
//
// Parameters: DATA_BITS, PRODUCT_BITS (of a product of one feature), PACKED (whether it is two). Ports: features, the lower one of
// the lower pixel; operand a cycle later.
`default_nettype none
module overlay_operand #(
    parameter int DATA_BITS = 8,
    parameter int PRODUCT_BITS = 16,
    parameter bit PACKED = 1'b0,
    localparam int PIXELS = PACKED ? 2 : 1,
    localparam int OPERAND_BITS = PACKED ? PRODUCT_BITS + DATA_BITS + 1 : DATA_BITS
) (
    input wire logic clk,
    input wire logic [PIXELS*DATA_BITS-1:0] features,
    output logic signed [OPERAND_BITS-1:0] operand
);
  if (PACKED) begin : gen_two
    wire signed [DATA_BITS-1:0] upper = features[2*DATA_BITS-1:DATA_BITS];
    logic signed [DATA_BITS-1:0] lower;
    logic signed [DATA_BITS:0] rest;
    always_ff @(posedge clk) begin
      lower <= features[DATA_BITS-1:0];
      // A negative lower one borrows one from the upper.
      rest <= (DATA_BITS + 1)'(upper) - (DATA_BITS + 1)'({1'b0, features[DATA_BITS-1]});
    end
    assign operand = {rest, PRODUCT_BITS'(lower)};
  end else begin : gen_one
    logic signed [DATA_BITS-1:0] feature;
    always_ff @(posedge clk) feature <= features;
    assign operand = feature;
  end
endmodule
`default_nettype wire
