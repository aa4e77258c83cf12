// A queue of registers and LUTs, or in block RAM, where a word comes out a cycle later.
//
// Parameters: WIDTH, DEPTH (words), RAM (whether it lies in block RAM). Ports: see stream_fifo.
`default_nettype none
module overlay_queue #(
    parameter int WIDTH = 8,
    parameter int DEPTH = 16,
    parameter bit RAM = 1'b0
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
  if (RAM) begin : gen_queue
    stream_fifo_ram #(
        .WIDTH(WIDTH),
        .DEPTH(DEPTH)
    ) fifo (
        .clk(clk),
        .rst(rst),
        .in_valid(in_valid),
        .in_ready(in_ready),
        .in_data(in_data),
        .out_valid(out_valid),
        .out_ready(out_ready),
        .out_data(out_data)
    );
  end else begin : gen_queue
    stream_fifo #(
        .WIDTH(WIDTH),
        .DEPTH(DEPTH)
    ) fifo (
        .clk(clk),
        .rst(rst),
        .in_valid(in_valid),
        .in_ready(in_ready),
        .in_data(in_data),
        .out_valid(out_valid),
        .out_ready(out_ready),
        .out_data(out_data)
    );
  end
endmodule
`default_nettype wire
