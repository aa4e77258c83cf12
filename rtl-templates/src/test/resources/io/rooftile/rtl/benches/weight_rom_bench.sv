// Self-checking bench of weight_rom: every word of the file one cycle after its address, and held without enable.
module weight_rom_case #(
    parameter int WIDTH = 8,
    parameter int DEPTH = 16,
    parameter STORAGE = "block",
    parameter FILE = "",
    parameter int SEED = 1
) (
    input wire logic clk,
    output logic done
);
  localparam int ADDRESS_BITS = DEPTH > 1 ? $clog2(DEPTH) : 1;
  function automatic logic [WIDTH-1:0] word(input int address);
    logic [31:0] h;
    for (int b = 0; b < WIDTH; b++) begin
      h = (address * WIDTH + b + SEED * 7919) * 32'h9e3779b9;
      word[b] = h[16] ^ h[29];
    end
  endfunction
  // The memory is read by an initial block; a variable is given its first value before those start.
  function automatic int file_of_words();
    file_of_words = $fopen(FILE, "w");
    for (int a = 0; a < DEPTH; a++) $fdisplay(file_of_words, "%h", word(a));
    $fclose(file_of_words);
  endfunction
  int file = FILE == "" ? 0 : file_of_words();

  logic enable = 0;
  logic [ADDRESS_BITS-1:0] address = 0;
  logic [WIDTH-1:0] data;
  weight_rom #(.WIDTH(WIDTH), .DEPTH(DEPTH), .STORAGE(STORAGE), .FILE(FILE)) dut (.*);

  int cycle = 0;
  logic known = 0;
  logic [WIDTH-1:0] expected;
  always @(posedge clk) begin
    if (known && data !== expected) begin
      $display("FAIL weight_rom: %m word %0d is %h, not %h", address, data, expected);
      $fatal;
    end
    if (enable) begin
      known = 1;
      expected = FILE == "" ? '0 : word(32'(address));
    end
    // Every address once in free flow, then in another order with halts.
    enable <= cycle < DEPTH || cycle % 3 != 0;
    address <= ADDRESS_BITS'(cycle < DEPTH ? cycle : cycle * 5 % DEPTH);
    cycle <= cycle + 1;
    done <= cycle == 8 * DEPTH || done;
  end
endmodule

module weight_rom_bench;
  logic clk = 0;
  always #1 clk = ~clk;
  localparam int CASES = 4;
  wire [CASES-1:0] done;
  weight_rom_case #(.WIDTH(24), .DEPTH(16), .FILE("weight_rom_block.mem"), .SEED(1)) block (clk, done[0]);
  weight_rom_case #(
      .WIDTH(7), .DEPTH(13), .STORAGE("distributed"), .FILE("weight_rom_distributed.mem"), .SEED(2)
  ) distributed (clk, done[1]);
  weight_rom_case #(.WIDTH(70), .DEPTH(1), .FILE("weight_rom_single.mem"), .SEED(3)) single (clk, done[2]);
  weight_rom_case #(.WIDTH(5), .DEPTH(6), .SEED(4)) zeros (clk, done[3]);
  always @(posedge clk)
    if (&done) begin
      $display("PASS weight_rom");
      $finish;
    end
  initial begin
    #10000;
    $display("FAIL weight_rom: did not end");
    $fatal;
  end
endmodule
