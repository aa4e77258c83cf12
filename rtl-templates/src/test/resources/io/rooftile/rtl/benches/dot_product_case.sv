// One shape of depthwise (DEPTHWISE = 1) or matrix_vector (DEPTHWISE = 0, CHANNELS = 1) against sums of products in
// 64-bit integers, with every output word due an exact number of advancing cycles after its last input word.
module dot_product_case #(
    parameter int DEPTHWISE = 0,
    parameter int CHANNELS = 1,
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
  localparam NAME = DEPTHWISE != 0 ? "depthwise" : "matrix_vector";
  localparam int WORDS = 3 * OUTPUT_FOLD + 40;
  logic rst = 1;
  logic in_valid = 0;
  logic in_ready;
  logic [SIMD*CHANNELS*X_BITS-1:0] in_data = 0;
  logic out_valid;
  logic out_ready = 0;
  logic [PE*ACC_BITS-1:0] out_data;

  // The memories are filled from here, so that a case needs no file.
  logic [PE*SIMD*W_BITS-1:0] weight_words[INPUT_FOLD*OUTPUT_FOLD];
  logic [PE*ACC_BITS-1:0] bias_words[OUTPUT_FOLD];
  if (DEPTHWISE != 0) begin : gen_depthwise
    depthwise #(
        .PE(PE), .SIMD(SIMD), .CHANNELS(CHANNELS), .X_BITS(X_BITS), .X_SIGNED(X_SIGNED), .W_BITS(W_BITS),
        .ACC_BITS(ACC_BITS), .INPUT_FOLD(INPUT_FOLD), .OUTPUT_FOLD(OUTPUT_FOLD), .MULTIPLIER(MULTIPLIER), .PACK(PACK),
        .STORAGE(STORAGE)
    ) dut (.*);
    initial begin
      #2;
      for (int i = 0; i < INPUT_FOLD * OUTPUT_FOLD; i++) dut.weight_words.gen_memory.words[i] = weight_words[i];
      for (int o = 0; o < OUTPUT_FOLD; o++) dut.bias_words.gen_memory.words[o] = bias_words[o];
    end
  end else begin : gen_matrix_vector
    matrix_vector #(
        .PE(PE), .SIMD(SIMD), .X_BITS(X_BITS), .X_SIGNED(X_SIGNED), .W_BITS(W_BITS), .ACC_BITS(ACC_BITS),
        .INPUT_FOLD(INPUT_FOLD), .OUTPUT_FOLD(OUTPUT_FOLD), .MULTIPLIER(MULTIPLIER), .PACK(PACK), .STORAGE(STORAGE)
    ) dut (.*);
    initial begin
      #2;
      for (int i = 0; i < INPUT_FOLD * OUTPUT_FOLD; i++) dut.lanes.weight_words.gen_memory.words[i] = weight_words[i];
      for (int o = 0; o < OUTPUT_FOLD; o++) dut.lanes.bias_words.gen_memory.words[o] = bias_words[o];
    end
  end

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
    #1;
    for (int o = 0; o < OUTPUT_FOLD; o++) begin
      for (int pe = 0; pe < PE; pe++) begin
        biases[o*PE+pe] = number(ACC_BITS - 2, 1);
        bias_words[o][pe*ACC_BITS+:ACC_BITS] = biases[o*PE+pe][ACC_BITS-1:0];
      end
      for (int i = 0; i < INPUT_FOLD; i++) begin
        for (int pe = 0; pe < PE; pe++)
          for (int s = 0; s < SIMD; s++) begin
            weights[o*PE+pe][i*SIMD+s] = number(W_BITS, 1);
            weight_words[o*INPUT_FOLD+i][(pe*SIMD+s)*W_BITS+:W_BITS] =
                weights[o*PE+pe][i*SIMD+s][W_BITS-1:0];
          end
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
          $display("FAIL %s: %m ready in phase %0d", NAME, phase);
          $fatal;
        end
        if (out_valid !== (taken < accepted && due[taken] == ticks)) begin
          $display("FAIL %s: %m output %0d of phase %0d in tick %0d", NAME, taken, phase, ticks);
          $fatal;
        end
        if (out_valid && out_data !== expected[taken]) begin
          $display("FAIL %s: %m output %0d is %h, not %h", NAME, taken, out_data, expected[taken]);
          $fatal;
        end
        if (out_valid && out_ready) taken++;
        if (in_valid && in_ready) begin
          for (int pe = 0; pe < PE; pe++) begin
            if (fold == 0) sums[pe] = biases[output_fold*PE+pe];
            for (int s = 0; s < SIMD; s++) begin
              longint x;
              x = 64'(in_data[(s*CHANNELS+pe*CHANNELS/PE)*X_BITS+:X_BITS]);
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
        for (int e = 0; e < SIMD * CHANNELS; e++) in_data[e*X_BITS+:X_BITS] <= X_BITS'(number(X_BITS, 0));
      end
      out_ready <= phase < 2 || random() % 3 != 0;
    end
  end
endmodule

