// Self-checking bench of overlay_select: every word of a number that is no power of two, and of one alone.
module overlay_select_bench;
  localparam int COUNT = 5;
  localparam int WIDTH = 7;
  logic [COUNT*WIDTH-1:0] words = 0;
  logic [2:0] index = 0;
  logic [WIDTH-1:0] word;
  overlay_select #(.COUNT(COUNT), .WIDTH(WIDTH)) dut (.*);
  logic [WIDTH-1:0] only = 0;
  logic [WIDTH-1:0] same;
  overlay_select #(.COUNT(1), .WIDTH(WIDTH)) single (.words(only), .index(1'b0), .word(same));

  logic [WIDTH-1:0] wanted[COUNT];
  initial begin
    for (int trial = 0; trial < 1000; trial++) begin
      for (int i = 0; i < COUNT; i++) begin
        wanted[i] = WIDTH'($urandom);
        words[i*WIDTH+:WIDTH] = wanted[i];
      end
      only = WIDTH'($urandom);
      for (int i = 0; i < COUNT; i++) begin
        index = 3'(i);
        #1;
        if (word != wanted[i] || same != only) begin
          $display("FAIL overlay_select: word %0d is %h, wanted %h; alone %h, wanted %h", i, word, wanted[i], same, only);
          $fatal;
        end
      end
    end
    $display("PASS overlay_select");
    $finish;
  end
endmodule
