// Self-checking bench of overlay_requantise against the formulas of docs/numerics.md in 64 bits: a new sum every cycle, all
// else in the cycle of its stage.
module overlay_requantise_bench;
  localparam int DATA_BITS = 8;
  localparam int LATENCY = 11;
  localparam int COUNT = 20000;
  logic clk = 0;
  always #1 clk = ~clk;

  typedef struct packed {
    logic [31:0] sum, bias, multiplier;
    logic [7:0] zero_a, zero_b, least, most;
    logic [30:0] multiplier_a, multiplier_b;
    logic [5:0] shift_a, shift_b, right;
    logic [4:0] left;
    logic is_add;
    logic [8:0] zero_point;
    logic [7:0] wanted;
  } job_t;
  job_t jobs[LATENCY+1];

  wire [7:0] out;
  overlay_requantise #(.DATA_BITS(DATA_BITS)) dut (
      .clk, .sum(jobs[0].sum), .bias(jobs[1].bias), .zero_a(jobs[1].zero_a), .zero_b(jobs[1].zero_b),
      .multiplier_a(jobs[2].multiplier_a), .multiplier_b(jobs[2].multiplier_b), .shift_a(jobs[4].shift_a),
      .shift_b(jobs[4].shift_b), .is_add(jobs[5].is_add), .left(jobs[6].left), .multiplier(jobs[7].multiplier),
      .right(jobs[9].right), .zero_point(jobs[10].zero_point), .least(jobs[10].least), .most(jobs[10].most), .out);

  // Division by a power of two, half away from zero.
  function automatic longint rounded(input longint u, input int right);
    rounded = right == 0 ? u : (u + (64'sd1 <<< (right - 1)) - (u < 0 ? 64'sd1 : 64'sd0)) >>> right;
  endfunction

  function automatic longint narrow(input longint v, input longint multiplier, input int left, input int right);
    longint t;
    t = 64'(signed'(32'(v <<< left)));
    narrow = rounded((t * multiplier + (64'sd1 <<< 30)) >>> 31, right);
  endfunction

  function automatic job_t next;
    job_t job;
    longint a, b, v, y;
    job.is_add = $urandom_range(2) == 0;
    job.bias = job.is_add ? 0 : 32'($urandom) >>> $urandom_range(24, 2);
    job.zero_a = 8'($urandom);
    job.zero_b = 8'($urandom);
    job.multiplier_a = {1'b1, 30'($urandom)};
    job.multiplier_b = {1'b1, 30'($urandom)};
    job.shift_a = 6'($urandom_range(24));
    job.shift_b = 6'($urandom_range(24));
    job.multiplier = {2'b01, 30'($urandom)};
    job.left = 5'($urandom_range(2));
    job.right = 6'($urandom_range(20));
    job.zero_point = 9'($urandom_range(255)) - 9'd128;
    job.least = 8'h80;
    job.most = 8'h7f;
    if ($urandom_range(3) == 0) begin
      job.least = job.zero_point[7:0];
      job.most = 8'h7f - 8'($urandom_range(20));
      if ($signed(job.least) > $signed(job.most)) job.least = job.most;
    end
    a = 64'($signed(8'($urandom)));
    b = 64'($signed(8'($urandom)));
    job.sum = job.is_add ? 32'(a + (b <<< 16)) : 32'($signed(32'($urandom)) >>> $urandom_range(24, 3));
    v = job.is_add
        ? narrow(a - 64'($signed(job.zero_a)), 64'(job.multiplier_a), 20, 32'(job.shift_a))
            + narrow(b - 64'($signed(job.zero_b)), 64'(job.multiplier_b), 20, 32'(job.shift_b))
        : 64'($signed(job.sum + job.bias));
    y = narrow(v, 64'(job.multiplier), 32'(job.left), 32'(job.right)) + 64'($signed(job.zero_point));
    job.wanted = y < 64'($signed(job.least)) ? job.least : y > 64'($signed(job.most)) ? job.most : y[7:0];
    next = job;
  endfunction

  int unclamped = 0;
  int given = 0;
  always @(posedge clk) begin
    for (int stage = LATENCY; stage > 0; stage--) jobs[stage] <= jobs[stage-1];
    jobs[0] <= next();
    given <= given + 1;
    if (given > LATENCY) begin
      if (out != jobs[LATENCY].wanted) begin
        $display("FAIL overlay_requantise: %0d, wanted %0d, of %p", $signed(out), $signed(jobs[LATENCY].wanted), jobs[LATENCY]);
        $fatal;
      end
      if (out != jobs[LATENCY].least && out != jobs[LATENCY].most) unclamped <= unclamped + 1;
    end
    if (given == COUNT) begin
      // Not all may be clamped.
      if (unclamped < COUNT / 10) begin
        $display("FAIL overlay_requantise: only %0d results within the range", unclamped);
        $fatal;
      end
      $display("PASS overlay_requantise");
      $finish;
    end
  end
endmodule
