// A host of board_top: sends rows of bytes over the serial line, reads what comes back, and compares. In between it
// sends half a row and a break, after which whole rows must be answered again.
module uart_shell_bench #(
    parameter int ROWS = 3,
    parameter int IN_ROW_BYTES = 4,
    parameter int OUT_ROW_BYTES = 2,
    parameter int CLOCKS_PER_BIT = 104
);
  logic clock_pin = 0;
  logic rx_pin = 1;
  wire tx_pin;
  logic [7:0] given[ROWS*IN_ROW_BYTES];
  logic [7:0] expected[ROWS*OUT_ROW_BYTES];
  logic [7:0] got;
  int received = 0;
  int wrong = 0;
  always #1 clock_pin = ~clock_pin;
  board_top dut (.*);

  task automatic bits(input int count);
    repeat (count * CLOCKS_PER_BIT) @(negedge clock_pin);
  endtask

  task automatic send(input logic [7:0] data);
    rx_pin = 0;
    bits(1);
    for (int place = 0; place < 8; place++) begin
      rx_pin = data[place];
      bits(1);
    end
    rx_pin = 1;
    bits(1);
  endtask

  // Reads the line in the middle of its bits: at half a bit it begins, at nine and a half it ends.
  int since = -1;
  always @(negedge clock_pin) begin
    if (since < 0) since <= !tx_pin ? 1 : -1;
    else since <= since + 1;
    if (since > CLOCKS_PER_BIT && since % CLOCKS_PER_BIT == CLOCKS_PER_BIT / 2) begin
      if (since < 9 * CLOCKS_PER_BIT) got[since/CLOCKS_PER_BIT-1] <= tx_pin;
      else begin
        since <= -1;
        if (!tx_pin || got !== expected[received]) begin
          $display("wrong %0d: %h, not %h", received, got, expected[received]);
          wrong++;
        end
        received++;
      end
    end
  end

  initial begin
    $readmemh("given.mem", given);
    $readmemh("expected_bytes.mem", expected);
    // The line is 0 before the part is configured.
    repeat (20 * CLOCKS_PER_BIT) @(negedge clock_pin);
    received = 0;
    wrong = 0;
    for (int row = 0; row < ROWS; row++) begin
      if (row == ROWS - 1) begin
        for (int i = 0; i < IN_ROW_BYTES / 2; i++) send(~given[i]);
        rx_pin = 0;
        bits(12);
        rx_pin = 1;
        bits(5);
      end
      for (int i = 0; i < IN_ROW_BYTES; i++) send(given[row*IN_ROW_BYTES+i]);
      repeat (40 * (OUT_ROW_BYTES + 1)) if (received < (row + 1) * OUT_ROW_BYTES) bits(10);
    end
    bits(30);
    if (received == ROWS * OUT_ROW_BYTES && wrong == 0) $display("PASS board_top");
    else $display("FAIL board_top: %0d bytes, %0d wrong", received, wrong);
    $finish;
  end
endmodule
