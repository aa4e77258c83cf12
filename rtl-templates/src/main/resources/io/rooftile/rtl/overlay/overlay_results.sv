// What becomes of the array's sums: parameters are read for them, they leave through the requantisers, and lie in the output banks
// until the store unit reads them.
//
// Parameters: see overlay_engine; PARAMETER_SLICES (parts of a parameter word that are written by themselves, of PORT_BITS). Ports:
// sum_* as overlay_drain; begins, parity and registers as overlay_compute; busy: sums are on their way; gives_c2s: all of a job is there.
`default_nettype none
module overlay_results #(
    parameter int PP = 4,
    parameter int ICP = 8,
    parameter int OCP = 8,
    parameter int DATA_BITS = 8,
    parameter int PORT_BITS = 64,
    parameter int PARAMETER_DEPTH = 256,
    parameter int OUTPUT_DEPTH = 512,
    parameter int QC = 2,
    parameter int COUNT_BITS = 16,
    parameter bit SMALL = 1'b0,
    parameter bit NEIGHBOURS = 1'b1,
    parameter int PARAMETER_SLICES = 1,
    localparam int WORD_BITS = ICP * DATA_BITS,
    localparam int PARAMETER_ADDRESS_BITS = $clog2(PARAMETER_DEPTH),
    localparam int OUTPUT_ADDRESS_BITS = $clog2(OUTPUT_DEPTH),
    localparam int LANE_BITS = $clog2(PP + 1),
    localparam int PASS_BITS = ICP > OCP ? $clog2((ICP + OCP - 1) / OCP) : 1
) (
    input wire logic clk,
    input wire logic rst,
    // A small engine has one set of registers, and one lane.
    /* verilator lint_off UNUSEDSIGNAL */
    input wire logic begins,
    input wire logic [LANE_BITS-1:0] sum_lanes,
    /* verilator lint_on UNUSEDSIGNAL */
    input wire logic begins_gives,
    input wire logic parity,
    input wire logic [58*32-1:0] registers,
    input wire logic sum_valid,
    input wire logic sum_parity,
    input wire logic sum_job_first,
    input wire logic sum_job_last,
    input wire logic sum_group_first,
    input wire logic [PASS_BITS-1:0] sum_pass,
    input wire logic [PP*OCP*32-1:0] sums,
    input wire logic [PARAMETER_SLICES-1:0] parameter_write,
    input wire logic [PARAMETER_ADDRESS_BITS-1:0] parameter_write_address,
    input wire logic [QC*80-1:0] parameter_write_data,
    input wire logic read,
    input wire logic [PP*OUTPUT_ADDRESS_BITS-1:0] read_address,
    output logic [PP*WORD_BITS-1:0] read_data,
    output logic busy,
    output logic gives_c2s
);
  localparam int SLICES = ICP / QC;
  wire [PARAMETER_ADDRESS_BITS-1:0] parameter_address;
  wire [QC*80-1:0] parameter_data;
  overlay_sliced_ram #(
      .WIDTH(QC * 80),
      .DEPTH(PARAMETER_DEPTH),
      .SLICES(PARAMETER_SLICES),
      .SLICE_BITS(PORT_BITS)
  ) parameters (
      .clk(clk),
      .write(parameter_write),
      .write_address(parameter_write_address),
      .write_data(parameter_write_data),
      .read(1'b1),
      .read_address(parameter_address),
      .read_data(parameter_data)
  );
  wire [PP*SLICES-1:0] output_write;
  wire [OUTPUT_ADDRESS_BITS-1:0] output_address;
  wire [PP*QC*DATA_BITS-1:0] output_data;
  wire finished, finished_parity;
  if (SMALL) begin : gen_drain
    overlay_serial_drain #(
        .ICP(ICP),
        .OCP(OCP),
        .DATA_BITS(DATA_BITS),
        .PARAMETER_ADDRESS_BITS(PARAMETER_ADDRESS_BITS),
        .OUTPUT_ADDRESS_BITS(OUTPUT_ADDRESS_BITS),
        .COUNT_BITS(COUNT_BITS)
    ) drain (
        .clk(clk),
        .rst(rst),
        .sum_valid(sum_valid),
        .sum_parity(sum_parity),
        .sum_job_first(sum_job_first),
        .sum_job_last(sum_job_last),
        .sum_group_first(sum_group_first),
        .sum_pass(sum_pass),
        .sums(sums),
        .registers(registers),
        .parameter_address(parameter_address),
        .parameter_data(parameter_data),
        .write(output_write),
        .write_address(output_address),
        .write_data(output_data),
        .busy(busy),
        .finished(finished),
        .finished_parity(finished_parity)
    );
  end else begin : gen_drain
    overlay_drain #(
        .PP(PP),
        .COUNT_BITS(COUNT_BITS),
        .ICP(ICP),
        .OCP(OCP),
        .QC(QC),
        .NEIGHBOURS(NEIGHBOURS),
        .DATA_BITS(DATA_BITS),
        .PARAMETER_ADDRESS_BITS(PARAMETER_ADDRESS_BITS),
        .OUTPUT_ADDRESS_BITS(OUTPUT_ADDRESS_BITS)
    ) drain (
        .clk(clk),
        .rst(rst),
        .sum_valid(sum_valid),
        .sum_parity(sum_parity),
        .sum_job_first(sum_job_first),
        .sum_job_last(sum_job_last),
        .sum_group_first(sum_group_first),
        .sum_pass(sum_pass),
        .sum_lanes(sum_lanes),
        .sums(sums),
        .sets(begins),
        .set_parity(!parity),
        .set_registers(registers),
        .parameter_address(parameter_address),
        .parameter_data(parameter_data),
        .write(output_write),
        .write_address(output_address),
        .write_data(output_data),
        .busy(busy),
        .finished(finished),
        .finished_parity(finished_parity)
    );
  end
  logic gives_c2s_of[2];
  always_ff @(posedge clk) if (begins) gives_c2s_of[!parity] <= begins_gives;
  assign gives_c2s = finished && gives_c2s_of[finished_parity];

  for (genvar bank = 0; bank < PP; bank++) begin : gen_bank
    overlay_sliced_ram #(
        .WIDTH(WORD_BITS),
        .DEPTH(OUTPUT_DEPTH),
        .SLICES(SLICES),
        .SLICE_BITS(QC * DATA_BITS)
    ) outputs (
        .clk(clk),
        .write(output_write[bank*SLICES+:SLICES]),
        .write_address(output_address),
        .write_data({SLICES{output_data[bank*QC*DATA_BITS+:QC*DATA_BITS]}}),
        .read(read),
        .read_address(read_address[bank*OUTPUT_ADDRESS_BITS+:OUTPUT_ADDRESS_BITS]),
        .read_data(read_data[bank*WORD_BITS+:WORD_BITS])
    );
  end
endmodule
`default_nettype wire
