// Self-checking bench of overlay_unpacker: a stream of numbered bytes comes out in units; the rest of the beat that holds the
// last unit of a job is dropped.
module overlay_unpacker_case #(
    parameter int PORT_BYTES = 8,
    parameter int UNIT_BYTES = 16
) (
    input logic clk,
    output logic done
);
  localparam int JOBS = 200;
  logic rst = 1;
  logic in_valid = 0, out_ready = 0;
  logic in_ready, out_valid, out_last;
  logic [PORT_BYTES*8-1:0] in_data;
  logic [UNIT_BYTES*8-1:0] out_data;
  wire [(UNIT_BYTES > PORT_BYTES ? UNIT_BYTES / PORT_BYTES : 1)-1:0] beat_is;
  overlay_unpacker #(.PORT_BYTES(PORT_BYTES), .UNIT_BYTES(UNIT_BYTES)) dut (.*);

  // The number of a byte from the beginning; each job's bytes begin with a beat.
  int beat = 0;
  int job = 0;
  int unit = 0;
  int job_beat = 0;
  int units = 1;
  // Beats of the job that there are; a source has none of the next one before this one is over.
  wire [31:0] job_beats = (units * UNIT_BYTES + PORT_BYTES - 1) / PORT_BYTES;
  int first;
  function automatic logic [7:0] of_byte(input int number);
    of_byte = 8'(number * 37 + number / 256);
  endfunction
  always_comb begin
    for (int i = 0; i < PORT_BYTES; i++) in_data[i*8+:8] = of_byte(beat * PORT_BYTES + i);
    out_last = unit == units - 1;
    first = job_beat * PORT_BYTES + unit * UNIT_BYTES;
  end

  logic put, got;
  initial begin
    done = 0;
    repeat (3) @(negedge clk);
    rst = 0;
    while (job < JOBS) begin
      in_valid = (in_valid && !in_ready) || $urandom_range(3) != 0;
      out_ready = $urandom_range(2) != 0;
      #0.1;
      if (out_valid && out_ready)
        for (int i = 0; i < UNIT_BYTES; i++)
          if (out_data[i*8+:8] != of_byte(first + i)) begin
            $display("FAIL overlay_unpacker: %0d of %0d: job %0d, unit %0d, byte %0d", UNIT_BYTES, PORT_BYTES, job, unit, i);
            $fatal;
          end
      put = in_valid && in_ready;
      got = out_valid && out_ready;
      if (put && beat >= job_beat + job_beats) begin
        $display("FAIL overlay_unpacker: it takes a beat of the next job");
        $fatal;
      end
      @(negedge clk);
      if (put) begin
        beat = beat + 1;
        in_valid = 0;
      end
      if (got) begin
        unit = unit + 1;
        if (unit == units) begin
          if (beat != job_beat + job_beats) begin
            $display("FAIL overlay_unpacker: job %0d took %0d beats", job, beat - job_beat);
            $fatal;
          end
          job = job + 1;
          unit = 0;
          job_beat = beat;
          units = $urandom_range(9, 1);
        end
      end
    end
    done = 1;
  end
endmodule

module overlay_unpacker_bench;
  logic clk = 0;
  always #1 clk = ~clk;
  wire [3:0] done;
  overlay_unpacker_case #(.PORT_BYTES(4), .UNIT_BYTES(12)) collects (clk, done[0]);
  overlay_unpacker_case #(.PORT_BYTES(8), .UNIT_BYTES(16)) collects_two (clk, done[1]);
  overlay_unpacker_case #(.PORT_BYTES(8), .UNIT_BYTES(8)) same (clk, done[2]);
  overlay_unpacker_case #(.PORT_BYTES(16), .UNIT_BYTES(4)) splits (clk, done[3]);
  always @(posedge clk)
    if (&done) begin
      $display("PASS overlay_unpacker");
      $finish;
    end
endmodule
