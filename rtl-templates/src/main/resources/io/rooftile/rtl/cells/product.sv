// The product of two signed numbers, by whatever multiplies.
//
// Parameters: X_BITS, W_BITS, MULTIPLIER ("DSP" leaves the product to synthesis, which takes multiplier blocks for it,
// "LUT" spells it in rows of adders; where w is a constant, only its rows that are not 0 cost anything).
// Combinational.
`default_nettype none
module product #(
    parameter int X_BITS = 8,
    parameter int W_BITS = 8,
    parameter MULTIPLIER = "DSP"
) (
    input wire logic signed [X_BITS-1:0] x,
    input wire logic signed [W_BITS-1:0] w,
    output logic signed [X_BITS+W_BITS-1:0] value
);
  if (MULTIPLIER == "DSP") begin : gen_block
    assign value = x * w;
  end else begin : gen_rows
    product_rows #(
        .X_BITS(X_BITS),
        .W_BITS(W_BITS)
    ) rows (
        .x(x),
        .w(w),
        .product(value)
    );
  end
endmodule
`default_nettype wire
