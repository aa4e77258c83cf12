// A deep first-in first-out queue: block memory, read synchronously, and an output register.
// For few words stream_fifo is smaller and a cycle faster.
//
// Parameters: WIDTH (bits of a word), DEPTH (words in the memory, >= 2; the output register holds one more).
// in_ready depends on the state alone. The memory is never read at the address that is being written.
// In simulation the largest number of words in the memory is printed at the end: rooftile high_water <instance> <words>.
// Latency 2 cycles, interval 1 cycle.
`default_nettype none
module stream_fifo_ram #(
    parameter int WIDTH = 8,
    parameter int DEPTH = 512
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

  (* ram_style = "block", no_rw_check *)
  logic [WIDTH-1:0] words[DEPTH];
  logic [COUNT_BITS-1:0] stored;
  logic [ADDRESS_BITS-1:0] write_address;
  logic [ADDRESS_BITS-1:0] read_address;

  assign in_ready = stored != COUNT_BITS'(DEPTH);
  wire push = in_valid && in_ready;
  wire read = stored != 0 && (!out_valid || out_ready);

  always_ff @(posedge clk) begin
    if (rst) begin
      stored <= '0;
      write_address <= '0;
      read_address <= '0;
      out_valid <= 1'b0;
    end else begin
      stored <= stored + COUNT_BITS'(push) - COUNT_BITS'(read);
      if (push) write_address <= write_address == LAST ? '0 : write_address + 1'b1;
      if (read) read_address <= read_address == LAST ? '0 : read_address + 1'b1;
      if (read) out_valid <= 1'b1;
      else if (out_ready) out_valid <= 1'b0;
    end
  end
  always_ff @(posedge clk) begin
    if (push) words[write_address] <= in_data;
    if (read) out_data <= words[read_address];
  end

`ifdef VERILATOR
  logic [COUNT_BITS-1:0] high_water = '0;
  always_ff @(posedge clk) if (!rst && stored > high_water) high_water <= stored;
  final $display("rooftile high_water %m %0d", stored > high_water ? stored : high_water);
`endif
endmodule
`default_nettype wire
