// Offers a stream's words by number: the first GAPPED of them with random gaps, the others without any, once `resume`.
// It fails when `ready` is not what is due in a cycle.
//
// Parameters: NAME (of the cell), WORDS, GAPPED, SEED. Ports: `now` counts the bench's time, `taken_at` tells when the
// word numbered `asked` was taken (NEVER: not yet).
module word_source #(
    parameter NAME = "",
    parameter int WORDS = 200,
    parameter int GAPPED = 150,
    parameter int SEED = 1
) (
    input logic clk,
    input logic rst,
    input int now,
    input logic resume,
    output logic valid,
    input logic ready,
    input logic ready_due,
    output int index,
    input int asked,
    output int taken_at
);
  localparam int NEVER = 1 << 30;
  int times[WORDS];
  logic [31:0] state = SEED * 32'h9e3779b9 + 32'd1;
  initial for (int i = 0; i < WORDS; i++) times[i] = NEVER;
  assign taken_at = asked < WORDS ? times[asked] : NEVER;

  // Marsaglia 2003, https://doi.org/10.18637/jss.v008.i14.
  function automatic logic [31:0] next(input logic [31:0] bits);
    logic [31:0] x;
    x = bits ^ (bits << 13);
    x = x ^ (x >> 17);
    return x ^ (x << 5);
  endfunction

  // How often words come changes every 16 words: always, often, seldom, now and then.
  function automatic logic offers(input int number);
    if (number >= WORDS) return 1'b0;
    if (number >= GAPPED) return resume;
    case (number / 16 % 4)
      0: return 1'b1;
      1: return state[1:0] != 0;
      2: return state[2:0] == 0;
      default: return state[0];
    endcase
  endfunction

  always @(posedge clk) begin
    state <= next(state);
    if (rst) begin
      valid <= 1'b0;
      index <= 0;
    end else begin
      if (ready !== ready_due) begin
        $display("FAIL %s: %m ready is %b for word %0d at %0d", NAME, ready, index, now);
        $fatal;
      end
      if (valid && ready) begin
        times[index] <= now;
        index <= index + 1;
        valid <= offers(index + 1);
      end else if (!valid) valid <= offers(index);
    end
  end
endmodule
