// Self-checking bench of uart_tx: every cycle of the line, for bytes that come at once and with pauses.
module uart_tx_case #(
    parameter int CLOCKS_PER_BIT = 10,
    parameter int SEED = 1
) (
    input logic clk,
    input logic rst,
    input int now,
    output logic done
);
  localparam int BYTES = 80;
  logic in_valid, in_ready, tx;
  logic [7:0] in_data, sent;
  int taken, taken_at;
  random_word #(.BITS(8), .SEED(SEED)) given (taken, in_data);
  random_word #(.BITS(8), .SEED(SEED)) current (taken - 1, sent);

  uart_tx #(.CLOCKS_PER_BIT(CLOCKS_PER_BIT)) dut (.*);
  word_source #(.NAME("uart_tx"), .WORDS(BYTES), .GAPPED(BYTES / 2), .SEED(SEED)) source (
      .clk, .rst, .now, .resume(taken >= BYTES / 2), .valid(in_valid), .ready(in_ready),
      .ready_due(taken == 0 || now > taken_at + 10 * CLOCKS_PER_BIT), .index(taken), .asked(taken - 1),
      .taken_at(taken_at));

  // The bit that the line carries, by the cycles since its byte was taken.
  wire [9:0] frame = {1'b1, sent, 1'b0};
  wire int since = now - taken_at - 1;
  wire expected = taken == 0 || since >= 10 * CLOCKS_PER_BIT || frame[since/CLOCKS_PER_BIT];
  always @(posedge clk) begin
    done <= !rst && taken == BYTES && since > 12 * CLOCKS_PER_BIT;
    if (!rst && tx !== expected) begin
      $display("FAIL uart_tx: %m line is %b at %0d, %0d cycles after byte %0d", tx, now, since, taken - 1);
      $fatal;
    end
  end
endmodule

module uart_tx_bench;
  logic clk = 0;
  logic rst = 1;
  int now = 0;
  wire [2:0] done;
  always #1 clk = ~clk;
  always @(posedge clk) begin
    now <= now + 1;
    rst <= now < 3;
    if (&done) begin
      $display("PASS uart_tx");
      $finish;
    end
  end
  uart_tx_case #(.CLOCKS_PER_BIT(2), .SEED(1)) fastest (clk, rst, now, done[0]);
  uart_tx_case #(.CLOCKS_PER_BIT(13), .SEED(2)) odd (clk, rst, now, done[1]);
  uart_tx_case #(.CLOCKS_PER_BIT(104), .SEED(3)) usual (clk, rst, now, done[2]);
endmodule
