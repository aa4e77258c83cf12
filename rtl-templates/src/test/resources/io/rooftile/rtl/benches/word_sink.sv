// Takes a stream's words and fails when one does not come at its time, is not what is expected, or does not stay.
// The first GAPPED words are taken with random pauses, the others at once.
//
// Parameters: NAME (of the cell), WIDTH (bits of a word), WORDS, GAPPED, SEED. Ports: `now` counts the bench's time;
// word `index` is `expected` and must be there from `due` on and not before; `left_at` is when the word before was
// taken; `resume`: the first GAPPED words are taken; `done`: all words are, and no other came for a while.
module word_sink #(
    parameter NAME = "",
    parameter int WIDTH = 8,
    parameter int WORDS = 200,
    parameter int GAPPED = 150,
    parameter int SEED = 1
) (
    input logic clk,
    input logic rst,
    input int now,
    input logic valid,
    output logic ready,
    input logic [WIDTH-1:0] data,
    output int index,
    input logic [WIDTH-1:0] expected,
    input int due,
    output int left_at,
    output logic resume,
    output logic done
);
  localparam int PATIENCE_CYCLES = 5000;
  logic [31:0] state = SEED * 32'h85ebca6b + 32'd7;
  int waited = 0;
  assign resume = index >= GAPPED;
  wire expects = index < WORDS && now >= due;

  // Marsaglia 2003, https://doi.org/10.18637/jss.v008.i14.
  function automatic logic [31:0] next(input logic [31:0] bits);
    logic [31:0] x;
    x = bits ^ (bits << 13);
    x = x ^ (x >> 17);
    return x ^ (x << 5);
  endfunction

  // How often words are taken changes every 24 words, not in step with the source.
  function automatic logic takes(input int number);
    if (number >= GAPPED) return 1'b1;
    case (number / 24 % 4)
      0: return state[1:0] == 0;
      1: return 1'b1;
      2: return state[0];
      default: return state[2:0] != 0;
    endcase
  endfunction

  always @(posedge clk) begin
    state <= next(state);
    if (rst) begin
      ready <= 1'b0;
      index <= 0;
      left_at <= -1;
      waited <= 0;
      done <= 1'b0;
    end else begin
      if (valid !== expects) begin
        $display("FAIL %s: %m valid is %b for word %0d at %0d, due at %0d", NAME, valid, index, now, due);
        $fatal;
      end
      if (valid && data !== expected) begin
        $display("FAIL %s: %m word %0d is %h, not %h", NAME, index, data, expected);
        $fatal;
      end
      if (valid && ready) begin
        index <= index + 1;
        left_at <= now;
        waited <= 0;
      end else waited <= waited + 1;
      ready <= takes(index + 32'(valid && ready));
      done <= index == WORDS && waited > 20;
      if (index < WORDS && waited == PATIENCE_CYCLES) begin
        $display("FAIL %s: %m word %0d does not come", NAME, index);
        $fatal;
      end
    end
  end
endmodule
