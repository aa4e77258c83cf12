// Self-checking bench of overlay_bursts: random jobs as lists of beats, each burst the next ones of the list, as many as
// may be, an interval of a cycle; a job that is given up ends with the burst that is offered.
module overlay_bursts_case #(
    parameter int PORT_BYTES = 8,
    parameter int SEED = 1
) (
    input logic clk,
    output logic done
);
  logic rst = 1;
  logic cancel = 0, start = 0, burst_ready = 0;
  logic [31:0] address = 0, run_beats = 1, run_pitch = 0, outer_pitch = 0;
  logic [15:0] run_count = 1, outer_count = 1;
  logic idle, burst_valid;
  logic [31:0] burst_address;
  logic [8:0] burst_beats;
  overlay_bursts #(.PORT_BYTES(PORT_BYTES)) dut (.*);
  // Beats up to the end of a page or of 256.
  localparam int PAGE_BEATS = 4096 / PORT_BYTES < 256 ? 4096 / PORT_BYTES : 256;
  int seed = SEED;

  function automatic int chance(input int most);
    chance = $urandom_range(most);
  endfunction

  task automatic fail(input string what);
    $display("FAIL overlay_bursts: %s; port %0d, address %h, beats %0d", what, PORT_BYTES, burst_address, burst_beats);
    $fatal;
  endtask

  task automatic begin_job;
    address = 32'(chance(5000) * PORT_BYTES);
    run_beats = chance(3) == 0 ? 32'(chance(1500) + 1) : 32'(chance(9) + 1);
    run_count = 16'(chance(4) + 1);
    outer_count = 16'(chance(3) + 1);
    run_pitch = 32'(chance(3000) * PORT_BYTES);
    outer_pitch = 32'(chance(9000) * PORT_BYTES);
    start = 1;
    @(negedge clk);
    start = 0;
  endtask

  // One burst at an address with so many beats left in its run.
  task automatic take(input logic [31:0] at, input int left, output int taken);
    int wanted;
    wanted = PAGE_BEATS - 32'(at / PORT_BYTES) % PAGE_BEATS;
    if (left < wanted) wanted = left;
    burst_ready = 0;
    repeat (chance(2)) begin
      if (!burst_valid || burst_address != at || 32'(burst_beats) != wanted) fail("waits otherwise");
      @(negedge clk);
    end
    burst_ready = 1;
    if (!burst_valid || burst_address != at || 32'(burst_beats) != wanted) fail("another burst");
    @(negedge clk);
    burst_ready = 0;
    taken = wanted;
  endtask

  int taken, left;
  logic [31:0] at;
  initial begin
    done = 0;
    repeat (3) @(negedge clk);
    rst = 0;
    @(negedge clk);
    for (int job = 0; job < 200; job++) begin
      begin_job();
      for (int outer = 0; outer < 32'(outer_count); outer++)
        for (int run = 0; run < 32'(run_count); run++) begin
          at = address + 32'(outer) * outer_pitch + 32'(run) * run_pitch;
          left = run_beats;
          while (left > 0) begin
            if (idle) fail("idle too soon");
            take(at, left, taken);
            left = left - taken;
            at = at + 32'(taken * PORT_BYTES);
          end
        end
      if (!idle || burst_valid) fail("goes on");
    end
    // Given up in the middle, with a burst offered for a while.
    begin_job();
    cancel = 1;
    at = burst_address;
    repeat (5) begin
      if (!burst_valid || burst_address != at) fail("takes back what it offered");
      @(negedge clk);
    end
    burst_ready = 1;
    @(negedge clk);
    if (!idle || burst_valid) fail("goes on after it was given up");
    cancel = 0;
    // No beats are one.
    run_beats = 0;
    run_count = 1;
    outer_count = 1;
    start = 1;
    @(negedge clk);
    start = 0;
    if (!burst_valid || burst_beats != 1) fail("no beats");
    @(negedge clk);
    if (!idle) fail("more than no beats");
    done = 1;
  end
endmodule

module overlay_bursts_bench;
  logic clk = 0;
  always #1 clk = ~clk;
  wire [2:0] done;
  overlay_bursts_case #(.PORT_BYTES(4), .SEED(1)) narrow (clk, done[0]);
  overlay_bursts_case #(.PORT_BYTES(16), .SEED(2)) even (clk, done[1]);
  overlay_bursts_case #(.PORT_BYTES(64), .SEED(3)) wide (clk, done[2]);
  always @(posedge clk)
    if (&done) begin
      $display("PASS overlay_bursts");
      $finish;
    end
endmodule
