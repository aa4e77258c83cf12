// Self-checking bench of pipe_valid: every valid bit leaves LATENCY advancing cycles after it came.
module pipe_valid_case #(
    parameter int LATENCY = 3,
    parameter int SEED = 1
) (
    input wire logic clk,
    output logic done
);
  logic [31:0] state = SEED * 32'h9e3779b9 + 32'd1;
  function automatic int unsigned random();
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return state;
  endfunction

  logic rst = 1;
  logic in_valid = 0;
  logic in_ready;
  logic out_valid;
  logic out_ready = 0;
  logic advance;
  pipe_valid #(.LATENCY(LATENCY)) dut (.*);

  int cycle = 0;
  int ticks = 0;
  logic came[LATENCY+1];
  always @(posedge clk) begin
    rst <= cycle < 3;
    if (!rst) begin
      came[ticks%(LATENCY+1)] = in_valid;
      if (out_valid !== (ticks >= LATENCY && came[(ticks+1)%(LATENCY+1)])) begin
        $display("FAIL pipe_valid: %m valid is %b in tick %0d", out_valid, ticks);
        $fatal;
      end
      if (advance !== (!out_valid || out_ready) || in_ready !== advance) begin
        $display("FAIL pipe_valid: %m advance is %b in tick %0d", advance, ticks);
        $fatal;
      end
      if (advance) ticks++;
    end
    // First free flow, then halts on both sides.
    in_valid <= cycle >= 3 && (cycle < 40 || random() % 3 != 0);
    out_ready <= cycle < 40 || random() % 3 != 0;
    cycle <= cycle + 1;
    done <= cycle == 300 || done;
  end
endmodule

module pipe_valid_bench;
  logic clk = 0;
  always #1 clk = ~clk;
  wire [2:0] done;
  pipe_valid_case #(.LATENCY(1), .SEED(1)) one (clk, done[0]);
  pipe_valid_case #(.LATENCY(2), .SEED(2)) two (clk, done[1]);
  pipe_valid_case #(.LATENCY(7), .SEED(3)) seven (clk, done[2]);
  always @(posedge clk)
    if (&done) begin
      $display("PASS pipe_valid");
      $finish;
    end
  initial begin
    #10000;
    $display("FAIL pipe_valid: did not end");
    $fatal;
  end
endmodule
