// The largest element or the sum of each window of a map that arrives pixel by pixel, for windows that do not overlap
// and lie on the map: a running result per column of windows, updated with every pixel.
// For windows that overlap or are padded: window_fold and channel_pool.
//
// Parameters: LANES, BITS and SIGNED (0 | 1) of an element, OUT_BITS (of a result; BITS for MAX, for SUM a signed
// number), OPERATION ("MAX" | "SUM"), HEIGHT x WIDTH (pixels of the map), FY x FX (pixels of a window),
// SY >= FY, SX >= FX (pixels from window to window), OY x OX (windows), PIXEL_WORDS (words of a pixel).
// Pixels of no window, in the gaps of the stride and at the ends, are taken and ignored.
// Latency 1 cycle from a window's last word, interval 1 cycle per input word.
`default_nettype none
module pool_reduce #(
    parameter int LANES = 2,
    parameter int BITS = 8,
    parameter int SIGNED = 1,
    parameter int OUT_BITS = 8,
    parameter OPERATION = "MAX",
    parameter int HEIGHT = 5,
    parameter int WIDTH = 7,
    parameter int FY = 2,
    parameter int FX = 3,
    parameter int SY = 2,
    parameter int SX = 3,
    parameter int OY = 2,
    parameter int OX = 2,
    parameter int PIXEL_WORDS = 2
) (
    input wire logic clk,
    input wire logic rst,
    input wire logic in_valid,
    output logic in_ready,
    input wire logic [LANES*BITS-1:0] in_data,
    output logic out_valid,
    input wire logic out_ready,
    output logic [LANES*OUT_BITS-1:0] out_data
);
  localparam bit LARGEST = OPERATION == "MAX";
  localparam int X_BITS = $clog2(WIDTH + 1);
  localparam int Y_BITS = $clog2(HEIGHT + 1);
  localparam int WORD_BITS = $clog2(PIXEL_WORDS + 1);
  localparam int RESULTS = OX * PIXEL_WORDS;
  localparam int ADDRESS_BITS = RESULTS > 1 ? $clog2(RESULTS) : 1;

  if (SY < FY || SX < FX || (OY - 1) * SY + FY > HEIGHT || (OX - 1) * SX + FX > WIDTH) begin : gen_illegal_windows
    $error("windows must not overlap nor leave the map");
  end

  assign in_ready = !out_valid || out_ready;
  wire accept = in_valid && in_ready;

  // Where the word is: in its pixel, on the map, from the start of its window, and of how many windows before.
  logic [WORD_BITS-1:0] word;
  logic [X_BITS-1:0] x;
  logic [Y_BITS-1:0] y;
  logic [X_BITS-1:0] window_x;
  logic [Y_BITS-1:0] window_y;
  logic [X_BITS-1:0] column;
  logic [Y_BITS-1:0] row;
  logic [ADDRESS_BITS-1:0] address;
  wire last_word = word == WORD_BITS'(PIXEL_WORDS - 1);
  wire last_x = x == X_BITS'(WIDTH - 1);
  wire last_y = y == Y_BITS'(HEIGHT - 1);
  wire last_window_x = window_x == X_BITS'(SX - 1);
  wire last_window_y = window_y == Y_BITS'(SY - 1);
  wire on_window = window_x < X_BITS'(FX) && column < X_BITS'(OX) && window_y < Y_BITS'(FY) && row < Y_BITS'(OY);
  wire first = window_x == 0 && window_y == 0;
  wire last = on_window && window_x == X_BITS'(FX - 1) && window_y == Y_BITS'(FY - 1);

  always_ff @(posedge clk) begin
    if (rst) begin
      out_valid <= 1'b0;
      word <= '0;
      x <= '0;
      y <= '0;
      window_x <= '0;
      window_y <= '0;
      column <= '0;
      row <= '0;
      address <= '0;
    end else if (in_ready) begin
      out_valid <= accept && last;
      if (accept) begin
        word <= last_word ? '0 : word + 1'b1;
        // The results of a pixel are passed again for every further pixel of the window's row.
        if (!last_word) address <= address + 1'b1;
        else if (last_x) address <= '0;
        else if (last_window_x) address <= address + 1'b1;
        else address <= address - ADDRESS_BITS'(PIXEL_WORDS - 1);
        if (last_word) begin
          x <= last_x ? '0 : x + 1'b1;
          window_x <= last_x || last_window_x ? '0 : window_x + 1'b1;
          column <= last_x ? '0 : column + X_BITS'(last_window_x);
          if (last_x) begin
            y <= last_y ? '0 : y + 1'b1;
            window_y <= last_y || last_window_y ? '0 : window_y + 1'b1;
            row <= last_y ? '0 : row + Y_BITS'(last_window_y);
          end
        end
      end
    end
  end

  (* ram_style = "distributed" *)
  logic [LANES*OUT_BITS-1:0] results[RESULTS];
  wire [LANES*OUT_BITS-1:0] stored = results[address];
  wire [LANES*OUT_BITS-1:0] value;
  for (genvar lane = 0; lane < LANES; lane++) begin : gen_lane
    wire [BITS-1:0] element = in_data[lane*BITS+:BITS];
    // One bit more, so that signed and unsigned elements compare and add alike.
    wire signed [BITS:0] operand = {SIGNED != 0 && element[BITS-1], element};
    wire [OUT_BITS-1:0] running = stored[lane*OUT_BITS+:OUT_BITS];
    wire [OUT_BITS-1:0] reduced;
    if (LARGEST) begin : gen_max
      wire signed [BITS:0] largest = {SIGNED != 0 && running[BITS-1], running[BITS-1:0]};
      assign reduced = largest > operand ? running : element;
    end else begin : gen_sum
      assign reduced = running + OUT_BITS'(operand);
    end
    assign value[lane*OUT_BITS+:OUT_BITS] = first ? OUT_BITS'(operand) : reduced;
  end
  always_ff @(posedge clk)
    if (accept && on_window) begin
      results[address] <= value;
      if (last) out_data <= value;
    end
endmodule
`default_nettype wire
