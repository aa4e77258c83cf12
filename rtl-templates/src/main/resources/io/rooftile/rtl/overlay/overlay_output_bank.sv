// A bank of results: written a slice of some lanes at a time, read a word at a time.
//
// Parameters: SLICES (of a word), SLICE_BITS, DEPTH (words). Latency 1 cycle from address to data.
`default_nettype none
module overlay_output_bank #(
    parameter int SLICES = 2,
    parameter int SLICE_BITS = 32,
    parameter int DEPTH = 64,
    localparam int ADDRESS_BITS = DEPTH > 1 ? $clog2(DEPTH) : 1
) (
    input wire logic clk,
    input wire logic [SLICES-1:0] write,
    input wire logic [ADDRESS_BITS-1:0] write_address,
    input wire logic [SLICE_BITS-1:0] write_data,
    input wire logic read,
    input wire logic [ADDRESS_BITS-1:0] read_address,
    output logic [SLICES*SLICE_BITS-1:0] read_data
);
  for (genvar slice = 0; slice < SLICES; slice++) begin : gen_slice
    dual_port_ram #(
        .WIDTH(SLICE_BITS),
        .DEPTH(DEPTH)
    ) of_slice (
        .clk(clk),
        .write(write[slice]),
        .write_address(write_address),
        .write_data(write_data),
        .read(read),
        .read_address(read_address),
        .read_data(read_data[slice*SLICE_BITS+:SLICE_BITS])
    );
  end
endmodule
`default_nettype wire
