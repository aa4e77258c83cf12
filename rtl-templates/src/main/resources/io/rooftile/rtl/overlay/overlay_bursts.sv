// Cuts the transfers of a job into AXI bursts: OUTER_COUNT times RUN_COUNT runs of RUN_BEATS beats; a burst has at most
// 256 beats and ends at each 4 KiB (Arm IHI 0022, A3.4.1). A count of 0, which no program should have, is the most that
// its bits count, and RUN_BEATS 0 is 1.
//
// Parameters: PORT_BYTES (bytes of a beat, a power of two). Ports: start takes the job (only while idle);
// address, pitches in bytes; burst_* is a stream of bursts, burst_beats their length; cancel gives the job up, but for
// the burst that is offered.
// Interval 1 cycle per burst.
`default_nettype none
module overlay_bursts #(
    parameter int PORT_BYTES = 8
) (
    input wire logic clk,
    input wire logic rst,
    input wire logic cancel,
    input wire logic start,
    input wire logic [31:0] address,
    input wire logic [31:0] run_beats,
    input wire logic [15:0] run_count,
    input wire logic [31:0] run_pitch,
    input wire logic [15:0] outer_count,
    input wire logic [31:0] outer_pitch,
    output logic idle,
    output logic burst_valid,
    input wire logic burst_ready,
    output logic [31:0] burst_address,
    output logic [8:0] burst_beats
);
  localparam int BYTE_BITS = $clog2(PORT_BYTES);
  localparam int PAGE_BITS = 12 - BYTE_BITS;
  localparam int LEAST_BITS = PAGE_BITS < 8 ? PAGE_BITS : 8;

  logic busy;
  logic [31:0] outer_address;
  logic [31:0] run_address;
  logic [31:0] at;
  logic [31:0] beats;
  logic [31:0] beats_left;
  logic [15:0] runs;
  logic [15:0] runs_left;
  logic [15:0] outers_left;
  logic [31:0] pitch;
  logic [31:0] pitch_of_outers;

  // An AXI burst has a beat at least.
  wire [31:0] least_beats = run_beats == 0 ? 32'd1 : run_beats;
  // Up to the next page of 4 KiB, or of 256 beats where these are smaller.
  wire [LEAST_BITS-1:0] in_page = at[BYTE_BITS+:LEAST_BITS];
  wire [8:0] to_page = 9'(1 << LEAST_BITS) - 9'(in_page);
  wire [8:0] count = beats_left < 32'(to_page) ? beats_left[8:0] : to_page;

  assign idle = !busy;
  assign burst_valid = busy;
  assign burst_address = at;
  assign burst_beats = count;

  wire run_end = beats_left == 32'(count);
  wire outer_end = runs_left == 1;
  wire [31:0] next_run = run_address + pitch;
  wire [31:0] next_outer = outer_address + pitch_of_outers;

  always_ff @(posedge clk) begin
    if (start) begin
      outer_address <= address;
      run_address <= address;
      at <= address;
      beats <= least_beats;
      beats_left <= least_beats;
      runs <= run_count;
      runs_left <= run_count;
      outers_left <= outer_count;
      pitch <= run_pitch;
      pitch_of_outers <= outer_pitch;
    end else if (busy && burst_ready) begin
      at <= at + (32'(count) << BYTE_BITS);
      beats_left <= beats_left - 32'(count);
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
