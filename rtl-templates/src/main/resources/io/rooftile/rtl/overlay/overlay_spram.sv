// The memory of a small engine: large RAM of the part itself, which reads or writes one word a cycle, behind the engine's AXI4
// port, and for a host while the engine is done. One burst of reads and one of writes are open at a time; a read's word is
// read the cycle before it is offered, and writes wait for reads. Its first beat comes 2 cycles after its address, the
// response of a write 1 cycle after its last beat. Addresses go round at the end of the memory.
//
// Parameters: ADDRESS_BITS (of a byte). Ports: as overlay_engine, 32 bits wide; host_enable gives the host the memory (the engine must
// be done): host_write writes host_wdata to word host_address, else its word is host_rdata one cycle later.
`default_nettype none
module overlay_spram #(
    parameter int ADDRESS_BITS = 17
) (
    input wire logic clk,
    input wire logic rst,
    input wire logic arvalid,
    output logic arready,
    // Words are whole beats.
    /* verilator lint_off UNUSEDSIGNAL */
    input wire logic [ADDRESS_BITS-1:0] araddr,
    input wire logic [ADDRESS_BITS-1:0] awaddr,
    /* verilator lint_on UNUSEDSIGNAL */
    input wire logic [7:0] arlen,
    output logic rvalid,
    input wire logic rready,
    output logic [31:0] rdata,
    output logic rlast,
    input wire logic awvalid,
    output logic awready,
    input wire logic wvalid,
    output logic wready,
    input wire logic [31:0] wdata,
    input wire logic [3:0] wstrb,
    input wire logic wlast,
    output logic bvalid,
    input wire logic host_enable,
    input wire logic host_write,
    input wire logic [ADDRESS_BITS-3:0] host_address,
    input wire logic [31:0] host_wdata,
    output logic [31:0] host_rdata
);
  localparam int WORDS = 1 << (ADDRESS_BITS - 2);
  logic reading, writing;
  logic [7:0] left;
  logic [ADDRESS_BITS-3:0] read_address, write_address;
  wire reads = reading && (!rvalid || rready);
  assign arready = !reading;
  assign awready = !writing;
  // What was read stays only as long as nothing else is done.
  assign wready = writing && !reads && (!rvalid || rready);
  wire writes = wvalid && wready;

  always_ff @(posedge clk) begin
    if (arvalid && arready) begin
      read_address <= araddr[ADDRESS_BITS-1:2];
      left <= arlen;
    end else if (reads) begin
      read_address <= read_address + 1'b1;
      left <= left - 1'b1;
    end
    if (reads) rlast <= left == 0;
    if (awvalid && awready) write_address <= awaddr[ADDRESS_BITS-1:2];
    else if (writes) write_address <= write_address + 1'b1;
    if (rst) begin
      reading <= 1'b0;
      writing <= 1'b0;
      rvalid <= 1'b0;
      bvalid <= 1'b0;
    end else begin
      reading <= (arvalid && arready) || (reading && !(reads && left == 0));
      writing <= (awvalid && awready) || (writing && !(writes && wlast));
      rvalid <= reads || (rvalid && !rready);
      bvalid <= writes && wlast;
    end
  end

  (* ram_style = "huge" *)
  logic [31:0] words[WORDS];
  wire enable = host_enable || reads || writes;
  wire write = host_enable ? host_write : writes;
  wire [ADDRESS_BITS-3:0] address = host_enable ? host_address : writes ? write_address : read_address;
  wire [31:0] data = host_enable ? host_wdata : wdata;
  wire [3:0] strobe = host_enable ? 4'hf : wstrb;
  always_ff @(posedge clk)
    if (enable) begin
      if (write) begin
        for (int i = 0; i < 4; i++) if (strobe[i]) words[address][i*8+:8] <= data[i*8+:8];
      end else rdata <= words[address];
    end
  assign host_rdata = rdata;
endmodule
`default_nettype wire
