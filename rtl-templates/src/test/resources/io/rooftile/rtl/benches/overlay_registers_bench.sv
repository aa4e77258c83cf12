// Self-checking bench of overlay_registers: what was set is held; what was held is taken and stays while others are set.
module overlay_registers_bench;
  localparam int COUNT = 5;
  localparam int WIDTH = 12;
  logic clk = 0;
  logic sets = 0, take = 0;
  logic [5:0] index = 0;
  logic [WIDTH-1:0] value = 0;
  logic [COUNT*WIDTH-1:0] held, taken;
  always #1 clk = ~clk;
  overlay_registers #(.COUNT(COUNT), .WIDTH(WIDTH)) dut (.*);

  logic [COUNT*WIDTH-1:0] wanted_held, wanted_taken;
  initial begin
    for (int i = 0; i < COUNT; i++) begin
      sets = 1;
      index = 6'(i);
      value = WIDTH'($urandom);
      wanted_held[i*WIDTH+:WIDTH] = value;
      @(negedge clk);
    end
    sets = 0;
    take = 1;
    @(negedge clk);
    wanted_taken = wanted_held;
    for (int i = 0; i < 5000; i++) begin
      sets = $urandom_range(1) == 1;
      take = $urandom_range(3) == 0;
      // Registers that there are not take nothing.
      index = 6'($urandom_range(COUNT + 1));
      value = WIDTH'($urandom);
      @(negedge clk);
      if (take) wanted_taken = wanted_held;
      if (sets && 32'(index) < COUNT) wanted_held[index*WIDTH+:WIDTH] = value;
      if (held != wanted_held || taken != wanted_taken) begin
        $display("FAIL overlay_registers: held %h, wanted %h, taken %h, wanted %h", held, wanted_held, taken, wanted_taken);
        $fatal;
      end
    end
    $display("PASS overlay_registers");
    $finish;
  end
endmodule
