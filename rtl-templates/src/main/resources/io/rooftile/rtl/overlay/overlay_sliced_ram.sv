// A RAM whose words are written in slices, of which the last one has what is left of a word; read whole.
//
// Parameters: WIDTH, DEPTH (words), SLICES, SLICE_BITS (of all but the last one). Latency 1 cycle from address to data.
`default_nettype none
module overlay_sliced_ram #(
    parameter int WIDTH = 80,
    parameter int DEPTH = 64,
    parameter int SLICES = 3,
    parameter int SLICE_BITS = 32,
    localparam int ADDRESS_BITS = DEPTH > 1 ? $clog2(DEPTH) : 1
) (
    input wire logic clk,
    input wire logic [SLICES-1:0] write,
    input wire logic [ADDRESS_BITS-1:0] write_address,
    input wire logic [WIDTH-1:0] write_data,
    input wire logic read,
    input wire logic [ADDRESS_BITS-1:0] read_address,
    output logic [WIDTH-1:0] read_data
);
  for (genvar slice = 0; slice < SLICES; slice++) begin : gen_slice
    localparam int FIRST = slice * SLICE_BITS;
    localparam int BITS = slice == SLICES - 1 ? WIDTH - FIRST : SLICE_BITS;
    dual_port_ram #(
        .WIDTH(BITS),
        .DEPTH(DEPTH)
    ) of_slice (
        .clk(clk),
        .write(write[slice]),
        .write_address(write_address),
        .write_data(write_data[FIRST+:BITS]),
        .read(read),
        .read_address(read_address),
        .read_data(read_data[FIRST+:BITS])
    );
  end
endmodule
`default_nettype wire
