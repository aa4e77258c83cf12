// Self-checking bench of overlay_drain: jobs of all modes close behind each other; each result in its bank, word and lane, nothing
// else written, each job finished once, with its last result. Factors are such that a result is told at sight:
// (sum + bias) / 2^right, half away from zero; overlay_requantise has a bench of its own.
module overlay_drain_case #(
    parameter int PP = 2,
    parameter int ICP = 4,
    parameter int OCP = 6,
    parameter int QC = 2,
    parameter int JOBS = 200
) (
    input logic clk,
    output logic done
);
`include "overlay_isa.svh"
  localparam int STEPS = OCP / QC;
  localparam int SLICES = ICP / QC;
  localparam int PASSES = (ICP + OCP - 1) / OCP;
  localparam int ADDRESS_BITS = 7;
  localparam int WORDS = 1 << ADDRESS_BITS;
  logic rst = 1;
  logic sum_valid = 0, sum_parity = 0, sum_job_first = 0, sum_job_last = 0, sum_group_first = 0;
  logic [15:0] sum_pass = 0, sum_lanes = 0;
  logic [PP*OCP*32-1:0] sums = 0;
  logic sets = 0, set_parity = 0;
  logic [58*32-1:0] set_registers = 0;
  wire [ADDRESS_BITS-1:0] parameter_address;
  logic [QC*80-1:0] parameter_data;
  wire [PP*SLICES-1:0] write;
  wire [ADDRESS_BITS-1:0] write_address;
  wire [PP*QC*8-1:0] write_data;
  wire busy, finished, finished_parity;
  overlay_drain #(
      .PP(PP), .ICP(ICP), .OCP(OCP), .QC(QC), .PARAMETER_ADDRESS_BITS(ADDRESS_BITS), .OUTPUT_ADDRESS_BITS(ADDRESS_BITS)
  ) dut (.*);

  logic [QC*80-1:0] parameters[WORDS];
  always @(posedge clk) parameter_data <= parameters[parameter_address];

  // What is there and what must be there: banks of bytes, 9 bits, the highest set where something was written.
  logic [8:0] got[PP*WORDS*ICP];
  logic [8:0] wanted[PP*WORDS*ICP];
  int jobs_finished = 0;
  int jobs_begun = 0;
  always @(posedge clk) begin
    for (int p = 0; p < PP; p++)
      for (int s = 0; s < SLICES; s++)
        if (write[p*SLICES+s])
          for (int q = 0; q < QC; q++)
            got[(p*WORDS+32'(write_address))*ICP+s*QC+q] <= {1'b1, write_data[(p*QC+q)*8+:8]};
    if (finished) begin
      jobs_finished <= jobs_finished + 1;
      if (finished_parity != jobs_finished[0]) begin
        $display("FAIL overlay_drain: another job is finished than %0d", jobs_finished);
        $fatal;
      end
    end
  end

  function automatic int rounded(input int v, input int right);
    rounded = right == 0 ? v : (v + (1 <<< (right - 1)) - (v < 0 ? 1 : 0)) >>> right;
  endfunction

  int parameter_base, target, words, groups, kgs, mode, lanes;
  int zero_point, least, most, zero_a, zero_b;
  int channel, word, lane, v, a, b, y, at;
  logic [31:0] sum;
  // Assigned as wholes: Verilator 5.006 does not see a change of a part.
  logic [58*32-1:0] registers = 0;
  logic [PP*OCP*32-1:0] all_sums = 0;

  task automatic put(input int register, input int value);
    registers[register*32+:32] = value;
  endtask

  // One (group, kg) of a job goes in; of mode 3 groups of pixels come one behind the other, then the next channels.
  task automatic give(input int group, input int kg, input logic is_first_job_cycle);
    sum_job_first = group == 0 && kg == 0;
    sum_group_first = mode == 3 ? group == 0 : kg == 0;
    sum_job_last = group == groups - 1 && kg == kgs - 1;
    sum_pass = 16'(mode == 0 ? 0 : kg % PASSES);
    sum_lanes = 16'(group == groups - 1 ? lanes : PP);
    for (int p = 0; p < PP; p++)
      for (int o = 0; o < OCP; o++) begin
        a = 32'($urandom_range(255)) - 128;
        b = 32'($urandom_range(255)) - 128;
        sum = mode == 2 ? a + b * 65536 : $urandom_range(40000) - 20000;
        all_sums[(p*OCP+o)*32+:32] = sum;
        channel = mode == 0 ? kg * OCP + o : (kg % PASSES) * OCP + o;
        word = mode == 0 ? channel / ICP : kg / PASSES;
        lane = mode == 0 ? channel % ICP : channel;
        at = parameter_base + kg * STEPS + o / QC;
        v = mode == 2 ? (a - zero_a) + (b - zero_b) : $signed(sum) + $signed(parameters[at][(o%QC)*80+:32]);
        y = rounded(v, 32'(parameters[at][(o%QC)*80+72+:8])) + zero_point;
        y = y < least ? least : y > most ? most : y;
        if (p < 32'(sum_lanes) && word < words && lane < ICP)
          wanted[(p*WORDS+target+group*words+word)*ICP+lane] = {1'b1, 8'(y)};
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
    for (int i = 0; i < PP * WORDS * ICP; i++) begin
      got[i] = '0;
      wanted[i] = '0;
    end
    for (int i = 0; i < WORDS; i++)
      for (int q = 0; q < QC; q++)
        parameters[i][q*80+:80] = {8'($urandom_range(9)), 8'd1, 32'h40000000, 32'($urandom_range(2000) - 1000)};
    repeat (16) @(negedge clk);
    rst = 0;
    for (int job = 0; job < JOBS; job++) begin
      mode = $urandom_range(3);
      groups = $urandom_range(3, 1);
      lanes = $urandom_range(PP, 1);
      // Words that not all channels fill, and channels for which there is no word.
      words = $urandom_range(4, 1);
      kgs = mode == 0 ? (words * ICP + OCP - 1) / OCP + $urandom_range(1) : words * PASSES;
      parameter_base = $urandom_range(WORDS - kgs * STEPS - 1);
      target = $urandom_range(WORDS - groups * words - 1);
      zero_point = $urandom_range(20) - 10;
      least = $urandom_range(100) - 128;
      most = 127 - $urandom_range(100);
      zero_a = $urandom_range(40) - 20;
      zero_b = $urandom_range(40) - 20;
      put(COMPUTE_MODE, mode == 0 ? MODE_ARRAY : mode == 1 ? MODE_SUM : mode == 2 ? MODE_ADD : MODE_NEIGHBOURS);
      put(COMPUTE_PARAMETERS, parameter_base);
      put(COMPUTE_WORDS, words);
      put(COMPUTE_TARGET, target);
      put(COMPUTE_ZERO_POINT, zero_point);
      put(COMPUTE_MIN, least);
      put(COMPUTE_MAX, most);
      put(COMPUTE_ZERO_A, zero_a);
      put(COMPUTE_ZERO_B, zero_b);
      // (a << 20) * 2^30 / 2^31 / 2^19 = a.
      put(COMPUTE_MULTIPLIER_A, 1 << 30);
      put(COMPUTE_MULTIPLIER_B, 1 << 30);
      put(COMPUTE_SHIFT_A, 19);
      put(COMPUTE_SHIFT_B, 19);
      // The job before the last one, which has the same registers, has left.
      while (jobs_finished < job - 1) @(negedge clk);
      set_registers = registers;
      sets = 1;
      set_parity = job[0];
      @(negedge clk);
      sets = 0;
      set_registers = 'x;
      for (int outer = 0; outer < (mode == 3 ? kgs : groups); outer++)
        for (int inner = 0; inner < (mode == 3 ? groups : kgs); inner++)
          give(mode == 3 ? inner : outer, mode == 3 ? outer : inner, outer == 0 && inner == 0);
      jobs_begun = jobs_begun + 1;
      // Looked at now and then: jobs may overlap in between.
      if (job % 5 == 4 || job == JOBS - 1) begin
        while (jobs_finished <= job) @(negedge clk);
        repeat (2) @(negedge clk);
        if (busy) begin
          $display("FAIL overlay_drain: busy after job %0d", job);
          $fatal;
        end
        for (int i = 0; i < PP * WORDS * ICP; i++)
          if (got[i] != wanted[i]) begin
            $display("FAIL overlay_drain: job %0d, mode %0d: bank %0d word %0d lane %0d is %h, wanted %h", job, mode,
                     i / ICP / WORDS, i / ICP % WORDS, i % ICP, got[i], wanted[i]);
            $fatal;
          end
      end
    end
    done = 1;
  end
endmodule

module overlay_drain_bench;
  logic clk = 0;
  always #1 clk = ~clk;
  wire [2:0] done;
  overlay_drain_case #(.PP(2), .ICP(4), .OCP(6), .QC(2)) wide (clk, done[0]);
  overlay_drain_case #(.PP(4), .ICP(6), .OCP(2), .QC(1)) passes (clk, done[1]);
  overlay_drain_case #(.PP(1), .ICP(3), .OCP(5), .QC(1)) odd (clk, done[2]);
  always @(posedge clk)
    if (&done) begin
      $display("PASS overlay_drain");
      $finish;
    end
endmodule
