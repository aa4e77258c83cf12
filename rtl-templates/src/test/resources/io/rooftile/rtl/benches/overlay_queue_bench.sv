// Self-checking bench of overlay_queue: both kinds give all words in their order, hold DEPTH of them at least, and give none that
// was there before a reset.
module overlay_queue_case #(
    parameter bit RAM = 1'b0
) (
    input logic clk,
    output logic done
);
  localparam int WIDTH = 13;
  localparam int DEPTH = 8;
  logic rst = 1, in_valid = 0, out_ready = 0;
  logic in_ready, out_valid;
  logic [WIDTH-1:0] in_data = 0, out_data;
  overlay_queue #(.WIDTH(WIDTH), .DEPTH(DEPTH), .RAM(RAM)) dut (.*);

  logic [WIDTH-1:0] waiting[$];
  int most = 0, share;
  initial begin
    done = 0;
    for (int i = 0; i < 20000; i++) begin
      // Each end is slow by turns, so that the queue is full and empty.
      share = i / 200 % 2 == 0 ? 1 : 3;
      rst = i < 2 || i % 5000 == 0;
      in_valid = $urandom_range(3) >= share;
      in_data = WIDTH'($urandom);
      out_ready = $urandom_range(3) < share;
      @(posedge clk);
      if (!rst && out_valid && out_ready) begin
        if (waiting.size() == 0 || out_data != waiting[0]) begin
          $display("FAIL overlay_queue: RAM %0d gives %h, of %0d that wait", RAM, out_data, waiting.size());
          $fatal;
        end
        void'(waiting.pop_front());
      end
      if (!rst && in_valid && in_ready) waiting.push_back(in_data);
      if (waiting.size() > most) most = waiting.size();
      if (rst) waiting = {};
      @(negedge clk);
    end
    if (most < DEPTH) begin
      $display("FAIL overlay_queue: RAM %0d held %0d words", RAM, most);
      $fatal;
    end
    done = 1;
  end
endmodule

module overlay_queue_bench;
  logic clk = 0;
  wire [1:0] done;
  always #1 clk = ~clk;
  always @(posedge clk)
    if (&done) begin
      $display("PASS overlay_queue");
      $finish;
    end
  overlay_queue_case #(.RAM(1'b0)) registers (clk, done[0]);
  overlay_queue_case #(.RAM(1'b1)) block (clk, done[1]);
endmodule
