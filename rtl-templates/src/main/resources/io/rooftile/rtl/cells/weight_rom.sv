// A read-only memory loaded from a file: data <= memory[address] when enable.
//
// Parameters: WIDTH (bits of a word), DEPTH (words, >= 1), STORAGE ("block" or "distributed": the kind of memory
// that synthesis is asked for), FILE (hexadecimal words for $readmemh; "" is a memory of zeros).
// Latency 1 cycle from address to data, interval 1 cycle.
`default_nettype none
module weight_rom #(
    parameter int WIDTH = 8,
    parameter int DEPTH = 16,
    parameter STORAGE = "block",
    parameter FILE = "",
    localparam int ADDRESS_BITS = DEPTH > 1 ? $clog2(DEPTH) : 1
) (
    input wire logic clk,
    input wire logic enable,
    input wire logic [ADDRESS_BITS-1:0] address,
    output logic [WIDTH-1:0] data
);
  // Vivado reads rom_style, Yosys ram_style. Yosys has no distributed memory with contents: there it is logic.
  if (STORAGE == "block") begin : gen_memory
    (* rom_style = "block", ram_style = "block" *)
    logic [WIDTH-1:0] words [0:DEPTH-1];
    if (FILE != "") begin : gen_load
      initial $readmemh(FILE, words);
    end else begin : gen_zeros
      initial for (int i = 0; i < DEPTH; i++) words[i] = '0;
    end
    always_ff @(posedge clk) if (enable) data <= words[address];
  end else begin : gen_memory
    (* rom_style = "distributed", ram_style = "logic" *)
    logic [WIDTH-1:0] words [0:DEPTH-1];
    if (FILE != "") begin : gen_load
      initial $readmemh(FILE, words);
    end else begin : gen_zeros
      initial for (int i = 0; i < DEPTH; i++) words[i] = '0;
    end
    always_ff @(posedge clk) if (enable) data <= words[address];
  end
endmodule
`default_nettype wire
