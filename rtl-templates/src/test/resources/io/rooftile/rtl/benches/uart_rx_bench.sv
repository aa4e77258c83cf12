// Self-checking bench of uart_rx: bytes of lines that are as fast as meant, faster and slower, in the cycle in which
// they are due; a start bit that is none, a byte without a stop bit, a break, and a byte that nobody takes.
module uart_rx_case #(
    parameter int CLOCKS_PER_BIT = 10,
    // Cycles that 100 bits take on the line.
    parameter int LINE_CYCLES = 1000,
    parameter int SEED = 1
) (
    input logic clk,
    input logic rst,
    output logic done
);
  localparam int BYTES = 64;
  localparam bit EXACT = LINE_CYCLES == 100 * CLOCKS_PER_BIT;
  logic rx = 1;
  logic out_valid, line_break;
  logic out_ready = 1;
  logic [7:0] out_data, given;
  int number = 0;
  int now = 0;
  int started = 0;
  int arrived = 0;
  int wrong = 0;
  int breaks = 0;
  int break_cycles = 0;

  uart_rx #(.CLOCKS_PER_BIT(CLOCKS_PER_BIT)) dut (.*);
  random_word #(.BITS(8), .SEED(SEED)) word (number, given);

  always @(posedge clk) begin
    now <= now + 1;
    if (out_valid && out_ready) begin
      arrived <= arrived + 1;
      if (out_data !== given) wrong <= wrong + 1;
      if (EXACT && now - started != 10 * CLOCKS_PER_BIT - (CLOCKS_PER_BIT + 1) / 2 + 3) wrong <= wrong + 1;
    end
    if (line_break) break_cycles <= break_cycles + 1;
  end

  task automatic check(input logic good, input int place);
    if (!good) begin
      $display("FAIL uart_rx: %m check %0d: %0d bytes, %0d wrong, %0d cycles of break", place, arrived, wrong,
               break_cycles);
      $fatal;
    end
  endtask

  // The line's time in cycles after a number of bits.
  function automatic int edge_at(input int bits);
    return bits * LINE_CYCLES / 100;
  endfunction

  task automatic send(input logic [7:0] data, input logic stop);
    logic [9:0] frame;
    frame = {stop, data, 1'b0};
    started = now;
    for (int place = 0; place < 10; place++) begin
      rx = frame[place];
      while (now - started < edge_at(place + 1)) @(negedge clk);
    end
    rx = 1;
  endtask

  initial begin
    done = 0;
    @(negedge clk);
    while (rst) @(negedge clk);
    repeat (3 * CLOCKS_PER_BIT) @(negedge clk);
    for (int i = 0; i < BYTES; i++) begin
      number = i;
      @(negedge clk);
      send(given, 1);
      if (i % 3 == 0) repeat (i) @(negedge clk);
      repeat (CLOCKS_PER_BIT) @(negedge clk);
      check(arrived == i + 1 && wrong == 0, 1);
    end
    check(break_cycles == 0, 2);
    // A spike of a third of a bit is no start bit.
    rx = 0;
    repeat (CLOCKS_PER_BIT / 3) @(negedge clk);
    rx = 1;
    repeat (12 * CLOCKS_PER_BIT) @(negedge clk);
    check(arrived == BYTES, 3);
    // A byte without a stop bit is dropped, and is no break when it has a one.
    send(8'h10, 0);
    repeat (12 * CLOCKS_PER_BIT) @(negedge clk);
    check(arrived == BYTES && break_cycles == 0, 4);
    // A break of 14 bits is one from the middle of the tenth bit on, until the line is 1 again.
    rx = 0;
    repeat (14 * CLOCKS_PER_BIT) @(negedge clk);
    rx = 1;
    repeat (2 * CLOCKS_PER_BIT) @(negedge clk);
    check(arrived == BYTES, 5);
    check(break_cycles >= 4 * CLOCKS_PER_BIT && break_cycles <= 5 * CLOCKS_PER_BIT && !line_break, 6);
    // A byte that waits stays, the one behind it is lost.
    out_ready = 0;
    number = BYTES;
    @(negedge clk);
    send(given, 1);
    send(~given, 1);
    repeat (2 * CLOCKS_PER_BIT) @(negedge clk);
    check(out_valid && out_data == given, 7);
    done = 1;
  end
endmodule

module uart_rx_bench;
  logic clk = 0;
  logic rst = 1;
  int now = 0;
  wire [3:0] done;
  always #1 clk = ~clk;
  always @(posedge clk) begin
    now <= now + 1;
    rst <= now < 3;
    if (&done) begin
      $display("PASS uart_rx");
      $finish;
    end
  end
  uart_rx_case #(.CLOCKS_PER_BIT(10), .LINE_CYCLES(1000), .SEED(1)) exact (clk, rst, done[0]);
  uart_rx_case #(.CLOCKS_PER_BIT(17), .LINE_CYCLES(1649), .SEED(2)) fast (clk, rst, done[1]);
  uart_rx_case #(.CLOCKS_PER_BIT(104), .LINE_CYCLES(10712), .SEED(3)) slow (clk, rst, done[2]);
  uart_rx_case #(.CLOCKS_PER_BIT(7), .LINE_CYCLES(700), .SEED(4)) odd (clk, rst, done[3]);
endmodule
