// Cuts the transfers of a job into AXI bursts: OUTER_COUNT times RUN_COUNT runs of RUN_BEATS beats; a burst has at most
// 256 beats and ends at each 4 KiB (Arm IHI 0022, A3.4.1). A count of 0, which no program should have, is the most that
// its bits count, and RUN_BEATS 0 is 1.
//
// Parameters: PORT_BYTES (bytes of a beat, a power of two), bits as in overlay_engine, SMALL (inputs but `address` stay until it is idle). Ports: start takes the job (only while idle);
// address, pitches in bytes; burst_* is a stream of bursts, burst_beats their length; cancel gives the job up, but for
// the burst that is offered.
// Interval 1 cycle per burst.
`default_nettype none
module overlay_bursts #(
    parameter int PORT_BYTES = 8,
    parameter int COUNT_BITS = 16,
    parameter int ADDRESS_BITS = 32,
    parameter int RUN_BITS = 32,
    parameter bit SMALL = 1'b0
) (
    input wire logic clk,
    input wire logic rst,
    input wire logic cancel,
    input wire logic start,
    input wire logic [ADDRESS_BITS-1:0] address,
    input wire logic [RUN_BITS-1:0] run_beats,
    input wire logic [COUNT_BITS-1:0] run_count,
    input wire logic [ADDRESS_BITS-1:0] run_pitch,
    input wire logic [COUNT_BITS-1:0] outer_count,
    input wire logic [ADDRESS_BITS-1:0] outer_pitch,
    output logic idle,
    output logic burst_valid,
    input wire logic burst_ready,
    output logic [ADDRESS_BITS-1:0] burst_address,
    output logic [8:0] burst_beats
);
  localparam int BYTE_BITS = $clog2(PORT_BYTES);
  localparam int PAGE_BITS = 12 - BYTE_BITS;
  localparam int LEAST_BITS = PAGE_BITS < 8 ? PAGE_BITS : 8;

  logic busy;
  logic [ADDRESS_BITS-1:0] outer_address;
  logic [ADDRESS_BITS-1:0] run_address;
  logic [ADDRESS_BITS-1:0] at;
  logic [RUN_BITS-1:0] beats_left;
  logic [COUNT_BITS-1:0] runs_left;
  logic [COUNT_BITS-1:0] outers_left;

  // An AXI burst has a beat at least.
  wire [RUN_BITS-1:0] least_beats = run_beats == 0 ? RUN_BITS'(1) : run_beats;
  // What is begun again: in small engines registers stay as they are as long as bursts are asked for.
  wire [RUN_BITS-1:0] beats;
  wire [COUNT_BITS-1:0] runs;
  wire [ADDRESS_BITS-1:0] pitch;
  wire [ADDRESS_BITS-1:0] pitch_of_outers;
  if (SMALL) begin : gen_kept
    assign {beats, runs, pitch, pitch_of_outers} = {least_beats, run_count, run_pitch, outer_pitch};
  end else begin : gen_kept
    logic [RUN_BITS+COUNT_BITS+2*ADDRESS_BITS-1:0] kept;
    always_ff @(posedge clk) if (start) kept <= {least_beats, run_count, run_pitch, outer_pitch};
    assign {beats, runs, pitch, pitch_of_outers} = kept;
  end
  // Up to the next page of 4 KiB, or of 256 beats where these are smaller.
  wire [LEAST_BITS-1:0] in_page = at[BYTE_BITS+:LEAST_BITS];
  wire [8:0] to_page = 9'(1 << LEAST_BITS) - 9'(in_page);
  wire [8:0] count = beats_left < RUN_BITS'(to_page) ? beats_left[8:0] : to_page;

  assign idle = !busy;
  assign burst_valid = busy;
  assign burst_address = at;
  assign burst_beats = count;

  wire run_end = beats_left == RUN_BITS'(count);
  wire outer_end = runs_left == 1;
  wire [ADDRESS_BITS-1:0] next_run = run_address + pitch;
  wire [ADDRESS_BITS-1:0] next_outer = outer_address + pitch_of_outers;

  always_ff @(posedge clk) begin
    if (start) begin
      outer_address <= address;
      run_address <= address;
      at <= address;
      beats_left <= least_beats;
      runs_left <= run_count;
      outers_left <= outer_count;
    end else if (busy && burst_ready) begin
      at <= at + (ADDRESS_BITS'(count) << BYTE_BITS);
      beats_left <= beats_left - RUN_BITS'(count);
      if (run_end) begin
        beats_left <= beats;
        if (outer_end) begin
          runs_left <= runs;
          outers_left <= outers_left - 1'b1;
          outer_address <= next_outer;
          run_address <= next_outer;
          at <= next_outer;
        end else begin
          runs_left <= runs_left - 1'b1;
          run_address <= next_run;
          at <= next_run;
        end
      end
    end
    if (rst) busy <= 1'b0;
    else if (start) busy <= 1'b1;
    else if (busy && burst_ready && (cancel || (run_end && outer_end && outers_left == 1))) busy <= 1'b0;
  end
endmodule
`default_nettype wire
