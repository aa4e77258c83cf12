// Bytes to a serial line: a start bit of 0, eight data bits, the lowest first, a stop bit of 1, no parity.
//
// Parameters: CLOCKS_PER_BIT (clock cycles of a bit, >= 2).
// The line is 1 while there is nothing to send.
// Latency 1 cycle to the start bit, interval 10*CLOCKS_PER_BIT + 1 cycles per byte.
`default_nettype none
module uart_tx #(
    parameter int CLOCKS_PER_BIT = 104
) (
    input wire logic clk,
    input wire logic rst,
    input wire logic in_valid,
    output logic in_ready,
    input wire logic [7:0] in_data,
    output logic tx
);
  localparam int COUNT_BITS = $clog2(CLOCKS_PER_BIT);
  localparam bit [COUNT_BITS-1:0] WHOLE = COUNT_BITS'(CLOCKS_PER_BIT - 1);

  if (CLOCKS_PER_BIT < 2) begin : gen_illegal_clocks
    $error("CLOCKS_PER_BIT must be at least 2");
  end

  logic [8:0] bits;
  logic [3:0] left;
  logic [COUNT_BITS-1:0] count;
  assign in_ready = left == 0;
  assign tx = bits[0];

  always_ff @(posedge clk) begin
    if (rst) begin
      bits <= '1;
      left <= '0;
      count <= WHOLE;
    end else if (in_ready) begin
      count <= WHOLE;
      if (in_valid) begin
        bits <= {in_data, 1'b0};
        left <= 4'd10;
      end
    end else if (count == 0) begin
      bits <= {1'b1, bits[8:1]};
      left <= left - 1'b1;
      count <= WHOLE;
    end else count <= count - 1'b1;
  end
endmodule
`default_nettype wire
