// Self-checking bench of axi_lite_status: a master that reads every register and writes, with its channels in every
// order and with responses that wait; responses stay until they are taken.
module axi_lite_status_bench;
  localparam bit [31:0] VERSION = 32'h00010203;
  localparam bit [31:0] HASH = 32'hdeadbeef;
  logic clk = 0;
  logic rst = 1;
  logic awvalid = 0, wvalid = 0, bready = 0, arvalid = 0, rready = 0;
  logic awready, wready, bvalid, arready, rvalid, hold;
  logic [4:0] awaddr = 0, araddr = 0;
  logic [31:0] wdata = 0, rdata;
  logic [3:0] wstrb = 0;
  logic [1:0] bresp, rresp;
  logic [31:0] frames_in = 32'd70000, frames_out = 32'd69999;
  logic busy = 1;
  always #1 clk = ~clk;
  axi_lite_status #(.VERSION(VERSION), .HASH(HASH)) dut (.*);

  task automatic check(input logic good, input int place);
    if (!good) begin
      $display("FAIL axi_lite_status: check %0d: rdata %h, hold %b", place, rdata, hold);
      $fatal;
    end
  endtask

  task automatic read(input logic [4:0] address, input logic [31:0] expected, input int pause);
    araddr = address;
    arvalid = 1;
    rready = pause == 0;
    while (!arready) @(negedge clk);
    @(negedge clk);
    arvalid = 0;
    araddr = ~address;
    while (!rvalid) @(negedge clk);
    repeat (pause) begin
      check(rvalid && rdata == expected, 1);
      @(negedge clk);
    end
    rready = 1;
    check(rvalid && rdata == expected && rresp == 0, 2);
    @(negedge clk);
    rready = 0;
    check(!rvalid, 3);
  endtask

  // `lead`: cycles by which the address comes before the data; below 0, behind it.
  task automatic write(input logic [4:0] address, input logic [31:0] data, input logic [3:0] strobes, input int lead,
                       input int pause);
    awaddr = address;
    wdata = data;
    wstrb = strobes;
    bready = pause == 0;
    awvalid = lead >= 0;
    wvalid = lead <= 0;
    repeat (lead < 0 ? -lead : lead) begin
      @(negedge clk);
      check(!awready && !wready && !bvalid, 4);
    end
    awvalid = 1;
    wvalid = 1;
    while (!awready) @(negedge clk);
    check(wready, 5);
    @(negedge clk);
    awvalid = 0;
    wvalid = 0;
    while (!bvalid) @(negedge clk);
    repeat (pause) begin
      check(bvalid, 6);
      @(negedge clk);
    end
    bready = 1;
    check(bvalid && bresp == 0, 7);
    @(negedge clk);
    bready = 0;
    check(!bvalid, 8);
  endtask

  initial begin
    repeat (4) @(negedge clk);
    rst = 0;
    @(negedge clk);
    check(!bvalid && !rvalid && !hold, 9);
    for (int pause = 0; pause < 3; pause++) begin
      read(5'h00, 32'h524F4F46, pause);
      read(5'h04, VERSION, pause);
      read(5'h08, HASH, pause);
      read(5'h0c, 32'd0, pause);
      read(5'h10, frames_in, pause);
      read(5'h14, frames_out, pause);
      read(5'h18, {31'd0, busy}, pause);
      read(5'h1c, 32'd0, pause);
      busy = !busy;
      frames_out = frames_out + 1;
    end
    for (int lead = -2; lead <= 2; lead++) begin
      write(5'h0c, 32'hffffffff, 4'hf, lead, lead + 2);
      check(hold, 10);
      read(5'h0c, 32'd1, 0);
      // Without its byte's strobe, and at other addresses, nothing is written.
      write(5'h0c, 32'd0, 4'he, lead, 0);
      write(5'h10, 32'd0, 4'hf, lead, 0);
      check(hold, 11);
      write(5'h0c, 32'd0, 4'h1, lead, 1);
      check(!hold, 12);
    end
    // A read and a write at once, and a second read that waits until the first one's answer is taken.
    araddr = 5'h08;
    arvalid = 1;
    write(5'h0c, 32'd1, 4'h1, 0, 2);
    check(hold && rvalid && rdata == HASH && !arready, 13);
    rready = 1;
    @(negedge clk);
    read(5'h0c, 32'd1, 1);
    rst = 1;
    @(negedge clk);
    check(!hold, 14);
    $display("PASS axi_lite_status");
    $finish;
  end
endmodule
