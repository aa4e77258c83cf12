// Self-checking bench of overlay_tokens: the count of a model, tokens given and taken in the same cycle, more tokens than
// one job can take.
module overlay_tokens_bench;
  logic clk = 0;
  logic rst = 1;
  logic give = 0, take = 0;
  logic [5:0] take_count = 0;
  logic [15:0] count;
  always #1 clk = ~clk;
  overlay_tokens dut (.*);

  int there = 0;
  int most = 0;
  initial begin
    repeat (3) @(negedge clk);
    rst = 0;
    for (int i = 0; i < 20000; i++) begin
      // Tokens gather for a while, then they are taken.
      give = $urandom_range(99) < ((i / 1000) % 2 == 0 ? 80 : 20);
      take_count = 6'($urandom_range(there > 63 ? 63 : there));
      take = $urandom_range(9) == 0;
      @(negedge clk);
      there = there + 32'(give) - (take ? 32'(take_count) : 0);
      if (there > most) most = there;
      if (32'(count) != there) begin
        $display("FAIL overlay_tokens: count %0d, wanted %0d", count, there);
        $fatal;
      end
    end
    rst = 1;
    @(negedge clk);
    if (count != 0 || most <= 63) begin
      $display("FAIL overlay_tokens: %0d after reset, at most %0d", count, most);
      $fatal;
    end
    $display("PASS overlay_tokens");
    $finish;
  end
endmodule
