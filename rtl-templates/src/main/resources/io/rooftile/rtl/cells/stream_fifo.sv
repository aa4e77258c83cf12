// A shallow first-in first-out queue in registers or distributed memory, read asynchronously.
// Where many words wait, stream_fifo_ram keeps them in block memory.
//
// Parameters: WIDTH (bits of a word), DEPTH (words, >= 2).
// in_ready depends on the state alone: a full queue takes no word, even in a cycle in which one leaves.
// In simulation the largest number of words that waited is printed at the end: rooftile high_water <instance> <words>.
// Latency 1 cycle, interval 1 cycle.
`default_nettype none
module stream_fifo #(
    parameter int WIDTH = 8,
    parameter int DEPTH = 2
) (
    input wire logic clk,
    input wire logic rst,
    input wire logic in_valid,
    output logic in_ready,
    input wire logic [WIDTH-1:0] in_data,
    output logic out_valid,
    input wire logic out_ready,
    output logic [WIDTH-1:0] out_data
);
  localparam int COUNT_BITS = $clog2(DEPTH + 1);
  localparam int ADDRESS_BITS = $clog2(DEPTH);
  localparam bit [ADDRESS_BITS-1:0] LAST = ADDRESS_BITS'(DEPTH - 1);

  if (DEPTH < 2) begin : gen_illegal_depth
    $error("DEPTH must be at least 2");
  end

  logic [WIDTH-1:0] words[DEPTH];
  logic [COUNT_BITS-1:0] count;
  logic [ADDRESS_BITS-1:0] write_address;
  logic [ADDRESS_BITS-1:0] read_address;

  assign in_ready = count != COUNT_BITS'(DEPTH);
  assign out_valid = count != 0;
  assign out_data = words[read_address];
  wire push = in_valid && in_ready;
  wire pop = out_valid && out_ready;

  always_ff @(posedge clk) begin
    if (rst) begin
      count <= '0;
      write_address <= '0;
      read_address <= '0;
    end else begin
      count <= count + COUNT_BITS'(push) - COUNT_BITS'(pop);
      if (push) write_address <= write_address == LAST ? '0 : write_address + 1'b1;
      if (pop) read_address <= read_address == LAST ? '0 : read_address + 1'b1;
    end
  end
  always_ff @(posedge clk) if (push) words[write_address] <= in_data;

`ifdef VERILATOR
  logic [COUNT_BITS-1:0] high_water = '0;
  always_ff @(posedge clk) if (!rst && count > high_water) high_water <= count;
  final $display("rooftile high_water %m %0d", count > high_water ? count : high_water);
`endif
endmodule
`default_nettype wire
