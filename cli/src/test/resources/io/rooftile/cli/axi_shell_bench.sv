// A host of axi_accelerator: streams rows in with pauses, takes what comes out with pauses, compares words and TLAST,
// reads the registers before, between and after, and holds the accelerator in reset in the middle of a row.
module axi_shell_bench #(
    parameter int ROWS = 4,
    parameter int IN_WORDS = 4,
    parameter int OUT_WORDS = 2,
    parameter int IN_DATA = 8,
    parameter int OUT_DATA = 8,
    parameter int HASH = 0
);
  logic aclk = 0;
  logic aresetn = 0;
  logic s_axis_tvalid = 0, s_axis_tlast = 0, m_axis_tready = 0;
  logic [IN_DATA-1:0] s_axis_tdata = 0;
  wire s_axis_tready, m_axis_tvalid, m_axis_tlast;
  wire [OUT_DATA-1:0] m_axis_tdata;
  logic s_axi_awvalid = 0, s_axi_wvalid = 0, s_axi_bready = 1, s_axi_arvalid = 0, s_axi_rready = 1;
  logic [4:0] s_axi_awaddr = 5'h0c, s_axi_araddr = 0;
  logic [31:0] s_axi_wdata = 0;
  logic [3:0] s_axi_wstrb = '1;
  wire s_axi_awready, s_axi_wready, s_axi_bvalid, s_axi_arready, s_axi_rvalid;
  wire [1:0] s_axi_bresp, s_axi_rresp;
  wire [31:0] s_axi_rdata;
  logic [IN_DATA-1:0] given[ROWS*IN_WORDS];
  logic [OUT_DATA-1:0] expected[ROWS*OUT_WORDS];
  int sent = 0;
  int stop = 0;
  int received = 0;
  int wrong = 0;
  logic [31:0] random = 32'h12345678;
  always #1 aclk = ~aclk;
  axi_accelerator dut (.*);

  // What is offered stays until it is taken.
  always @(posedge aclk) begin
    // Marsaglia 2003, https://doi.org/10.18637/jss.v008.i14.
    random <= random ^ (random << 13) ^ ((random ^ (random << 13)) >> 17) ^ (random << 5);
    m_axis_tready <= random[1:0] != 0;
    if (!s_axis_tvalid || s_axis_tready) begin
      s_axis_tvalid <= sent + 32'(s_axis_tvalid) < stop && random[4];
      s_axis_tdata <= given[(sent+32'(s_axis_tvalid))%(ROWS*IN_WORDS)];
    end
    if (s_axis_tvalid && s_axis_tready) sent <= sent + 1;
    if (m_axis_tvalid && m_axis_tready) begin
      received <= received + 1;
      if (m_axis_tdata !== expected[received] || m_axis_tlast !== (received % OUT_WORDS == OUT_WORDS - 1)) begin
        $display("wrong %0d: %h, not %h, last %b", received, m_axis_tdata, expected[received], m_axis_tlast);
        wrong <= wrong + 1;
      end
    end
  end

  task automatic read(input logic [4:0] address, input logic [31:0] wanted);
    s_axi_araddr = address;
    s_axi_arvalid = 1;
    while (!s_axi_arready) @(negedge aclk);
    @(negedge aclk);
    s_axi_arvalid = 0;
    while (!s_axi_rvalid) @(negedge aclk);
    if (s_axi_rdata !== wanted) begin
      $display("wrong register %h: %h, not %h", address, s_axi_rdata, wanted);
      wrong++;
    end
    @(negedge aclk);
  endtask

  task automatic hold(input logic value);
    s_axi_wdata = {31'd0, value};
    s_axi_awvalid = 1;
    s_axi_wvalid = 1;
    while (!s_axi_awready) @(negedge aclk);
    @(negedge aclk);
    s_axi_awvalid = 0;
    s_axi_wvalid = 0;
    repeat (4) @(negedge aclk);
  endtask

  task automatic stream(input int words, input int answers);
    stop = words;
    for (int i = 0; i < 100000 && (sent < words || received < answers); i++) @(negedge aclk);
  endtask

  initial begin
    $readmemh("given.mem", given);
    $readmemh("expected_words.mem", expected);
    repeat (8) @(negedge aclk);
    aresetn = 1;
    repeat (4) @(negedge aclk);
    read(5'h00, 32'h524F4F46);
    read(5'h08, HASH);
    read(5'h18, 0);
    stream((ROWS - 1) * IN_WORDS, (ROWS - 1) * OUT_WORDS);
    read(5'h10, ROWS - 1);
    read(5'h14, ROWS - 1);
    read(5'h18, 0);
    if (IN_WORDS > 1) begin
      // All but one word of a row, thrown away.
      stream((ROWS - 1) * IN_WORDS + IN_WORDS - 1, 0);
      read(5'h18, 1);
    end
    hold(1);
    read(5'h10, 0);
    read(5'h18, 0);
    hold(0);
    sent = (ROWS - 1) * IN_WORDS;
    stream(ROWS * IN_WORDS, ROWS * OUT_WORDS);
    repeat (100) @(negedge aclk);
    read(5'h10, 1);
    read(5'h14, 1);
    read(5'h18, 0);
    if (received == ROWS * OUT_WORDS && wrong == 0) $display("PASS axi_accelerator");
    else $display("FAIL axi_accelerator: %0d words, %0d wrong", received, wrong);
    $finish;
  end
endmodule
