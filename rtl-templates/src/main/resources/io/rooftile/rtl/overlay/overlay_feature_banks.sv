// PP banks of feature words, of which any lane reads any: lane `l` has bank `l + rotation`. Results are written before what is loaded.
//
// Parameters: PP, ICP, DATA_BITS (of a word), DEPTH (words of a bank), COUNT_BITS (of a lane's address). Ports: store_* and load_*
// write, *_enable by bank; read and read_* come a cycle before data_* and lane_data; a lane that is off has pad_value.
`default_nettype none
module overlay_feature_banks #(
    parameter int PP = 4,
    parameter int ICP = 8,
    parameter int DATA_BITS = 8,
    parameter int DEPTH = 1024,
    parameter int COUNT_BITS = 16,
    localparam int WORD_BITS = ICP * DATA_BITS,
    localparam int ADDRESS_BITS = $clog2(DEPTH),
    localparam int BANK_BITS = PP > 1 ? $clog2(PP) : 1
) (
    input wire logic clk,
    input wire logic [PP-1:0] store_enable,
    input wire logic [PP*ADDRESS_BITS-1:0] store_address,
    input wire logic [PP*WORD_BITS-1:0] store_data,
    input wire logic [PP-1:0] load_enable,
    input wire logic [PP*ADDRESS_BITS-1:0] load_address,
    input wire logic [PP*WORD_BITS-1:0] load_data,
    input wire logic read,
    // Of an address what the depth needs.
    /* verilator lint_off UNUSEDSIGNAL */
    input wire logic [PP*COUNT_BITS-1:0] read_address,
    /* verilator lint_on UNUSEDSIGNAL */
    input wire logic [BANK_BITS-1:0] read_rotation,
    input wire logic [BANK_BITS-1:0] data_rotation,
    input wire logic [PP-1:0] data_off,
    input wire logic [DATA_BITS-1:0] pad_value,
    output logic [PP*WORD_BITS-1:0] lane_data
);
  wire store_writes = store_enable != 0;
  wire [PP*WORD_BITS-1:0] bank_data;
  for (genvar bank = 0; bank < PP; bank++) begin : gen_bank
    wire [BANK_BITS-1:0] lane = (BANK_BITS'(bank) - read_rotation) & BANK_BITS'(PP - 1);
    dual_port_ram #(
        .WIDTH(WORD_BITS),
        .DEPTH(DEPTH)
    ) of_bank (
        .clk(clk),
        .write(store_writes ? store_enable[bank] : load_enable[bank]),
        .write_address(store_writes ? store_address[bank*ADDRESS_BITS+:ADDRESS_BITS]
                       : load_address[bank*ADDRESS_BITS+:ADDRESS_BITS]),
        .write_data(store_writes ? store_data[bank*WORD_BITS+:WORD_BITS] : load_data[bank*WORD_BITS+:WORD_BITS]),
        .read(read),
        .read_address(read_address[lane*COUNT_BITS+:ADDRESS_BITS]),
        .read_data(bank_data[bank*WORD_BITS+:WORD_BITS])
    );
    wire [BANK_BITS-1:0] from = (BANK_BITS'(bank) + data_rotation) & BANK_BITS'(PP - 1);
    wire [WORD_BITS-1:0] word;
    overlay_select #(
        .COUNT(PP),
        .WIDTH(WORD_BITS)
    ) choose (
        .words(bank_data),
        .index(from),
        .word(word)
    );
    assign lane_data[bank*WORD_BITS+:WORD_BITS] = data_off[bank] ? {ICP{pad_value}} : word;
  end
endmodule
`default_nettype wire
