// What SB_SPRAM256KA of iCE40 UltraPlus does while it is switched on: 16,384 words of 16 bits, one port, each nibble written by
// itself. What it gives after a write is not defined; here it is what was there, inverted, so that nothing can rely on it.
// The model that comes with Yosys clears all words one by one when the power goes, which Yosys needs hours to unroll.
// Source: Lattice FPGA-TN-02022, "iCE40 SPRAM Usage Guide".
module SB_SPRAM256KA (
    input [13:0] ADDRESS,
    input [15:0] DATAIN,
    input [3:0] MASKWREN,
    input WREN,
    input CHIPSELECT,
    input CLOCK,
    input STANDBY,
    input SLEEP,
    input POWEROFF,
    output reg [15:0] DATAOUT
);
  reg [15:0] mem[0:16383];
  wire enable = CHIPSELECT && !STANDBY && !SLEEP && POWEROFF;
  always @(posedge CLOCK)
    if (enable) begin
      if (WREN) begin
        if (MASKWREN[0]) mem[ADDRESS][3:0] <= DATAIN[3:0];
        if (MASKWREN[1]) mem[ADDRESS][7:4] <= DATAIN[7:4];
        if (MASKWREN[2]) mem[ADDRESS][11:8] <= DATAIN[11:8];
        if (MASKWREN[3]) mem[ADDRESS][15:12] <= DATAIN[15:12];
        DATAOUT <= ~DATAOUT;
      end else DATAOUT <= mem[ADDRESS];
    end
endmodule
