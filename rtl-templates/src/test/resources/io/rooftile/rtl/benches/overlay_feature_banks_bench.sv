// Self-checking bench of overlay_feature_banks: words written from both sides, of which results go first, read through every
// rotation; lanes that are off.
module overlay_feature_banks_bench;
  localparam int PP = 4;
  localparam int ICP = 3;
  localparam int DATA_BITS = 5;
  localparam int DEPTH = 20;
  localparam int COUNT_BITS = 9;
  localparam int WORD_BITS = ICP * DATA_BITS;
  localparam int ADDRESS_BITS = 5;
  logic clk = 0;
  always #5 clk = ~clk;
  logic [PP-1:0] store_enable = 0, load_enable = 0, data_off = 0;
  logic [PP*ADDRESS_BITS-1:0] store_address = 0, load_address = 0;
  logic [PP*WORD_BITS-1:0] store_data = 0, load_data = 0;
  logic read = 0;
  logic [PP*COUNT_BITS-1:0] read_address = 0;
  logic [1:0] read_rotation = 0, data_rotation = 0;
  logic [DATA_BITS-1:0] pad_value = 0;
  logic [PP*WORD_BITS-1:0] lane_data;
  overlay_feature_banks #(.PP(PP), .ICP(ICP), .DATA_BITS(DATA_BITS), .DEPTH(DEPTH), .COUNT_BITS(COUNT_BITS)) dut (.*);

  logic [WORD_BITS-1:0] words[PP][DEPTH];
  logic [WORD_BITS-1:0] read_words[PP];
  int half;
  initial begin
    for (int i = 0; i < DEPTH + 5000; i++) begin
      // First everything is written, from either side by turns.
      half = 32'(i % 2) * DEPTH / 2;
      store_enable = i < DEPTH ? (i % 2 == 0 ? '1 : '0) : $urandom_range(3) == 0 ? PP'($urandom) : '0;
      load_enable = i < DEPTH ? '1 : PP'($urandom);
      for (int bank = 0; bank < PP; bank++) begin
        automatic int from = half + $urandom_range(DEPTH / 2 - 1);
        store_address[bank*ADDRESS_BITS+:ADDRESS_BITS] = ADDRESS_BITS'(i < DEPTH ? i : from);
        load_address[bank*ADDRESS_BITS+:ADDRESS_BITS] = ADDRESS_BITS'(i < DEPTH ? i : from);
        store_data[bank*WORD_BITS+:WORD_BITS] = WORD_BITS'($urandom);
        load_data[bank*WORD_BITS+:WORD_BITS] = WORD_BITS'($urandom);
      end
      // A word is never read in the cycle in which it is written: one half of the words is, the other is read.
      read = 1;
      read_rotation = 2'($urandom);
      for (int lane = 0; lane < PP; lane++)
        read_address[lane*COUNT_BITS+:COUNT_BITS] = COUNT_BITS'(DEPTH / 2 - half + $urandom_range(DEPTH / 2 - 1));
      for (int lane = 0; lane < PP; lane++)
        read_words[lane] = words[(lane+32'(read_rotation))%PP][read_address[lane*COUNT_BITS+:ADDRESS_BITS]];
      @(negedge clk);
      for (int bank = 0; bank < PP; bank++) begin
        automatic int store_to = 32'(store_address[bank*ADDRESS_BITS+:ADDRESS_BITS]);
        automatic int load_to = 32'(load_address[bank*ADDRESS_BITS+:ADDRESS_BITS]);
        if (store_enable != 0) begin
          if (store_enable[bank]) words[bank][store_to] = store_data[bank*WORD_BITS+:WORD_BITS];
        end else if (load_enable[bank]) words[bank][load_to] = load_data[bank*WORD_BITS+:WORD_BITS];
      end
      data_rotation = read_rotation;
      data_off = PP'($urandom);
      pad_value = DATA_BITS'($urandom);
      #1;
      for (int lane = 0; lane < PP; lane++)
        if (i > DEPTH && lane_data[lane*WORD_BITS+:WORD_BITS] != (data_off[lane] ? {ICP{pad_value}} : read_words[lane])) begin
          $display("FAIL overlay_feature_banks: lane %0d, rotation %0d", lane, read_rotation);
          $fatal;
        end
    end
    $display("PASS overlay_feature_banks");
    $finish;
  end
endmodule
