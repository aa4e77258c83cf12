// Runs an engine through its registers, as a host does, step by step: what each register reads is checked, or printed as
// `rooftile reads STEP VALUE`. What the program leaves in memory is compared as in overlay_bench.
`default_nettype none
module overlay_block_bench #(
    parameter int PORT_BITS = 64,
    parameter int MEMORY_BEATS = 65536,
    parameter int INPUT_BEATS = 4096,
    parameter int OUTPUT_BEATS = 4096
) (
    input wire logic clk,
    input wire logic rst
);
  logic awvalid, wvalid, arvalid;
  wire awready, wready, bvalid, arready, rvalid;
  logic [5:0] address;
  logic [31:0] wdata;
  wire [31:0] rdata;
  wire [1:0] bresp, rresp;
  wire m_arvalid, m_arready, m_rvalid, m_rready, m_rlast, m_awvalid, m_awready, m_wvalid, m_wready, m_wlast;
  wire m_bvalid, m_bready;
  wire [31:0] m_araddr, m_awaddr;
  wire [7:0] m_arlen, m_awlen;
  wire [2:0] m_arsize, m_awsize, m_arprot, m_awprot;
  wire [1:0] m_arburst, m_awburst, m_rresp, m_bresp;
  wire [3:0] m_arcache, m_awcache;
  wire [PORT_BITS-1:0] m_rdata, m_wdata;
  wire [PORT_BITS/8-1:0] m_wstrb;
  axi_overlay block (
      .aclk(clk),
      .aresetn(!rst),
      .s_axi_awvalid(awvalid),
      .s_axi_awready(awready),
      .s_axi_awaddr(address),
      .s_axi_wvalid(wvalid),
      .s_axi_wready(wready),
      .s_axi_wdata(wdata),
      .s_axi_wstrb(4'hf),
      .s_axi_bvalid(bvalid),
      .s_axi_bready(1'b1),
      .s_axi_bresp(bresp),
      .s_axi_arvalid(arvalid),
      .s_axi_arready(arready),
      .s_axi_araddr(address),
      .s_axi_rvalid(rvalid),
      .s_axi_rready(1'b1),
      .s_axi_rdata(rdata),
      .s_axi_rresp(rresp),
      .m_axi_arvalid(m_arvalid),
      .m_axi_arready(m_arready),
      .m_axi_araddr(m_araddr),
      .m_axi_arlen(m_arlen),
      .m_axi_arsize(m_arsize),
      .m_axi_arburst(m_arburst),
      .m_axi_arcache(m_arcache),
      .m_axi_arprot(m_arprot),
      .m_axi_rvalid(m_rvalid),
      .m_axi_rready(m_rready),
      .m_axi_rdata(m_rdata),
      .m_axi_rresp(m_rresp),
      .m_axi_rlast(m_rlast),
      .m_axi_awvalid(m_awvalid),
      .m_axi_awready(m_awready),
      .m_axi_awaddr(m_awaddr),
      .m_axi_awlen(m_awlen),
      .m_axi_awsize(m_awsize),
      .m_axi_awburst(m_awburst),
      .m_axi_awcache(m_awcache),
      .m_axi_awprot(m_awprot),
      .m_axi_wvalid(m_wvalid),
      .m_axi_wready(m_wready),
      .m_axi_wdata(m_wdata),
      .m_axi_wstrb(m_wstrb),
      .m_axi_wlast(m_wlast),
      .m_axi_bvalid(m_bvalid),
      .m_axi_bready(m_bready),
      .m_axi_bresp(m_bresp)
  );
  overlay_memory #(
      .PORT_BITS(PORT_BITS),
      .BEATS(MEMORY_BEATS)
  ) memory (
      .clk(clk),
      .rst(rst),
      .arvalid(m_arvalid),
      .arready(m_arready),
      .araddr(m_araddr),
      .arlen(m_arlen),
      .rvalid(m_rvalid),
      .rready(m_rready),
      .rdata(m_rdata),
      .rresp(m_rresp),
      .rlast(m_rlast),
      .awvalid(m_awvalid),
      .awready(m_awready),
      .awaddr(m_awaddr),
      .awlen(m_awlen),
      .wvalid(m_wvalid),
      .wready(m_wready),
      .wdata(m_wdata),
      .wstrb(m_wstrb),
      .wlast(m_wlast),
      .bvalid(m_bvalid),
      .bready(m_bready),
      .bresp(m_bresp)
  );

  localparam bit [5:0] CONTROL = 6'h0c;
  localparam bit [5:0] STATUS = 6'h10;
  localparam bit [5:0] PROGRAM = 6'h14;
  localparam bit [31:0] DONE = 32'h1;
  localparam bit [31:0] BUSY = 32'h2;

  logic [PORT_BITS-1:0] inputs[INPUT_BEATS];
  logic [PORT_BITS-1:0] expected[OUTPUT_BEATS];
  logic [PORT_BITS-1:0] mask[OUTPUT_BEATS];
  int input_beat, input_beats, output_beat, output_beats;
  initial begin
    $readmemh("memory.mem", memory.beats);
    $readmemh("input.mem", inputs);
    $readmemh("expected.mem", expected);
    $readmemh("mask.mem", mask);
    if ($value$plusargs("input_beat=%d", input_beat) == 0) $error("no input_beat");
    if ($value$plusargs("input_beats=%d", input_beats) == 0) $error("no input_beats");
    if ($value$plusargs("output_beat=%d", output_beat) == 0) $error("no output_beat");
    if ($value$plusargs("output_beats=%d", output_beats) == 0) $error("no output_beats");
  end

  typedef enum logic [2:0] {
    WRITE,
    CHECK,
    // Read again until the program is done.
    WAIT,
    PRINT,
    LOAD,
    COMPARE,
    END
  } kind_t;
  kind_t kind;
  logic [5:0] at;
  logic [31:0] value;
  int step = 0;
  always_comb begin
    kind = CHECK;
    at = STATUS;
    value = '0;
    case (step)
      0: {at, value} = {6'h00, 32'h524F4F46};
      1: {at, value} = {6'h04, 32'h00010203};
      2: {at, value} = {6'h08, 32'h89abcdef};
      3: value = 0;
      4: {kind, at, value} = {WRITE, PROGRAM, 32'h00ff0100};
      5: {at, value} = {PROGRAM, 32'h00ff0100};
      6: {kind, at, value} = {WRITE, PROGRAM, 32'd0};
      // A stop does nothing while nothing runs, and 0 does nothing.
      7: {kind, at, value} = {WRITE, CONTROL, 32'd2};
      8: {kind, at, value} = {WRITE, CONTROL, 32'd0};
      9: value = 0;
      10: kind = LOAD;
      11: {kind, at, value} = {WRITE, CONTROL, 32'd1};
      12: value = BUSY;
      13: at = CONTROL;
      // A second start does nothing.
      14: {kind, at, value} = {WRITE, CONTROL, 32'd1};
      15: {kind, value} = {WAIT, DONE};
      16: {kind, at} = {PRINT, 6'h18};
      17: {kind, at} = {PRINT, 6'h1c};
      18: {kind, at} = {PRINT, 6'h20};
      19: {kind, at} = {PRINT, 6'h24};
      20: kind = COMPARE;
      // Once more: the counters begin anew.
      21: kind = LOAD;
      22: {kind, at, value} = {WRITE, CONTROL, 32'd1};
      23: {kind, value} = {WAIT, DONE};
      24: {kind, at} = {PRINT, 6'h18};
      25: {kind, at} = {PRINT, 6'h20};
      26: kind = COMPARE;
      // Started and stopped, and started again.
      27: kind = LOAD;
      28: {kind, at, value} = {WRITE, CONTROL, 32'd1};
      29: {kind, at} = {PRINT, 6'h18};
      30: {kind, at, value} = {WRITE, CONTROL, 32'd2};
      31: {kind, value} = {WAIT, DONE | 32'h60};
      32: kind = LOAD;
      33: {kind, at, value} = {WRITE, CONTROL, 32'd1};
      34: {kind, value} = {WAIT, DONE};
      35: {kind, at} = {PRINT, 6'h18};
      36: kind = COMPARE;
      // A program that is none: what lies behind this one's first instructions.
      37: {kind, at, value} = {WRITE, PROGRAM, 32'd256};
      38: {kind, at, value} = {WRITE, CONTROL, 32'd1};
      39: {kind, value} = {WAIT, DONE | 32'h10};
      40: {at, value} = {6'h28, 32'd0};
      default: kind = END;
    endcase
  end

  int wrong = 0;
  int cleared = 0;
  logic asked = 0;
  always @(posedge clk) begin
    if (rst) begin
      awvalid <= 1'b0;
      wvalid <= 1'b0;
      arvalid <= 1'b0;
      asked <= 1'b0;
    end else begin
      if (awready) awvalid <= 1'b0;
      if (wready) wvalid <= 1'b0;
      if (arready) arvalid <= 1'b0;
      if (bvalid && bresp != 0 || rvalid && rresp != 0) $error("step %0d: a response is not OKAY", step);
      case (kind)
        WRITE:
        if (!asked) begin
          awvalid <= 1'b1;
          wvalid <= 1'b1;
          address <= at;
          wdata <= value;
          asked <= 1'b1;
        end else if (bvalid) begin
          asked <= 1'b0;
          step <= step + 1;
        end
        CHECK, WAIT, PRINT:
        if (!asked) begin
          arvalid <= 1'b1;
          address <= at;
          asked <= 1'b1;
        end else if (rvalid) begin
          asked <= 1'b0;
          if (kind != WAIT || rdata[0]) step <= step + 1;
          if (kind == PRINT) $display("rooftile reads %0d %0d", step, rdata);
          else if (rdata != value && (kind == CHECK || rdata[0]))
            $error("step %0d: register %h is %h and not %h", step, at, rdata, value);
        end
        COMPARE: begin
          if (cleared == 0) begin
            for (int i = 0; i < output_beats; i++)
              if (((memory.beats[output_beat+i] ^ expected[i]) & mask[i]) != 0) wrong = wrong + 1;
            $display("rooftile beats %0d %0d", memory.reads, memory.writes);
          end
          // The next run must write all of it again.
          memory.beats[output_beat+cleared] <= '0;
          cleared <= cleared + 1;
          if (cleared + 1 == output_beats) begin
            cleared <= 0;
            step <= step + 1;
          end
        end
        LOAD: begin
          memory.beats[input_beat+cleared] <= inputs[cleared];
          cleared <= cleared + 1;
          if (cleared + 1 == input_beats) begin
            cleared <= 0;
            step <= step + 1;
          end
        end
        default: begin
          $display("rooftile beats_wrong %0d", wrong);
          $display("rooftile done");
          $finish;
        end
      endcase
    end
  end

  // Bursts of whole beats at rising addresses.
  always @(posedge clk)
    if (!rst && (m_arvalid && (m_arsize != 3'($clog2(PORT_BITS / 8)) || m_arburst != 2'b01)
        || m_awvalid && (m_awsize != 3'($clog2(PORT_BITS / 8)) || m_awburst != 2'b01)))
      $error("a burst is of another form");
endmodule
`default_nettype wire
