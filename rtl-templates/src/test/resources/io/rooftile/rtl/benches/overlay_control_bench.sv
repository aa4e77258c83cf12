// Self-checking bench of overlay_control: all registers, a start, a start while the engine is busy, a stop, the
// counters of a run against those of a model of the engine, errors, strobes, responses that wait.
module overlay_control_bench;
  localparam bit [31:0] VERSION = 32'h00010203;
  localparam bit [31:0] HASH = 32'hdeadbeef;
  logic clk = 0;
  logic rst = 1;
  logic awvalid = 0, wvalid = 0, bready = 0, arvalid = 0, rready = 0;
  logic awready, wready, bvalid, arready, rvalid;
  logic [5:0] awaddr = 0, araddr = 0;
  logic [31:0] wdata = 0, rdata, program_address;
  logic [3:0] wstrb = 0;
  logic [1:0] bresp, rresp;
  logic start, stop;
  logic done = 0;
  logic [3:0] error = 0;
  logic works = 0, beat_read = 0, beat_written = 0;
  always #1 clk = ~clk;
  overlay_control #(.VERSION(VERSION), .HASH(HASH)) dut (.*);

  // The engine: it works for a while, ends, or is stopped.
  int left = 0;
  int starts = 0;
  int stops = 0;
  int cycles, array_cycles, beats_read, beats_written;
  logic running = 0;
  always @(negedge clk) begin
    works = running && $urandom_range(2) == 0;
    beat_read = running && $urandom_range(3) == 0;
    beat_written = running && $urandom_range(4) == 0;
  end
  always @(posedge clk) begin
    if (start) begin
      starts <= starts + 1;
      running <= 1;
      done <= 0;
      error <= 0;
      cycles <= 0;
      array_cycles <= 0;
      beats_read <= 0;
      beats_written <= 0;
    end else if (running) begin
      cycles <= cycles + 1;
      array_cycles <= array_cycles + 32'(works);
      beats_read <= beats_read + 32'(beat_read);
      beats_written <= beats_written + 32'(beat_written);
      left <= left - 1;
      if (left == 0 || stop) begin
        running <= 0;
        done <= 1;
        error <= stop ? 4'd6 : 4'd3;
      end
    end
    if (stop) stops <= stops + 1;
  end

  task automatic check(input logic good, input int place);
    if (!good) begin
      $display("FAIL overlay_control: check %0d: rdata %h, starts %0d", place, rdata, starts);
      $fatal;
    end
  endtask

  logic [31:0] got;
  task automatic read(input logic [5:0] address, input int pause);
    araddr = address;
    arvalid = 1;
    rready = pause == 0;
    while (!arready) @(negedge clk);
    @(negedge clk);
    arvalid = 0;
    araddr = ~address;
    while (!rvalid) @(negedge clk);
    got = rdata;
    repeat (pause) begin
      @(negedge clk);
      check(rvalid && rdata == got, 1);
    end
    rready = 1;
    check(rresp == 0, 2);
    @(negedge clk);
    rready = 0;
    check(!rvalid, 3);
  endtask

  // `lead`: cycles by which the address comes before the data; below 0, behind it.
  task automatic write(input logic [5:0] address, input logic [31:0] data, input logic [3:0] strobes, input int lead,
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

  task automatic expect_read(input logic [5:0] address, input logic [31:0] wanted, input int place);
    read(address, place % 3);
    check(got == wanted, place);
  endtask

  initial begin
    repeat (4) @(negedge clk);
    rst = 0;
    @(negedge clk);
    check(!bvalid && !rvalid && !start && !stop, 9);
    expect_read(6'h00, 32'h524F4F46, 10);
    expect_read(6'h04, VERSION, 11);
    expect_read(6'h08, HASH, 12);
    expect_read(6'h0c, 0, 13);
    expect_read(6'h10, 0, 14);
    for (int lead = -2; lead <= 2; lead++) begin
      write(6'h14, 32'h12345678 + 32'(lead), 4'hf, lead, lead + 2);
      expect_read(6'h14, 32'h12345678 + 32'(lead), 15);
      check(program_address == 32'h12345678 + 32'(lead), 16);
    end
    write(6'h14, 32'hffffffff, 4'h4, 0, 0);
    expect_read(6'h14, 32'h12ff567a, 17);
    // What is only read, a stop of nothing, a start without its strobe or its bit.
    write(6'h10, 32'hffffffff, 4'hf, 0, 0);
    write(6'h0c, 32'h2, 4'hf, 0, 0);
    write(6'h0c, 32'h1, 4'he, 0, 0);
    write(6'h0c, 32'hfffffffc, 4'hf, 0, 0);
    check(starts == 0 && stops == 0, 18);
    for (int run = 0; run < 20; run++) begin
      left = $urandom_range(300, 60);
      write(6'h0c, 32'h1, 4'h1, $urandom_range(2), 0);
      check(starts == run + 1, 19);
      read(6'h10, 0);
      check(got == 32'h2, 20);
      write(6'h0c, 32'h1, 4'h1, 0, 0);
      check(starts == run + 1, 21);
      if (run % 3 == 0) write(6'h0c, 32'h2, 4'h1, 0, 1);
      do read(6'h10, $urandom_range(2)); while (!got[0]);
      check(got == (run % 3 == 0 ? 32'h61 : 32'h31), 22);
      check(stops == run / 3 + 1, 23);
      // The last cycle is that in which done rises.
      expect_read(6'h18, 32'(cycles + 1), 24);
      expect_read(6'h1c, 32'(array_cycles), 25);
      expect_read(6'h20, 32'(beats_read), 26);
      expect_read(6'h24, 32'(beats_written), 27);
      expect_read(6'h28, 0, 28);
    end
    $display("PASS overlay_control");
    $finish;
  end
endmodule
