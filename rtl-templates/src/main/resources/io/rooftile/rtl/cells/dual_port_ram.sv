// A memory with one write port and one read port of the same clock: data <= memory[read_address] when read.
// A word read in the cycle in which it is written is undefined; the cells that use it never do so.
//
// Parameters: WIDTH (bits of a word), DEPTH (words, >= 1), STORAGE ("block" or "distributed": the kind of memory
// that synthesis is asked for).
// Latency 1 cycle from address to data, interval 1 cycle on either port.
`default_nettype none
module dual_port_ram #(
    parameter int WIDTH = 8,
    parameter int DEPTH = 16,
    parameter STORAGE = "block",
    localparam int ADDRESS_BITS = DEPTH > 1 ? $clog2(DEPTH) : 1
) (
    input wire logic clk,
    input wire logic write,
    input wire logic [ADDRESS_BITS-1:0] write_address,
    input wire logic [WIDTH-1:0] write_data,
    input wire logic read,
    input wire logic [ADDRESS_BITS-1:0] read_address,
    output logic [WIDTH-1:0] read_data
);
  // Yosys reads no_rw_check: it need not build what happens to a word that is read and written in one cycle.
  if (STORAGE == "block") begin : gen_memory
    (* ram_style = "block", no_rw_check *)
    logic [WIDTH-1:0] words [0:DEPTH-1];
    always_ff @(posedge clk) begin
      if (write) words[write_address] <= write_data;
      if (read) read_data <= words[read_address];
    end
  end else begin : gen_memory
    (* ram_style = "distributed", no_rw_check *)
    logic [WIDTH-1:0] words [0:DEPTH-1];
    always_ff @(posedge clk) begin
      if (write) words[write_address] <= write_data;
      if (read) read_data <= words[read_address];
    end
  end
endmodule
`default_nettype wire
