// Makes units of some bytes of the beats that come from memory: a unit is several beats, or a beat several units.
//
// Parameters: PORT_BYTES (of a beat), UNIT_BYTES (of a unit; a multiple or, as powers of two, a part of PORT_BYTES).
// Ports: out_last says that the unit is the last one that is wanted: what is left of the beat is dropped.
// KEEPS (whether a unit of several beats is collected; else out_data repeats the beat that comes, and beat_is says which one
// of its unit is taken in this cycle, where out_valid is set of the next unit).
// Latency 1 cycle where a unit is several beats, else 0.
`default_nettype none
module overlay_unpacker #(
    parameter int PORT_BYTES = 8,
    parameter int UNIT_BYTES = 16,
    parameter bit KEEPS = 1'b1,
    localparam int BEATS = UNIT_BYTES > PORT_BYTES ? UNIT_BYTES / PORT_BYTES : 1
) (
    input wire logic clk,
    input wire logic rst,
    input wire logic in_valid,
    output logic in_ready,
    input wire logic [PORT_BYTES*8-1:0] in_data,
    output logic out_valid,
    input wire logic out_ready,
    input wire logic out_last,
    output logic [UNIT_BYTES*8-1:0] out_data,
    output logic [BEATS-1:0] beat_is
);
  if (UNIT_BYTES > PORT_BYTES) begin : gen_collect
    localparam int COUNT_BITS = $clog2(BEATS + 1);
    logic [COUNT_BITS-1:0] have;
    assign out_valid = have == COUNT_BITS'(BEATS);
    // A beat behind the last unit is somebody else's.
    assign in_ready = !out_valid || (out_ready && !out_last);
    if (KEEPS) begin : gen_kept
      logic [UNIT_BYTES*8-1:0] unit_data;
      // The first beat ends in the low bytes.
      always_ff @(posedge clk) if (in_valid && in_ready) unit_data <= {in_data, unit_data[UNIT_BYTES*8-1:PORT_BYTES*8]};
      assign out_data = unit_data;
    end else begin : gen_beat
      assign out_data = {BEATS{in_data}};
    end
    for (genvar i = 0; i < BEATS; i++) begin : gen_beat_is
      assign beat_is[i] = in_valid && in_ready && have == (i == 0 && out_valid ? COUNT_BITS'(BEATS) : COUNT_BITS'(i));
    end
    always_ff @(posedge clk) begin
      if (rst) have <= '0;
      else if (out_valid && out_ready) have <= COUNT_BITS'(in_valid && !out_last);
      else if (in_valid && in_ready) have <= have + 1'b1;
    end
  end else if (UNIT_BYTES == PORT_BYTES) begin : gen_same
    wire unused = clk | rst | out_last;
    assign out_valid = in_valid;
    assign in_ready = out_ready;
    assign out_data = in_data;
    assign beat_is = in_valid;
  end else begin : gen_split
    localparam int UNITS = PORT_BYTES / UNIT_BYTES;
    localparam int INDEX_BITS = $clog2(UNITS);
    logic [INDEX_BITS-1:0] index;
    wire beat_end = out_last || index == INDEX_BITS'(UNITS - 1);
    assign out_valid = in_valid;
    assign in_ready = out_ready && beat_end;
    assign beat_is = in_valid && in_ready;
    assign out_data = in_data[index*UNIT_BYTES*8+:UNIT_BYTES*8];
    always_ff @(posedge clk) begin
      if (rst) index <= '0;
      else if (out_valid && out_ready) index <= beat_end ? '0 : index + 1'b1;
    end
  end
endmodule
`default_nettype wire
