// A serial line to bytes: a start bit of 0, eight data bits, the lowest first, a stop bit of 1, no parity.
//
// Parameters: CLOCKS_PER_BIT (clock cycles of a bit, >= 4).
// Bits are read in their middle, so that a line some per cent slow or fast is still read. A start bit that is gone in
// its middle was none. A byte without its stop bit is dropped, and the line must first be 1 again; when it was all
// zeros, `line_break` is set until then.
// A line cannot be held back: a byte that arrives while the one before still waits is lost.
// Latency: a byte is there 10*CLOCKS_PER_BIT cycles after its start bit began, less half a bit, and 3 more for the synchroniser.
`default_nettype none
module uart_rx #(
    parameter int CLOCKS_PER_BIT = 104
) (
    input wire logic clk,
    input wire logic rst,
    input wire logic rx,
    output logic out_valid,
    input wire logic out_ready,
    output logic [7:0] out_data,
    output logic line_break
);
  localparam int COUNT_BITS = $clog2(CLOCKS_PER_BIT);
  localparam bit [COUNT_BITS-1:0] WHOLE = COUNT_BITS'(CLOCKS_PER_BIT - 1);
  localparam bit [COUNT_BITS-1:0] HALF = COUNT_BITS'(CLOCKS_PER_BIT / 2 - 1);
  localparam bit [3:0] STOP = 4'd9;

  if (CLOCKS_PER_BIT < 4) begin : gen_illegal_clocks
    $error("CLOCKS_PER_BIT must be at least 4");
  end

  // The line changes at any time: two registers, so that the second is stable.
  logic early, line;
  always_ff @(posedge clk) begin
    early <= rx;
    line <= early;
  end

  logic receiving;
  logic waiting;
  logic [COUNT_BITS-1:0] count;
  logic [3:0] place;
  logic [7:0] data;
  wire sample = receiving && count == 0;
  wire complete = sample && place == STOP;
  assign line_break = waiting && data == 0;

  always_ff @(posedge clk) begin
    if (rst) begin
      receiving <= 1'b0;
      waiting <= 1'b1;
      data <= '1;
      out_valid <= 1'b0;
    end else begin
      if (complete && line) out_valid <= 1'b1;
      else if (out_ready) out_valid <= 1'b0;
      if (waiting) waiting <= !line;
      else if (!receiving) receiving <= !line;
      else if (sample) begin
        if (place == 0 && line) receiving <= 1'b0;
        if (place != 0 && !complete) data <= {line, data[7:1]};
        if (complete) begin
          receiving <= 1'b0;
          waiting <= !line;
        end
      end
    end
  end
  always_ff @(posedge clk) begin
    if (!receiving) begin
      count <= HALF;
      place <= '0;
    end else if (sample) begin
      count <= WHOLE;
      place <= place + 1'b1;
    end else count <= count - 1'b1;
    if (complete && line && !(out_valid && !out_ready)) out_data <= data;
  end
endmodule
`default_nettype wire
