// A mean from a sum: out = clamp(round(in / COUNT), MIN, MAX), half away from zero, as an average pool is defined in
// docs/numerics.md: (in > 0 ? in + COUNT / 2 : in - COUNT / 2) / COUNT, both quotients truncated.
//
// Parameters: LANES, IN_BITS (of a signed sum), OUT_BITS (the low bits of the result), COUNT (>= 1), MIN, MAX,
// MULTIPLIER ("DSP" | "LUT", see product).
//
// The sum's sign is put aside, and n = |in| + COUNT / 2 < 2^N is divided by a multiplication with
// RECIPROCAL = ceil(2^(N+L) / COUNT), L = clog2(COUNT). That is exact: RECIPROCAL * COUNT exceeds 2^(N+L) by
// e < COUNT <= 2^L, so n * RECIPROCAL / 2^(N+L) exceeds n / COUNT by n * e / (COUNT * 2^(N+L)) < 1 / COUNT, too little
// to reach the next integer. Source: Granlund, Montgomery 1994, https://doi.org/10.1145/178243.178249, theorem 4.2.
//
// The whole pipe freezes while the output word is not taken: magnitude, product, sign and clamp.
// Latency 3 cycles, interval 1 cycle.
`default_nettype none
module divide_round #(
    parameter int LANES = 1,
    parameter int IN_BITS = 14,
    parameter int OUT_BITS = 8,
    parameter int COUNT = 49,
    parameter int MIN = -128,
    parameter int MAX = 127,
    parameter MULTIPLIER = "DSP"
) (
    input wire logic clk,
    input wire logic rst,
    input wire logic in_valid,
    output logic in_ready,
    input wire logic [LANES*IN_BITS-1:0] in_data,
    output logic out_valid,
    input wire logic out_ready,
    output logic [LANES*OUT_BITS-1:0] out_data
);
  localparam int LOG = $clog2(COUNT);
  localparam int N = IN_BITS > LOG ? IN_BITS : LOG + 1;
  localparam int HALF = COUNT / 2;
  localparam int REST = COUNT - 1;
  localparam logic [N+LOG:0] POWER = (N + LOG + 1)'(1) << (N + LOG);
  localparam logic [N+LOG:0] RECIPROCAL = (POWER + (N + LOG + 1)'(REST)) / (N + LOG + 1)'(COUNT);
  localparam int RESULT_BITS = (N > 32 ? N : 32) + 1;

  wire advance = !out_valid || out_ready;
  assign in_ready = advance;
  logic [2:0] valid;
  assign out_valid = valid[2];
  always_ff @(posedge clk) begin
    if (rst) valid <= '0;
    else if (advance) valid <= {valid[1:0], in_valid};
  end

  for (genvar lane = 0; lane < LANES; lane++) begin : gen_lane
    wire signed [N-1:0] sum = N'($signed(in_data[lane*IN_BITS+:IN_BITS]));
    logic [N-1:0] magnitude;
    logic [N-1:0] quotient;
    // Both factors are at least 0, and the quotient has N bits.
    /* verilator lint_off UNUSEDSIGNAL */
    wire signed [2*N+2:0] scaled;
    /* verilator lint_on UNUSEDSIGNAL */
    product #(
        .X_BITS(N + 1),
        .W_BITS(N + 2),
        .MULTIPLIER(MULTIPLIER)
    ) reciprocal (
        .x({1'b0, magnitude}),
        .w((N + 2)'(RECIPROCAL)),
        .value(scaled)
    );
    logic magnitude_negative;
    logic quotient_negative;
    wire signed [RESULT_BITS-1:0] result =
        quotient_negative ? -$signed(RESULT_BITS'(quotient)) : $signed(RESULT_BITS'(quotient));
    logic [OUT_BITS-1:0] clamped;
    always_ff @(posedge clk)
      if (advance) begin
        magnitude <= (sum < 0 ? -sum : sum) + N'(HALF);
        magnitude_negative <= sum < 0;
        quotient <= N'(scaled >>> (N + LOG));
        quotient_negative <= magnitude_negative;
        clamped <= result < RESULT_BITS'(MIN) ? OUT_BITS'(MIN)
                   : result > RESULT_BITS'(MAX) ? OUT_BITS'(MAX) : OUT_BITS'(result);
      end
    assign out_data[lane*OUT_BITS+:OUT_BITS] = clamped;
  end
endmodule
`default_nettype wire
