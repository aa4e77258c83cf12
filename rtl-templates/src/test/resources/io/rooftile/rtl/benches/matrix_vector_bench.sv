// Self-checking bench of matrix_vector: several shapes, each against sums of products in 64-bit integers,
// with every output word due an exact number of advancing cycles after its last input word.
module matrix_vector_case #(
    parameter int PE = 4,
    parameter int SIMD = 4,
    parameter int X_BITS = 8,
    parameter int X_SIGNED = 1,
    parameter int W_BITS = 8,
    parameter int ACC_BITS = 24,
    parameter int INPUT_FOLD = 2,
    parameter int OUTPUT_FOLD = 3,
    parameter MULTIPLIER = "DSP",
    parameter int PACK = 0,
    parameter STORAGE = "block",
    parameter int LATENCY = 4,
    parameter int SEED = 1
) (
    input wire logic clk,
    output logic done
);
  localparam int WORDS = 3 * OUTPUT_FOLD + 40;
  logic rst = 1;
  logic in_valid = 0;
  logic in_ready;
  logic [SIMD*X_BITS-1:0] in_data = 0;
  logic out_valid;
  logic out_ready = 0;
  logic [PE*ACC_BITS-1:0] out_data;

  matrix_vector #(
      .PE(PE), .SIMD(SIMD), .X_BITS(X_BITS), .X_SIGNED(X_SIGNED), .W_BITS(W_BITS), .ACC_BITS(ACC_BITS),
      .INPUT_FOLD(INPUT_FOLD), .OUTPUT_FOLD(OUTPUT_FOLD), .MULTIPLIER(MULTIPLIER), .PACK(PACK), .STORAGE(STORAGE)
  ) dut (.*);

  logic [31:0] state = SEED * 32'h9e3779b9 + 32'd1;
  function automatic int unsigned random();
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return state;
  endfunction
  // A number of the given bits; extremes come often, for overflow shows there.
  function automatic longint number(input int bits, input int is_signed);
    longint value;
    int unsigned kind;
    kind = random() % 8;
    value = {random(), random()};
    value = value & ((64'd1 << bits) - 1);
    if (kind == 0) value = 64'd1 << (bits - 1);
    if (kind == 1) value = (64'd1 << (bits - 1)) - 1;
    if (kind == 2) value = (64'd1 << bits) - 1;
    if (is_signed != 0 && value[bits-1]) value -= 64'd1 << bits;
    return value;
  endfunction

  longint weights[OUTPUT_FOLD*PE][INPUT_FOLD*SIMD];
  longint biases[OUTPUT_FOLD*PE];
  initial begin
    logic [PE*SIMD*W_BITS-1:0] weight_word;
    logic [PE*ACC_BITS-1:0] bias_word;
    #1;
    for (int o = 0; o < OUTPUT_FOLD; o++) begin
      for (int pe = 0; pe < PE; pe++) begin
        biases[o*PE+pe] = number(ACC_BITS - 2, 1);
        bias_word[pe*ACC_BITS+:ACC_BITS] = biases[o*PE+pe][ACC_BITS-1:0];
      end
      dut.lanes.bias_words.gen_memory.words[o] = bias_word;
      for (int i = 0; i < INPUT_FOLD; i++) begin
        for (int pe = 0; pe < PE; pe++)
          for (int s = 0; s < SIMD; s++) begin
            weights[o*PE+pe][i*SIMD+s] = number(W_BITS, 1);
            weight_word[(pe*SIMD+s)*W_BITS+:W_BITS] = weights[o*PE+pe][i*SIMD+s][W_BITS-1:0];
          end
        dut.lanes.weight_words.gen_memory.words[o*INPUT_FOLD+i] = weight_word;
      end
    end
  end

  // Phase 0 is free flow, 1 a halting source, 2 a halting sink, 3 both.
  int phase = 0;
  int cycle = 0;
  int fold, output_fold, accepted, taken;
  int ticks;
  longint sums[PE];
  logic [PE*ACC_BITS-1:0] expected[WORDS];
  int due[WORDS];

  always @(posedge clk) begin
    cycle <= cycle + 1;
    done <= phase == 4;
    if (phase < 4 && cycle < 4) begin
      rst <= 1;
      in_valid <= 0;
      fold = 0;
      output_fold = 0;
      accepted = 0;
      taken = 0;
      ticks = 0;
    end else if (phase < 4) begin
      rst <= 0;
      if (!rst) begin
        if (in_ready !== (!out_valid || out_ready)) begin
          $display("FAIL matrix_vector: %m ready in phase %0d", phase);
          $fatal;
        end
        if (out_valid !== (taken < accepted && due[taken] == ticks)) begin
          $display("FAIL matrix_vector: %m output %0d of phase %0d in tick %0d", taken, phase, ticks);
          $fatal;
        end
        if (out_valid && out_data !== expected[taken]) begin
          $display("FAIL matrix_vector: %m output %0d is %h, not %h", taken, out_data, expected[taken]);
          $fatal;
        end
        if (out_valid && out_ready) taken++;
        if (in_valid && in_ready) begin
          for (int pe = 0; pe < PE; pe++) begin
            if (fold == 0) sums[pe] = biases[output_fold*PE+pe];
            for (int s = 0; s < SIMD; s++) begin
              longint x;
              x = 64'(in_data[s*X_BITS+:X_BITS]);
              if (X_SIGNED != 0 && x[X_BITS-1]) x -= 64'd1 << X_BITS;
              sums[pe] += x * weights[output_fold*PE+pe][fold*SIMD+s];
            end
            expected[accepted][pe*ACC_BITS+:ACC_BITS] = sums[pe][ACC_BITS-1:0];
          end
          fold++;
          if (fold == INPUT_FOLD) begin
            due[accepted] = ticks + LATENCY;
            accepted++;
            fold = 0;
            output_fold = (output_fold + 1) % OUTPUT_FOLD;
          end
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
        for (int e = 0; e < SIMD; e++) in_data[e*X_BITS+:X_BITS] <= X_BITS'(number(X_BITS, 0));
      end
      out_ready <= phase < 2 || random() % 3 != 0;
    end
  end
endmodule

module matrix_vector_bench;
  logic clk = 0;
  always #1 clk = ~clk;
  localparam int CASES = 12;
  wire [CASES-1:0] done;
  matrix_vector_case #(.SEED(1)) plain (clk, done[0]);
  matrix_vector_case #(
      .PE(1), .SIMD(1), .INPUT_FOLD(1), .OUTPUT_FOLD(1), .LATENCY(3), .SEED(2)
  ) smallest (clk, done[1]);
  matrix_vector_case #(
      .PE(3), .SIMD(5), .X_SIGNED(0), .INPUT_FOLD(3), .OUTPUT_FOLD(2), .STORAGE("distributed"), .LATENCY(5), .SEED(3)
  ) odd (clk, done[2]);
  matrix_vector_case #(
      .PE(2), .SIMD(2), .X_BITS(4), .W_BITS(2), .ACC_BITS(14), .INPUT_FOLD(1), .OUTPUT_FOLD(5), .LATENCY(4), .SEED(4)
  ) one_word (clk, done[3]);
  matrix_vector_case #(
      .PE(5), .SIMD(9), .X_BITS(3), .X_SIGNED(0), .W_BITS(5), .ACC_BITS(18), .INPUT_FOLD(7), .OUTPUT_FOLD(1),
      .LATENCY(5), .SEED(5)
  ) wide (clk, done[4]);
  matrix_vector_case #(
      .PE(2), .SIMD(3), .X_BITS(16), .W_BITS(8), .ACC_BITS(40), .INPUT_FOLD(4), .OUTPUT_FOLD(2), .LATENCY(4), .SEED(6)
  ) sixteen (clk, done[5]);
  matrix_vector_case #(
      .PE(2), .SIMD(17), .X_BITS(1), .X_SIGNED(0), .W_BITS(1), .ACC_BITS(12), .INPUT_FOLD(2), .OUTPUT_FOLD(2),
      .LATENCY(6), .SEED(7)
  ) bits (clk, done[6]);
  // The sum overflows ACC_BITS: the result is its low bits.
  matrix_vector_case #(
      .PE(2), .SIMD(4), .ACC_BITS(13), .INPUT_FOLD(5), .LATENCY(4), .SEED(8)
  ) overflowing (clk, done[7]);
  matrix_vector_case #(.PE(4), .SIMD(4), .PACK(1), .SEED(9)) packed_signed (clk, done[8]);
  matrix_vector_case #(
      .PE(5), .SIMD(3), .X_SIGNED(0), .INPUT_FOLD(3), .PACK(1), .SEED(10)
  ) packed_unsigned (clk, done[9]);
  matrix_vector_case #(.PE(3), .SIMD(4), .MULTIPLIER("LUT"), .SEED(11)) rows_signed (clk, done[10]);
  matrix_vector_case #(
      .PE(2), .SIMD(2), .X_BITS(5), .X_SIGNED(0), .W_BITS(3), .MULTIPLIER("LUT"), .PACK(1), .SEED(12)
  ) rows_unsigned (clk, done[11]);
  always @(posedge clk)
    if (&done) begin
      $display("PASS matrix_vector");
      $finish;
    end
  initial begin
    #200000;
    $display("FAIL matrix_vector: did not end");
    $fatal;
  end
endmodule
