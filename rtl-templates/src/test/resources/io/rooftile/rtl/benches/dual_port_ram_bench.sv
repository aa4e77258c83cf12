// Self-checking bench of dual_port_ram: random writes and reads against an array, never of one word in one cycle.
module dual_port_ram_case #(
    parameter int WIDTH = 8,
    parameter int DEPTH = 16,
    parameter STORAGE = "block",
    parameter int SEED = 1
) (
    input wire logic clk,
    output logic done
);
  localparam int ADDRESS_BITS = DEPTH > 1 ? $clog2(DEPTH) : 1;
  logic [31:0] state = SEED * 32'h9e3779b9 + 32'd1;
  function automatic int unsigned random();
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return state;
  endfunction

  logic write = 0;
  logic [ADDRESS_BITS-1:0] write_address = 0;
  logic [WIDTH-1:0] write_data = 0;
  logic read = 0;
  logic [ADDRESS_BITS-1:0] read_address = 0;
  logic [WIDTH-1:0] read_data;
  dual_port_ram #(.WIDTH(WIDTH), .DEPTH(DEPTH), .STORAGE(STORAGE)) dut (.*);

  int cycle = 0;
  logic known = 0;
  logic [WIDTH-1:0] expected;
  logic [WIDTH-1:0] words[DEPTH];
  int written, chosen;
  always @(posedge clk) begin
    if (known && read_data !== expected) begin
      $display("FAIL dual_port_ram: %m word %0d is %h, not %h", read_address, read_data, expected);
      $fatal;
    end
    if (read) begin
      known = 1;
      expected = words[read_address];
    end
    if (write) words[write_address] = write_data;
    // First every word is written once, then both ports are used at random.
    written = cycle < DEPTH ? cycle : int'(random() >> 1) % DEPTH;
    chosen = int'(random() >> 1) % DEPTH;
    write <= cycle < DEPTH || random() % 2 == 0;
    write_address <= ADDRESS_BITS'(written);
    write_data <= WIDTH'({random(), random(), random()});
    read <= cycle > DEPTH && chosen != written && random() % 4 != 0;
    read_address <= ADDRESS_BITS'(chosen);
    cycle <= cycle + 1;
    done <= cycle == 20 * DEPTH + 100 || done;
  end
endmodule

module dual_port_ram_bench;
  logic clk = 0;
  always #1 clk = ~clk;
  localparam int CASES = 3;
  wire [CASES-1:0] done;
  dual_port_ram_case #(.WIDTH(24), .DEPTH(16), .SEED(1)) block (clk, done[0]);
  dual_port_ram_case #(.WIDTH(7), .DEPTH(13), .STORAGE("distributed"), .SEED(2)) distributed (clk, done[1]);
  dual_port_ram_case #(.WIDTH(70), .DEPTH(2), .SEED(3)) pair (clk, done[2]);
  always @(posedge clk)
    if (&done) begin
      $display("PASS dual_port_ram");
      $finish;
    end
  initial begin
    #10000;
    $display("FAIL dual_port_ram: did not end");
    $fatal;
  end
endmodule
