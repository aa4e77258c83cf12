// Self-checking bench of adder_tree: sums in 64-bit integers, due LATENCY advancing cycles after their inputs.
module adder_tree_case #(
    parameter int INPUTS = 8,
    parameter int BITS = 16,
    parameter int LATENCY = 2,
    parameter int SEED = 1
) (
    input wire logic clk,
    output logic done
);
  localparam int OUT_BITS = BITS + $clog2(INPUTS);
  logic [31:0] state = SEED * 32'h9e3779b9 + 32'd1;
  function automatic int unsigned random();
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return state;
  endfunction

  logic advance = 0;
  logic [INPUTS*BITS-1:0] in_data = 0;
  logic signed [OUT_BITS-1:0] out_data;
  adder_tree #(.INPUTS(INPUTS), .BITS(BITS)) dut (.*);

  int cycle = 0;
  int ticks = 0;
  logic [OUT_BITS-1:0] expected[LATENCY+1];
  always @(posedge clk) begin
    longint sum, element;
    sum = 0;
    for (int i = 0; i < INPUTS; i++) begin
      element = 64'(in_data[i*BITS+:BITS]);
      if (element[BITS-1]) element -= 64'd1 << BITS;
      sum += element;
    end
    expected[ticks%(LATENCY+1)] = sum[OUT_BITS-1:0];
    if (ticks >= LATENCY && out_data !== expected[(ticks-LATENCY)%(LATENCY+1)]) begin
      $display("FAIL adder_tree: %m sum %0d is %h", ticks, out_data);
      $fatal;
    end
    if (advance) begin
      ticks++;
      // The first two sums are the smallest and the largest.
      for (int i = 0; i < INPUTS; i++)
        in_data[i*BITS+:BITS] <= ticks == 1 ? BITS'(64'd1 << (BITS - 1))
            : ticks == 2 ? BITS'((64'd1 << (BITS - 1)) - 1) : BITS'(random());
    end
    // First free flow, then halts.
    advance <= cycle < 50 || random() % 3 != 0;
    cycle <= cycle + 1;
    done <= cycle == 200 || done;
  end
endmodule

module adder_tree_bench;
  logic clk = 0;
  always #1 clk = ~clk;
  localparam int CASES = 6;
  wire [CASES-1:0] done;
  adder_tree_case #(.INPUTS(8), .BITS(16), .LATENCY(2), .SEED(1)) eight (clk, done[0]);
  adder_tree_case #(.INPUTS(1), .BITS(9), .LATENCY(0), .SEED(2)) one (clk, done[1]);
  adder_tree_case #(.INPUTS(2), .BITS(3), .LATENCY(1), .SEED(3)) two (clk, done[2]);
  adder_tree_case #(.INPUTS(5), .BITS(12), .LATENCY(2), .SEED(4)) five (clk, done[3]);
  adder_tree_case #(.INPUTS(9), .BITS(24), .LATENCY(2), .SEED(5)) nine (clk, done[4]);
  adder_tree_case #(.INPUTS(27), .BITS(2), .LATENCY(3), .SEED(6)) many (clk, done[5]);
  always @(posedge clk)
    if (&done) begin
      $display("PASS adder_tree");
      $finish;
    end
  initial begin
    #10000;
    $display("FAIL adder_tree: did not end");
    $fatal;
  end
endmodule
