// Self-checking bench of overlay_serial_drain: jobs without additions of maps, one after the other; each result in its word and
// lane, nothing else written, each job finished once, with its last result, sums as close as they may come. Factors are any:
// a result is (((sum + bias) << left) * multiplier + 2^30) >> 31, then / 2^right, half away from zero.
module overlay_serial_drain_case #(
    parameter int ICP = 4,
    parameter int OCP = 6,
    parameter int JOBS = 200
) (
    input logic clk,
    output logic done
);
`include "overlay_isa.svh"
  localparam int STEPS = 6 * OCP;
  localparam int PASSES = (ICP + OCP - 1) / OCP;
  localparam int PASS_BITS = PASSES > 1 ? $clog2(PASSES) : 1;
  localparam int ADDRESS_BITS = 7;
  localparam int WORDS = 1 << ADDRESS_BITS;
  logic rst = 1;
  logic sum_valid = 0, sum_parity = 0, sum_job_first = 0, sum_job_last = 0, sum_group_first = 0;
  logic [PASS_BITS-1:0] sum_pass = 0;
  logic [OCP*32-1:0] sums = 0;
  logic [58*32-1:0] registers = 0;
  wire [ADDRESS_BITS-1:0] parameter_address;
  logic [79:0] parameter_data;
  wire [ICP-1:0] write;
  wire [ADDRESS_BITS-1:0] write_address;
  wire [7:0] write_data;
  wire busy, finished, finished_parity;
  overlay_serial_drain #(
      .ICP(ICP), .OCP(OCP), .PARAMETER_ADDRESS_BITS(ADDRESS_BITS), .OUTPUT_ADDRESS_BITS(ADDRESS_BITS)
  ) dut (.*);

  logic [79:0] parameters[WORDS];
  always @(posedge clk) parameter_data <= parameters[parameter_address];

  // What is there and what must be there: banks of bytes, 9 bits, the highest set where something was written.
  logic [8:0] got[WORDS*ICP];
  logic [8:0] wanted[WORDS*ICP];
  int jobs_finished = 0;
  int jobs_begun = 0;
  always @(posedge clk) begin
    for (int s = 0; s < ICP; s++) if (write[s]) got[32'(write_address)*ICP+s] <= {1'b1, write_data};
    if (finished) begin
      jobs_finished <= jobs_finished + 1;
      if (finished_parity != jobs_finished[0]) begin
        $display("FAIL overlay_serial_drain: another job is finished than %0d", jobs_finished);
        $fatal;
      end
    end
  end

  function automatic longint rounded(input longint v, input int right);
    rounded = right == 0 ? v : (v + (64'sd1 <<< (right - 1)) - (v < 0 ? 64'sd1 : 64'sd0)) >>> right;
  endfunction

  int parameter_base, target, words, groups, kgs, mode;
  int zero_point, least, most;
  int channel, word, lane, y, at;
  longint v;
  logic [31:0] sum;
  // Assigned as wholes: Verilator 5.006 does not see a change of a part.
  logic [58*32-1:0] next_registers = 0;
  logic [OCP*32-1:0] all_sums = 0;

  task automatic put(input int register, input int value);
    next_registers[register*32+:32] = value;
  endtask

  // One (group, kg) of a job goes in.
  task automatic give(input int group, input int kg, input logic is_first_job_cycle);
    sum_job_first = group == 0 && kg == 0;
    sum_group_first = kg == 0;
    sum_job_last = group == groups - 1 && kg == kgs - 1;
    sum_pass = PASS_BITS'(mode == 0 ? 0 : kg % PASSES);
    for (int o = 0; o < OCP; o++) begin
      sum = $urandom_range(400000) - 200000;
      all_sums[o*32+:32] = sum;
      channel = mode == 0 ? kg * OCP + o : (kg % PASSES) * OCP + o;
      word = mode == 0 ? channel / ICP : kg / PASSES;
      lane = mode == 0 ? channel % ICP : channel;
      at = parameter_base + kg * OCP + o;
      v = 64'($signed(32'($signed(sum) + $signed(parameters[at][31:0])) << parameters[at][68:64]));
      v = (v * $signed({32'd0, parameters[at][63:32]}) + (64'sd1 <<< 30)) >>> 31;
      v = rounded(v, 32'(parameters[at][72+:8])) + 64'(zero_point);
      y = v < 64'(least) ? least : v > 64'(most) ? most : 32'(v);
      if (word < words && lane < ICP) wanted[(target+group*words+word)*ICP+lane] = {1'b1, 8'(y)};
    end
    sums = all_sums;
    sum_valid = 1;
    if (is_first_job_cycle) sum_parity = jobs_begun[0];
    @(negedge clk);
    sum_valid = 0;
    sums = 'x;
    // No sooner than the sums before have left.
    repeat (STEPS - 1 + ($urandom_range(3) == 0 ? $urandom_range(5) : 0)) @(negedge clk);
  endtask

  initial begin
    done = 0;
    for (int i = 0; i < WORDS * ICP; i++) begin
      got[i] = '0;
      wanted[i] = '0;
    end
    for (int i = 0; i < WORDS; i++)
      parameters[i] = {
        8'($urandom_range(9) == 0 ? 40 : $urandom_range(14)), 8'($urandom_range(3)), 1'b0, 31'($urandom), 32'($urandom_range(2000) - 1000)
      };
    repeat (16) @(negedge clk);
    rst = 0;
    for (int job = 0; job < JOBS; job++) begin
      mode = $urandom_range(1);
      groups = $urandom_range(3, 1);
      // Words that not all channels fill, and channels for which there is no word.
      words = $urandom_range(4, 1);
      kgs = mode == 0 ? (words * ICP + OCP - 1) / OCP + $urandom_range(1) : words * PASSES;
      parameter_base = $urandom_range(WORDS - kgs * OCP - 1);
      target = $urandom_range(WORDS - groups * words - 1);
      zero_point = $urandom_range(20) - 10;
      least = $urandom_range(100) - 128;
      most = 127 - $urandom_range(100);
      put(COMPUTE_MODE, mode == 0 ? MODE_ARRAY : MODE_SUM);
      put(COMPUTE_PARAMETERS, parameter_base);
      put(COMPUTE_WORDS, words);
      put(COMPUTE_TARGET, target);
      put(COMPUTE_ZERO_POINT, zero_point);
      put(COMPUTE_MIN, least);
      put(COMPUTE_MAX, most);
      // The job before, whose registers there are, has left.
      while (busy) @(negedge clk);
      registers = next_registers;
      @(negedge clk);
      for (int group = 0; group < groups; group++)
        for (int kg = 0; kg < kgs; kg++) give(group, kg, group == 0 && kg == 0);
      jobs_begun = jobs_begun + 1;
      if (job % 5 == 4 || job == JOBS - 1) begin
        while (jobs_finished <= job) @(negedge clk);
        repeat (2) @(negedge clk);
        if (busy) begin
          $display("FAIL overlay_serial_drain: busy after job %0d", job);
          $fatal;
        end
        for (int i = 0; i < WORDS * ICP; i++)
          if (got[i] != wanted[i]) begin
            $display("FAIL overlay_serial_drain: job %0d, mode %0d: word %0d lane %0d is %h, wanted %h", job, mode,
                     i / ICP, i % ICP, got[i], wanted[i]);
            $fatal;
          end
      end
    end
    done = 1;
  end
endmodule

module overlay_serial_drain_bench;
  logic clk = 0;
  always #1 clk = ~clk;
  wire [2:0] done;
  overlay_serial_drain_case #(.ICP(4), .OCP(1)) least (clk, done[0]);
  overlay_serial_drain_case #(.ICP(3), .OCP(5)) odd (clk, done[1]);
  overlay_serial_drain_case #(.ICP(6), .OCP(2)) passes (clk, done[2]);
  always @(posedge clk)
    if (&done) begin
      $display("PASS overlay_serial_drain");
      $finish;
    end
endmodule
