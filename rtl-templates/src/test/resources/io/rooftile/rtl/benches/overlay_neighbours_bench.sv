// Self-checking bench of overlay_neighbours: rows of pixels, several channel words and taps a pixel, read as the engine reads them, with pauses.
// What comes out for a pixel must be the word of its own, of the column before and of the column behind in its row, for each tap.
module overlay_neighbours_case #(
    parameter int PP = 4,
    parameter int ICP = 3,
    parameter int DATA_BITS = 8,
    parameter int TAPS = 16
) (
    input logic clk,
    output logic done
);
  localparam int TAP_BITS = $clog2(TAPS);
  localparam int WORD_BITS = ICP * DATA_BITS;
  localparam int MOST_PIXELS = 64;
  localparam int JOBS = 60;
  logic read = 0, in_valid = 0;
  logic [TAP_BITS-1:0] read_tap = 0, in_tap = 0;
  logic [PP*WORD_BITS-1:0] in_data = 0;
  logic [PP-1:0] in_left_off = 0, in_right_off = 0;
  logic [DATA_BITS-1:0] pad_value = 0;
  wire [PP*WORD_BITS-1:0] left, middle, right;
  overlay_neighbours #(.PP(PP), .ICP(ICP), .DATA_BITS(DATA_BITS), .TAPS(TAPS)) dut (.*);

  // A word for each pixel of a word's map and tap.
  logic [WORD_BITS-1:0] map[MOST_PIXELS*TAPS*2];
  // Assigned as wholes: Verilator 5.006 does not see a change of a part.
  logic [PP*WORD_BITS-1:0] all_data = 0;
  logic [PP-1:0] all_left_off = 0, all_right_off = 0;

  function automatic logic [WORD_BITS-1:0] word(input int w, input int pixel, input int tap);
    word = map[(w*MOST_PIXELS+pixel)*TAPS+tap];
  endfunction

  int width, pixels, groups, taps, group, w, pixel;
  // Of the round whose words come out.
  int out_group, out_word, out_tap;

  task automatic check;
    for (int p = 0; p < PP; p++) begin
      pixel = out_group * PP + p;
      if (pixel < pixels) begin
        if (middle[p*WORD_BITS+:WORD_BITS] != word(out_word, pixel, out_tap)
            || left[p*WORD_BITS+:WORD_BITS] != (pixel % width == 0 ? {ICP{pad_value}} : word(out_word, pixel - 1, out_tap))
            || right[p*WORD_BITS+:WORD_BITS]
                != (pixel % width == width - 1 ? {ICP{pad_value}} : word(out_word, pixel + 1, out_tap))) begin
          $display("FAIL overlay_neighbours: word %0d, pixel %0d of %0d in rows of %0d, tap %0d: %h %h %h", out_word, pixel, pixels, width,
                   out_tap, left[p*WORD_BITS+:WORD_BITS], middle[p*WORD_BITS+:WORD_BITS], right[p*WORD_BITS+:WORD_BITS]);
          $fatal;
        end
      end
    end
  endtask

  initial begin
    done = 0;
    @(negedge clk);
    for (int job = 0; job < JOBS; job++) begin
      width = $urandom_range(9, 1);
      pixels = width * $urandom_range(5, 1);
      groups = (pixels + PP - 1) / PP;
      taps = $urandom_range(TAPS, 2);
      pad_value = DATA_BITS'($urandom);
      for (int i = 0; i < MOST_PIXELS * TAPS * 2; i++) map[i] = WORD_BITS'({$urandom, $urandom});
      // A round more than there is to read.
      for (int round = 0; round <= 2 * groups; round++)
        for (int tap = 0; tap < taps; tap++) begin
          while ($urandom_range(9) == 0) begin
            read = 0;
            @(negedge clk);
            in_valid = 0;
          end
          read = 1;
          read_tap = TAP_BITS'(tap);
          @(negedge clk);
          // What was read, and with it what the same tap has read in the round before.
          in_valid = 1;
          in_tap = TAP_BITS'(tap);
          for (int p = 0; p < PP; p++) begin
            w = round / groups;
            pixel = round % groups * PP + p;
            all_data[p*WORD_BITS+:WORD_BITS] = w < 2 && pixel < pixels ? word(w, pixel, tap) : WORD_BITS'({$urandom, $urandom});
            all_left_off[p] = pixel % width == 0;
            all_right_off[p] = pixel % width == width - 1;
          end
          in_data = all_data;
          in_left_off = all_left_off;
          in_right_off = all_right_off;
          #0.1;
          if (round > 0) begin
            out_word = (round - 1) / groups;
            out_group = (round - 1) % groups;
            out_tap = tap;
            check();
          end
        end
      read = 0;
      @(negedge clk);
      in_valid = 0;
    end
    done = 1;
  end
endmodule

module overlay_neighbours_bench;
  logic clk = 0;
  always #1 clk = ~clk;
  wire [2:0] done;
  overlay_neighbours_case #(.PP(4), .ICP(3)) four (clk, done[0]);
  overlay_neighbours_case #(.PP(1), .ICP(4), .DATA_BITS(5)) single (clk, done[1]);
  overlay_neighbours_case #(.PP(8), .ICP(3), .TAPS(4)) eight (clk, done[2]);
  always @(posedge clk)
    if (&done) begin
      $display("PASS overlay_neighbours");
      $finish;
    end
endmodule
