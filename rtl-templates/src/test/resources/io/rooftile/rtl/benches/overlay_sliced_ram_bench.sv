// Self-checking bench of overlay_sliced_ram: slices, of which the last one is narrower, written alone and together, words read
// a cycle later, held while nothing is read.
module overlay_sliced_ram_bench;
  localparam int WIDTH = 27;
  localparam int SLICES = 3;
  localparam int SLICE_BITS = 10;
  localparam int DEPTH = 20;
  localparam int ADDRESS_BITS = 5;
  logic clk = 0;
  logic [SLICES-1:0] write = 0;
  logic [ADDRESS_BITS-1:0] write_address = 0, read_address = 0;
  logic [WIDTH-1:0] write_data = 0;
  logic read = 0;
  logic [WIDTH-1:0] read_data;
  always #1 clk = ~clk;
  overlay_sliced_ram #(.WIDTH(WIDTH), .SLICES(SLICES), .SLICE_BITS(SLICE_BITS), .DEPTH(DEPTH)) dut (.*);

  logic [WIDTH-1:0] words[DEPTH];
  logic [WIDTH-1:0] wanted;
  initial begin
    for (int i = 0; i < DEPTH; i++) begin
      write = '1;
      write_address = ADDRESS_BITS'(i);
      write_data = WIDTH'($urandom);
      words[i] = write_data;
      @(negedge clk);
    end
    wanted = 'x;
    for (int i = 0; i < 5000; i++) begin
      write = SLICES'($urandom);
      write_address = ADDRESS_BITS'($urandom_range(DEPTH - 1));
      write_data = WIDTH'($urandom);
      read = i == 0 || $urandom_range(1) == 1;
      // A word is never read in the cycle in which it is written.
      read_address = ADDRESS_BITS'((32'(write_address) + $urandom_range(DEPTH - 1, 1)) % DEPTH);
      if (read) wanted = words[read_address];
      @(negedge clk);
      for (int bit_at = 0; bit_at < WIDTH; bit_at++)
        if (write[bit_at / SLICE_BITS]) words[write_address][bit_at] = write_data[bit_at];
      if (read_data != wanted) begin
        $display("FAIL overlay_sliced_ram: read %h, wanted %h", read_data, wanted);
        $fatal;
      end
    end
    $display("PASS overlay_sliced_ram");
    $finish;
  end
endmodule
