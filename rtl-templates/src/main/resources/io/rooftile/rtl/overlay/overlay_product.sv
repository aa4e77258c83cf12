// Products of the features of an overlay_operand with one weight, in a register: of one multiplier.
//
// Parameters: DATA_BITS, WEIGHT_BITS, PACKED (whether the operand is two features), KEPT (the register is kept apart from the
// multiplier). Ports: products, the lower one of the lower pixel.
`default_nettype none
module overlay_product #(
    parameter int DATA_BITS = 8,
    parameter int WEIGHT_BITS = 8,
    parameter bit PACKED = 1'b0,
    parameter bit KEPT = 1'b0,
    localparam int PRODUCT_BITS = DATA_BITS + WEIGHT_BITS,
    localparam int PIXELS = PACKED ? 2 : 1,
    localparam int OPERAND_BITS = PACKED ? PRODUCT_BITS + DATA_BITS + 1 : DATA_BITS
) (
    input wire logic clk,
    input wire logic signed [OPERAND_BITS-1:0] operand,
    input wire logic signed [WEIGHT_BITS-1:0] weight,
    output logic [PIXELS*PRODUCT_BITS-1:0] products
);
  if (PACKED) begin : gen_two
    localparam int BITS = OPERAND_BITS + WEIGHT_BITS;
    // A negative lower product borrows one from the upper, unless half of the distance is added, which a DSP block does by itself
    // where synthesis lets it. The upper product needs no bit more than its own.
    /* verilator lint_off UNUSEDSIGNAL */
    logic signed [BITS-1:0] both;
    /* verilator lint_on UNUSEDSIGNAL */
    always_ff @(posedge clk) both <= operand * weight + (BITS'(1) <<< (PRODUCT_BITS - 1));
    assign products = {both[2*PRODUCT_BITS-1:PRODUCT_BITS], ~both[PRODUCT_BITS-1], both[PRODUCT_BITS-2:0]};
  end else if (KEPT) begin : gen_kept
    // Yosys 0.23 would take the register of one product into two SB_MAC16, and lose it in one.
    (* keep *) logic signed [PRODUCT_BITS-1:0] product;
    always_ff @(posedge clk) product <= operand * weight;
    assign products = product;
  end else begin : gen_one
    logic signed [PRODUCT_BITS-1:0] product;
    always_ff @(posedge clk) product <= operand * weight;
    assign products = product;
  end
endmodule
`default_nettype wire
