// A word of a test stream as a function of its number, so that what goes in and what must come out can both be told
// without keeping it. Extremes come often, for overflow shows there.
//
// Parameters: LANES, BITS (of an element, at most 64), SEED.
module random_word #(
    parameter int LANES = 1,
    parameter int BITS = 8,
    parameter int SEED = 1
) (
    input int index,
    output logic [LANES*BITS-1:0] word
);
  // Multiplicative hashing, thrice: Knuth, The Art of Computer Programming 3, section 6.4.
  function automatic logic [31:0] mixed(input logic [31:0] key);
    logic [31:0] h;
    h = key;
    for (int i = 0; i < 3; i++) h = (h ^ (h >> 15)) * 32'd2654435761;
    return h ^ (h >> 16);
  endfunction

  always_comb
    for (int lane = 0; lane < LANES; lane++) begin
      logic [31:0] low;
      logic [63:0] number;
      low = mixed(index * LANES + lane + SEED * 32'h9e3779b9);
      number = {mixed(low + 32'd1), low};
      case (mixed(low + 32'd2) % 8)
        0: number = 64'd1 << (BITS - 1);
        1: number = (64'd1 << (BITS - 1)) - 64'd1;
        2: number = '1;
        3: number = '0;
        default: ;
      endcase
      word[lane*BITS+:BITS] = number[BITS-1:0];
    end
endmodule
