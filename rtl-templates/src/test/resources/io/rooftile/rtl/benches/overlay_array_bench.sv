// Self-checking bench of overlay_array against sums made one product at a time: all modes one after the other, taps with
// pauses between them, sums TREE + 3 cycles after the last tap.
module overlay_array_case #(
    parameter int PP = 2,
    parameter int ICP = 3,
    parameter int OCP = 2,
    parameter int DATA_BITS = 8,
    parameter int WEIGHT_BITS = 8,
    parameter bit PACKED = 1'b0
) (
    input logic clk,
    output logic done
);
  localparam int LATENCY = ($clog2(ICP) + 1) / 2 + 3;
  localparam bit NEIGHBOURS = ICP >= 3;
  localparam int PASSES = (ICP + OCP - 1) / OCP;
  localparam int PASS_BITS = PASSES > 1 ? $clog2(PASSES) : 1;
  localparam int SELECT_BITS = ICP > 1 ? $clog2(ICP) : 1;
  localparam int JOBS = 300;
  logic rst = 1;
  logic in_valid = 0, in_first = 0, in_last = 0, in_upper = 0, is_lanes = 0, is_weighted = 0, is_maximum = 0, is_neighbours = 0;
  logic [PASS_BITS-1:0] in_pass = 0;
  logic [SELECT_BITS-1:0] in_select = 0;
  logic [PP*ICP*DATA_BITS-1:0] x_data = 0, left = 0, middle = 0, right = 0;
  logic [OCP*ICP*WEIGHT_BITS-1:0] w_data = 0;
  wire sum_valid;
  wire [PP*OCP*32-1:0] sums;
  overlay_array #(.PP(PP), .ICP(ICP), .OCP(OCP), .DATA_BITS(DATA_BITS), .WEIGHT_BITS(WEIGHT_BITS), .NEIGHBOURS(NEIGHBOURS), .PACKED(PACKED)) dut (.*);

  logic signed [31:0] model[PP*OCP];
  logic [PP*OCP*32-1:0] wanted[LATENCY+1];
  logic [LATENCY:0] due = '0;

  function automatic int of_word(input logic [PP*ICP*DATA_BITS-1:0] words, input int p, input int i);
    logic signed [DATA_BITS-1:0] value;
    value = words[(p*ICP+i)*DATA_BITS+:DATA_BITS];
    of_word = 32'(value);
  endfunction
  function automatic int x(input int p, input int i);
    x = of_word(x_data, p, i);
  endfunction
  function automatic logic [PP*ICP*DATA_BITS-1:0] any_words();
    for (int i = 0; i < PP * ICP; i++)
      any_words[i*DATA_BITS+:DATA_BITS] = $urandom_range(4) == 0 ? {1'b1, {DATA_BITS - 1{1'b0}}} : DATA_BITS'($urandom);
  endfunction
  function automatic int w(input int o, input int i);
    logic signed [WEIGHT_BITS-1:0] value;
    value = w_data[(o*ICP+i)*WEIGHT_BITS+:WEIGHT_BITS];
    w = 32'(value);
  endfunction

  task automatic step;
    @(negedge clk);
    for (int i = LATENCY; i > 0; i--) wanted[i] = wanted[i-1];
    due = {due[LATENCY-1:0], 1'b0};
    if (sum_valid != due[LATENCY] || (sum_valid && sums != wanted[LATENCY])) begin
      $display("FAIL overlay_array: valid %b %b, sums %h, wanted %h", sum_valid, due[LATENCY], sums, wanted[LATENCY]);
      $fatal;
    end
  endtask

  int mode, taps, channel, term;
  initial begin
    done = 0;
    repeat (LATENCY + 2) @(negedge clk);
    rst = 0;
    for (int job = 0; job < JOBS; job++) begin
      // Array, depthwise, maximum, sum, two operands, three columns.
      mode = $urandom_range(NEIGHBOURS ? 5 : 4);
      is_lanes = mode != 0 && mode != 5;
      is_neighbours = mode == 5;
      is_weighted = mode == 1;
      is_maximum = mode == 2;
      in_pass = PASS_BITS'(mode == 0 ? 0 : $urandom_range(PASSES - 1));
      taps = mode == 4 ? 2 : $urandom_range(9, 1);
      for (int tap = 0; tap < taps; tap++) begin
        x_data = any_words();
        left = any_words();
        middle = any_words();
        right = any_words();
        for (int i = 0; i < OCP * ICP; i++)
          w_data[i*WEIGHT_BITS+:WEIGHT_BITS] = mode == 5 && i % ICP >= 3 ? '0 : $urandom_range(4) == 0 ? {1'b1, {WEIGHT_BITS - 1{1'b0}}} : WEIGHT_BITS'($urandom);
        in_valid = 1;
        in_first = tap == 0;
        in_last = tap == taps - 1;
        in_upper = mode == 4 && tap == 1;
        in_select = SELECT_BITS'(mode == 1 ? tap % ICP : $urandom_range(ICP - 1));
        for (int p = 0; p < PP; p++)
          for (int o = 0; o < OCP; o++) begin
            channel = 32'(in_pass) * OCP + o;
            // Channels that a word has not are 0.
            case (mode)
              0: begin
                term = 0;
                for (int i = 0; i < ICP; i++) term = term + x(p, i) * w(o, i);
              end
              1: term = channel < ICP ? x(p, channel) * w(o, 32'(in_select)) : 0;
              5: term = channel < ICP ? of_word(left, p, channel) * w(o, 0) + of_word(middle, p, channel) * w(o, 1)
                  + of_word(right, p, channel) * w(o, 2) : 0;
              default: term = channel < ICP ? x(p, channel) : 0;
            endcase
            if (in_upper) term = term <<< 16;
            if (in_first) model[p*OCP+o] = term;
            else if (mode == 2) model[p*OCP+o] = term > model[p*OCP+o] ? term : model[p*OCP+o];
            else model[p*OCP+o] = model[p*OCP+o] + term;
          end
        due[0] = in_last;
        for (int i = 0; i < PP * OCP; i++) wanted[0][i*32+:32] = model[i];
        step();
        in_valid = 0;
        in_last = $urandom_range(1) == 1;
        repeat ($urandom_range(9) == 0 ? 2 : 0) step();
      end
    end
    repeat (LATENCY + 1) step();
    done = 1;
  end
endmodule

module overlay_array_bench;
  logic clk = 0;
  always #1 clk = ~clk;
  wire [5:0] done;
  overlay_array_case #(.PP(2), .ICP(3), .OCP(2)) odd (clk, done[0]);
  overlay_array_case #(.PP(1), .ICP(8), .OCP(3), .WEIGHT_BITS(9)) wide (clk, done[1]);
  overlay_array_case #(.PP(3), .ICP(2), .OCP(5), .DATA_BITS(4), .WEIGHT_BITS(3)) flat (clk, done[2]);
  overlay_array_case #(.PP(4), .ICP(1), .OCP(1)) least (clk, done[3]);
  overlay_array_case #(.PP(2), .ICP(5), .OCP(3), .PACKED(1'b1)) pair (clk, done[4]);
  overlay_array_case #(.PP(4), .ICP(2), .OCP(1), .DATA_BITS(7), .WEIGHT_BITS(9), .PACKED(1'b1)) pairs (clk, done[5]);
  always @(posedge clk)
    if (&done) begin
      $display("PASS overlay_array");
      $finish;
    end
endmodule
