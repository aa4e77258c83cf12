// Self-checking bench of constant_dot inside a pipe_valid: seeded terms, expected sums in 64-bit integers, every result
// due LATENCY advancing cycles after its inputs.
module constant_dot_case #(
    parameter int INPUTS = 4,
    parameter int X_BITS = 8,
    parameter int X_SIGNED = 1,
    parameter int TERM_COUNT = 3,
    parameter int LARGEST_SHIFT = 7,
    parameter int ACC_BITS = 24,
    parameter logic signed [63:0] BIAS = 5,
    parameter int LEVELS = 2,
    parameter int FUSED = 0,
    parameter int SHIFT = 0,
    parameter int ZERO_POINT = 0,
    parameter int MIN = -128,
    parameter int MAX = 127,
    parameter int OUT_BITS = ACC_BITS,
    parameter int LATENCY = 1,
    // The first so many terms are negative; -1 is any.
    parameter int NEGATIVE_TERMS = -1,
    parameter int SEED = 1
) (
    input wire logic clk,
    output logic done
);
  localparam int WORDS = 100;
  localparam int TERM_BITS = (TERM_COUNT > 0 ? TERM_COUNT : 1) * 24;

  function automatic logic [31:0] next(input logic [31:0] state);
    next = state ^ (state << 13);
    next = next ^ (next >> 17);
    next = next ^ (next << 5);
  endfunction
  function automatic logic [TERM_BITS-1:0] terms();
    logic [31:0] draw;
    draw = SEED * 32'h9e3779b9 + 32'd1;
    terms = '0;
    for (int i = 0; i < TERM_COUNT; i++) begin
      draw = next(draw);
      terms[i*24+:16] = 16'(draw[15:0] % 16'(INPUTS));
      draw = next(draw);
      terms[i*24+16+:7] = 7'(draw[15:0] % 16'(LARGEST_SHIFT + 1));
      terms[i*24+23] = NEGATIVE_TERMS < 0 ? draw[20] : i < NEGATIVE_TERMS;
    end
  endfunction
  localparam logic [TERM_BITS-1:0] TERMS = terms();

  logic rst = 1;
  logic in_valid = 0;
  logic in_ready;
  logic [INPUTS*X_BITS-1:0] in_data = 0;
  logic out_valid;
  logic out_ready = 0;
  logic signed [OUT_BITS-1:0] out_data;
  logic advance;
  constant_dot #(
      .INPUTS(INPUTS), .X_BITS(X_BITS), .X_SIGNED(X_SIGNED), .TERM_COUNT(TERM_COUNT), .TERMS(TERMS), .ACC_BITS(ACC_BITS),
      .BIAS(BIAS), .LEVELS(LEVELS), .FUSED(FUSED), .SHIFT(SHIFT), .ZERO_POINT(ZERO_POINT), .MIN(MIN), .MAX(MAX),
      .OUT_BITS(OUT_BITS)
  ) dut (.clk, .advance, .in_data, .out_data);
  pipe_valid #(.LATENCY(LATENCY)) valid (.clk, .rst, .in_valid, .in_ready, .out_valid, .out_ready, .advance);

  logic [31:0] state = SEED * 32'h85ebca6b + 32'd1;
  function automatic int unsigned random();
    state = next(state);
    return state;
  endfunction

  function automatic logic [OUT_BITS-1:0] expected_of(input logic [INPUTS*X_BITS-1:0] word);
    longint sum, x;
    sum = BIAS;
    for (int i = 0; i < TERM_COUNT; i++) begin
      x = 64'(word[TERMS[i*24+:16]*X_BITS+:X_BITS]);
      if (X_SIGNED != 0 && x[X_BITS-1]) x -= 64'd1 << X_BITS;
      x = x << TERMS[i*24+16+:7];
      sum += TERMS[i*24+23] ? -x : x;
    end
    sum = sum & ((64'd1 << ACC_BITS) - 1);
    if (sum[ACC_BITS-1]) sum -= 64'd1 << ACC_BITS;
    if (FUSED != 0) begin
      sum = (sum >>> SHIFT) + 64'(ZERO_POINT);
      if (sum < 64'(MIN)) sum = 64'(MIN);
      if (sum > 64'(MAX)) sum = 64'(MAX);
    end
    return sum[OUT_BITS-1:0];
  endfunction

  // Phase 0 is free flow, 1 a halting source, 2 a halting sink, 3 both.
  int phase = 0;
  int cycle = 0;
  int accepted, taken, ticks;
  logic [OUT_BITS-1:0] expected[WORDS];
  int due[WORDS];

  always @(posedge clk) begin
    cycle <= cycle + 1;
    done <= phase == 4;
    if (phase < 4 && cycle < 4) begin
      rst <= 1;
      in_valid <= 0;
      accepted = 0;
      taken = 0;
      ticks = 0;
    end else if (phase < 4) begin
      rst <= 0;
      if (!rst) begin
        if (in_ready !== (!out_valid || out_ready) || advance !== in_ready) begin
          $display("FAIL constant_dot: %m ready in phase %0d", phase);
          $fatal;
        end
        if (out_valid !== (taken < accepted && due[taken] == ticks)) begin
          $display("FAIL constant_dot: %m output %0d of phase %0d in tick %0d", taken, phase, ticks);
          $fatal;
        end
        if (out_valid && out_data !== expected[taken]) begin
          $display("FAIL constant_dot: %m output %0d is %h, not %h", taken, out_data, expected[taken]);
          $fatal;
        end
        if (out_valid && out_ready) taken++;
        if (in_valid && in_ready) begin
          expected[accepted] = expected_of(in_data);
          due[accepted] = ticks + LATENCY;
          accepted++;
        end
        if (in_ready) ticks++;
      end
      if (taken == WORDS) begin
        phase <= phase + 1;
        cycle <= 0;
        rst <= 1;
        in_valid <= 0;
      end else if (!in_valid || (in_ready && !rst)) begin
        in_valid <= accepted < WORDS && (phase % 2 == 0 || random() % 3 != 0);
        // Extremes come often, for overflow shows there; the first words are all smallest and all largest.
        for (int e = 0; e < INPUTS; e++)
          case (accepted < 2 ? accepted : random() % 6)
            0: in_data[e*X_BITS+:X_BITS] <= X_BITS'(64'd1 << (X_BITS - 1));
            1: in_data[e*X_BITS+:X_BITS] <= X_BITS'((64'd1 << (X_BITS - 1)) - 1);
            2: in_data[e*X_BITS+:X_BITS] <= '1;
            default: in_data[e*X_BITS+:X_BITS] <= X_BITS'(random());
          endcase
      end
      out_ready <= phase < 2 || random() % 3 != 0;
    end
  end
endmodule

module constant_dot_bench;
  logic clk = 0;
  always #1 clk = ~clk;
  localparam int CASES = 18;
  wire [CASES-1:0] done;
  constant_dot_case #(.LEVELS(2), .LATENCY(1), .SEED(1)) plain (clk, done[0]);
  // A full tree takes the bias at its root.
  constant_dot_case #(.INPUTS(5), .TERM_COUNT(8), .BIAS(-64'sd1234), .LEVELS(3), .LATENCY(2), .SEED(2)) full (clk, done[1]);
  constant_dot_case #(.TERM_COUNT(0), .BIAS(-64'sd77), .LEVELS(1), .LATENCY(1), .SEED(3)) none (clk, done[2]);
  constant_dot_case #(
      .X_SIGNED(0), .TERM_COUNT(1), .BIAS(0), .LEVELS(4), .LATENCY(2), .SEED(4)
  ) one (clk, done[3]);
  constant_dot_case #(
      .INPUTS(27), .X_BITS(6), .X_SIGNED(0), .TERM_COUNT(61), .ACC_BITS(20), .LEVELS(6), .LATENCY(3), .SEED(5)
  ) wide (clk, done[4]);
  // The sum overflows ACC_BITS: the result is its low bits.
  constant_dot_case #(
      .TERM_COUNT(16), .LARGEST_SHIFT(14), .ACC_BITS(12), .BIAS(2000), .LEVELS(4), .LATENCY(2), .SEED(6)
  ) overflowing (clk, done[5]);
  constant_dot_case #(
      .TERM_COUNT(13), .LEVELS(4), .BIAS(300), .FUSED(1), .SHIFT(4), .ZERO_POINT(-3), .OUT_BITS(8), .LATENCY(3), .SEED(7)
  ) fused_even (clk, done[6]);
  constant_dot_case #(
      .INPUTS(9), .X_BITS(8), .X_SIGNED(0), .TERM_COUNT(5), .LEVELS(3), .BIAS(32), .FUSED(1), .SHIFT(6), .MIN(0), .MAX(15),
      .OUT_BITS(4), .LATENCY(2), .SEED(8)
  ) fused_odd (clk, done[7]);
  // Little is left of the sum: the clamp and the zero point are wider.
  constant_dot_case #(
      .INPUTS(2), .X_BITS(2), .TERM_COUNT(2), .LARGEST_SHIFT(1), .LEVELS(1), .FUSED(1), .SHIFT(9), .ZERO_POINT(100),
      .MIN(-100), .MAX(90), .OUT_BITS(8), .LATENCY(1), .SEED(9)
  ) fused_narrow (clk, done[8]);
  constant_dot_case #(
      .X_BITS(1), .X_SIGNED(0), .INPUTS(16), .TERM_COUNT(16), .LARGEST_SHIFT(0), .BIAS(0), .LEVELS(5), .LATENCY(3), .SEED(10)
  ) bits (clk, done[9]);
  constant_dot_case #(
      .X_BITS(12), .INPUTS(3), .TERM_COUNT(7), .LARGEST_SHIFT(30), .ACC_BITS(48), .BIAS(64'sd1 <<< 44), .LEVELS(3),
      .LATENCY(2), .SEED(11)
  ) long (clk, done[10]);
  // Nodes of nothing but negative terms hold opposites: all of the tree, with and without a bias and a leaf to spare; one
  // side of it; one term.
  constant_dot_case #(
      .INPUTS(7), .TERM_COUNT(5), .BIAS(0), .LEVELS(3), .LATENCY(2), .NEGATIVE_TERMS(5), .SEED(12)
  ) opposite_odd (clk, done[11]);
  constant_dot_case #(
      .INPUTS(7), .TERM_COUNT(6), .BIAS(0), .LEVELS(4), .LATENCY(2), .NEGATIVE_TERMS(6), .SEED(13)
  ) opposite_even (clk, done[12]);
  constant_dot_case #(
      .INPUTS(5), .TERM_COUNT(4), .BIAS(-64'sd999), .LEVELS(3), .LATENCY(2), .NEGATIVE_TERMS(4), .SEED(14)
  ) opposite_biased (clk, done[13]);
  constant_dot_case #(
      .INPUTS(5), .TERM_COUNT(8), .BIAS(64'sd321), .LEVELS(3), .LATENCY(2), .NEGATIVE_TERMS(8), .SEED(15)
  ) opposite_full (clk, done[14]);
  constant_dot_case #(
      .INPUTS(5), .X_SIGNED(0), .TERM_COUNT(7), .BIAS(64'sd5), .LEVELS(3), .LATENCY(2), .NEGATIVE_TERMS(4), .SEED(16)
  ) left_opposite (clk, done[15]);
  constant_dot_case #(
      .INPUTS(4), .X_BITS(3), .TERM_COUNT(1), .BIAS(0), .LEVELS(2), .FUSED(1), .SHIFT(2), .MIN(-8), .MAX(7), .OUT_BITS(4),
      .LATENCY(2), .NEGATIVE_TERMS(1), .SEED(17)
  ) opposite_one (clk, done[16]);
  constant_dot_case #(
      .INPUTS(6), .TERM_COUNT(13), .BIAS(0), .LARGEST_SHIFT(12), .ACC_BITS(13), .LEVELS(4), .LATENCY(2), .NEGATIVE_TERMS(13),
      .SEED(18)
  ) opposite_overflowing (clk, done[17]);
  always @(posedge clk)
    if (&done) begin
      $display("PASS constant_dot");
      $finish;
    end
  initial begin
    #100000;
    $display("FAIL constant_dot: did not end, %b", done);
    $fatal;
  end
endmodule
