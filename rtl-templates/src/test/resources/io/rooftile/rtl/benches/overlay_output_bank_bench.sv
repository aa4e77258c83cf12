// Self-checking bench of overlay_output_bank: slices written alone and together, words read a cycle later, held while
// nothing is read.
module overlay_output_bank_bench;
  localparam int SLICES = 3;
  localparam int SLICE_BITS = 10;
  localparam int DEPTH = 20;
  localparam int ADDRESS_BITS = 5;
  logic clk = 0;
  logic [SLICES-1:0] write = 0;
  logic [ADDRESS_BITS-1:0] write_address = 0, read_address = 0;
  logic [SLICE_BITS-1:0] write_data = 0;
  logic read = 0;
  logic [SLICES*SLICE_BITS-1:0] read_data;
  always #1 clk = ~clk;
  overlay_output_bank #(.SLICES(SLICES), .SLICE_BITS(SLICE_BITS), .DEPTH(DEPTH)) dut (.*);

  logic [SLICES*SLICE_BITS-1:0] words[DEPTH];
  logic [SLICES*SLICE_BITS-1:0] wanted;
  initial begin
    for (int i = 0; i < DEPTH; i++) begin
      write = '1;
      write_address = ADDRESS_BITS'(i);
      write_data = SLICE_BITS'($urandom);
      words[i] = {SLICES{write_data}};
      @(negedge clk);
    end
    wanted = 'x;
    for (int i = 0; i < 5000; i++) begin
      write = SLICES'($urandom);
      write_address = ADDRESS_BITS'($urandom_range(DEPTH - 1));
      write_data = SLICE_BITS'($urandom);
      read = i == 0 || $urandom_range(1) == 1;
      // A word is never read in the cycle in which it is written.
      read_address = ADDRESS_BITS'((32'(write_address) + $urandom_range(DEPTH - 1, 1)) % DEPTH);
      if (read) wanted = words[read_address];
      @(negedge clk);
      for (int s = 0; s < SLICES; s++) if (write[s]) words[write_address][s*SLICE_BITS+:SLICE_BITS] = write_data;
      if (read_data != wanted) begin
        $display("FAIL overlay_output_bank: read %h, wanted %h", read_data, wanted);
        $fatal;
      end
    end
    $display("PASS overlay_output_bank");
    $finish;
  end
endmodule
