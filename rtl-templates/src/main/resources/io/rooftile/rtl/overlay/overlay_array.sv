// The array: PP pixels times OCP output channels, each a dot product of ICP channels and an accumulator; and the lanes'
// work of layers without a sum over channels. Where is_neighbours is set, an output channel's first three products are of its
// own channel in three neighbouring columns; weights of the others must be 0.
//
// Parameters: see overlay_engine; PACKED (whether one multiplier serves two pixels, of which there must be an even
// number), TREE (registers of the adder tree), NEIGHBOURS (whether is_neighbours may be set).
// Ports: x_data holds a word per pixel, left, middle and right those of neighbouring columns, w_data a
// weight word, all in the cycle of the inputs named in_*; sum_* come TREE + 3 cycles later, when in_last was set.
`default_nettype none
module overlay_array #(
    parameter int PP = 4,
    parameter int ICP = 8,
    parameter int OCP = 8,
    parameter int DATA_BITS = 8,
    parameter int WEIGHT_BITS = 8,
    parameter bit NEIGHBOURS = 1'b1,
    parameter bit SMALL = 1'b0,
    parameter bit PACKED = 1'b0,
    localparam int TREE = ($clog2(ICP) + 1) / 2,
    localparam int PASSES = (ICP + OCP - 1) / OCP,
    localparam int PASS_BITS = PASSES > 1 ? $clog2(PASSES) : 1,
    localparam int SELECT_BITS = ICP > 1 ? $clog2(ICP) : 1
) (
    input wire logic clk,
    input wire logic rst,
    input wire logic in_valid,
    input wire logic in_first,
    input wire logic in_last,
    input wire logic in_upper,
    input wire logic is_lanes,
    input wire logic is_weighted,
    input wire logic is_maximum,
    /* verilator lint_off UNUSEDSIGNAL */
    input wire logic is_neighbours,
    input wire logic [PP*ICP*DATA_BITS-1:0] left,
    input wire logic [PP*ICP*DATA_BITS-1:0] middle,
    input wire logic [PP*ICP*DATA_BITS-1:0] right,
    /* verilator lint_on UNUSEDSIGNAL */
    input wire logic [PASS_BITS-1:0] in_pass,
    input wire logic [SELECT_BITS-1:0] in_select,
    input wire logic [PP*ICP*DATA_BITS-1:0] x_data,
    input wire logic [OCP*ICP*WEIGHT_BITS-1:0] w_data,
    output logic sum_valid,
    output logic [PP*OCP*32-1:0] sums
);
  localparam int PRODUCT_BITS = DATA_BITS + WEIGHT_BITS;
  localparam int SUM_BITS = PRODUCT_BITS + $clog2(ICP);
  localparam int STAGES = TREE + 2;
  // Operands that are of an output channel's own.
  localparam int OWN = NEIGHBOURS ? 3 : 1;
  localparam int WORD_BITS = ICP * DATA_BITS;
  localparam int PIXELS = PACKED ? 2 : 1;
  localparam int OPERAND_BITS = PACKED ? PRODUCT_BITS + DATA_BITS + 1 : DATA_BITS;

  // Flags of operands, products, the tree and the accumulators.
  logic [STAGES-1:0] valid, first, last, upper, maximum;
  always_ff @(posedge clk) begin
    first <= {first[STAGES-2:0], in_first};
    last <= {last[STAGES-2:0], in_last};
    upper <= {upper[STAGES-2:0], in_upper};
    maximum <= {maximum[STAGES-2:0], is_maximum};
    if (rst) begin
      valid <= '0;
      sum_valid <= 1'b0;
    end else begin
      valid <= {valid[STAGES-2:0], in_valid};
      sum_valid <= valid[STAGES-1] && last[STAGES-1];
    end
  end
  wire takes = valid[STAGES-1];

  for (genvar o = 0; o < OCP; o++) begin : gen_weight
    for (genvar i = 0; i < ICP; i++) begin : gen_input
      logic signed [WEIGHT_BITS-1:0] w;
      if (i == 0) begin : gen_lane
        // Bit by bit: an index times a width would be a product to synthesis.
        wire [WEIGHT_BITS-1:0] chosen;
        for (genvar place = 0; place < WEIGHT_BITS; place++) begin : gen_bit
          wire [ICP-1:0] ways;
          for (genvar way = 0; way < ICP; way++) begin : gen_way
            assign ways[way] = w_data[(o*ICP+way)*WEIGHT_BITS+place];
          end
          assign chosen[place] = ways[in_select];
        end
        always_ff @(posedge clk)
          w <= !is_lanes ? w_data[o*ICP*WEIGHT_BITS+:WEIGHT_BITS] : is_weighted ? chosen : WEIGHT_BITS'(1);
      end else begin : gen_rest
        always_ff @(posedge clk) w <= is_lanes ? '0 : w_data[(o*ICP+i)*WEIGHT_BITS+:WEIGHT_BITS];
      end
    end
  end

  // Products of PIXELS neighbours come of one multiplier.
  for (genvar g = 0; g < PP / PIXELS; g++) begin : gen_group
    // The first channels have a register per lane.
    for (genvar i = OWN; i < ICP; i++) begin : gen_input
      wire [PIXELS*DATA_BITS-1:0] features;
      for (genvar k = 0; k < PIXELS; k++) begin : gen_pixel
        assign features[k*DATA_BITS+:DATA_BITS] = x_data[((g*PIXELS+k)*ICP+i)*DATA_BITS+:DATA_BITS];
      end
      wire signed [OPERAND_BITS-1:0] x;
      overlay_operand #(
          .DATA_BITS(DATA_BITS),
          .PRODUCT_BITS(PRODUCT_BITS),
          .PACKED(PACKED)
      ) join_pixels (
          .clk(clk),
          .features(features),
          .operand(x)
      );
    end
    for (genvar o = 0; o < OCP; o++) begin : gen_output
      // The lane's own channel where nothing is summed over channels: of its pixel, of its neighbours.
      for (genvar i = 0; i < OWN; i++) begin : gen_own
        wire [PIXELS*DATA_BITS-1:0] features;
        for (genvar k = 0; k < PIXELS; k++) begin : gen_pixel
          localparam int P = g * PIXELS + k;
          // Of several channels only the output's own are used.
          /* verilator lint_off UNUSEDSIGNAL */
          wire [WORD_BITS-1:0] word;
          /* verilator lint_on UNUSEDSIGNAL */
          wire [DATA_BITS-1:0] own;
          if (NEIGHBOURS) begin : gen_neighbour
            wire [WORD_BITS-1:0] neighbour = i == 0 ? left[P*WORD_BITS+:WORD_BITS]
                : i == 1 ? middle[P*WORD_BITS+:WORD_BITS] : right[P*WORD_BITS+:WORD_BITS];
            assign word = i > 0 || is_neighbours ? neighbour : x_data[P*WORD_BITS+:WORD_BITS];
          end else begin : gen_plain
            assign word = x_data[P*WORD_BITS+:WORD_BITS];
          end
          for (genvar place = 0; place < DATA_BITS; place++) begin : gen_bit
            wire [PASSES-1:0] ways;
            for (genvar pass = 0; pass < PASSES; pass++) begin : gen_pass
              localparam int CHANNEL = pass * OCP + o;
              if (CHANNEL < ICP) begin : gen_channel
                assign ways[pass] = word[CHANNEL*DATA_BITS+place];
              end else begin : gen_none
                assign ways[pass] = 1'b0;
              end
            end
            assign own[place] = ways[in_pass];
          end
          assign features[k*DATA_BITS+:DATA_BITS] =
              (i == 0 && is_lanes) || (NEIGHBOURS && is_neighbours) ? own : x_data[(P*ICP+i)*DATA_BITS+:DATA_BITS];
        end
        wire signed [OPERAND_BITS-1:0] x;
        overlay_operand #(
            .DATA_BITS(DATA_BITS),
            .PRODUCT_BITS(PRODUCT_BITS),
            .PACKED(PACKED)
        ) join_pixels (
            .clk(clk),
            .features(features),
            .operand(x)
        );
      end

      wire [PIXELS*ICP*PRODUCT_BITS-1:0] products;
      for (genvar i = 0; i < ICP; i++) begin : gen_product
        wire signed [OPERAND_BITS-1:0] x;
        if (i < OWN) begin : gen_lane
          assign x = gen_own[i].x;
        end else begin : gen_rest
          assign x = gen_group[g].gen_input[i].x;
        end
        wire [PIXELS*PRODUCT_BITS-1:0] made;
        overlay_product #(
            .DATA_BITS(DATA_BITS),
            .WEIGHT_BITS(WEIGHT_BITS),
            .PACKED(PACKED),
            .KEPT(SMALL)
        ) multiply (
            .clk(clk),
            .operand(x),
            .weight(gen_weight[o].gen_input[i].w),
            .products(made)
        );
        for (genvar k = 0; k < PIXELS; k++) begin : gen_pixel
          assign products[(k*ICP+i)*PRODUCT_BITS+:PRODUCT_BITS] = made[k*PRODUCT_BITS+:PRODUCT_BITS];
        end
      end
      for (genvar k = 0; k < PIXELS; k++) begin : gen_sum
        wire signed [SUM_BITS-1:0] sum;
        adder_tree #(
            .INPUTS(ICP),
            .BITS(PRODUCT_BITS)
        ) tree (
            .clk(clk),
            .advance(1'b1),
            .in_data(products[k*ICP*PRODUCT_BITS+:ICP*PRODUCT_BITS]),
            .out_data(sum)
        );
        logic signed [31:0] accumulator;
        wire signed [31:0] term = upper[STAGES-1] ? 32'(sum) <<< 16 : 32'(sum);
        // Of features, which have few bits.
        wire is_greater = $signed(term[DATA_BITS-1:0]) > $signed(accumulator[DATA_BITS-1:0]);
        always_ff @(posedge clk)
          if (takes) begin
            if (first[STAGES-1]) accumulator <= term;
            else if (maximum[STAGES-1]) accumulator <= is_greater ? term : accumulator;
            else accumulator <= accumulator + term;
          end
        assign sums[((g*PIXELS+k)*OCP+o)*32+:32] = accumulator;
      end
    end
  end
endmodule
`default_nettype wire
