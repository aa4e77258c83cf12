// A memory with an AXI4 port, for simulation only. A read's first beat comes LATENCY cycles after its address was taken,
// a write's response as long after its last beat; all come in order. At most `rate` beats move in 256 cycles, both ways together.
//
// Settings: +latency=N (20), +rate=N (512: both channels all the time), +pressure=1 (channels wait at random, from
// +seed=N on), +read_error=N, +write_error=N (that beat, or burst, counted from 1, is answered with SLVERR). What is behind
// its end is answered with SLVERR too. What breaks a rule of AXI (Arm IHI 0022, part A) is an error: a channel that takes
// back or changes what it offered, a burst over a border of 4 KiB, wlast at another beat than the last, data without an address.
`default_nettype none
module overlay_memory #(
    parameter int PORT_BITS = 64,
    parameter int BEATS = 65536
) (
    input wire logic clk,
    input wire logic rst,
    input wire logic arvalid,
    output logic arready,
    input wire logic [31:0] araddr,
    input wire logic [7:0] arlen,
    output logic rvalid,
    input wire logic rready,
    output logic [PORT_BITS-1:0] rdata,
    output logic [1:0] rresp,
    output logic rlast,
    input wire logic awvalid,
    output logic awready,
    input wire logic [31:0] awaddr,
    input wire logic [7:0] awlen,
    input wire logic wvalid,
    output logic wready,
    input wire logic [PORT_BITS-1:0] wdata,
    input wire logic [PORT_BITS/8-1:0] wstrb,
    input wire logic wlast,
    output logic bvalid,
    input wire logic bready,
    output logic [1:0] bresp
);
  localparam int BYTES = PORT_BITS / 8;
  localparam int BYTE_BITS = $clog2(BYTES);
  localparam int MOST = 64;
  localparam int OPEN = 60;
  // Beats that may follow each other after a pause, in 256ths.
  localparam int MOST_CREDIT = 1024;

  logic [PORT_BITS-1:0] beats[BEATS];
  int latency, rate, pressure, seed, read_error, write_error;
  longint cycle;
  int credit;
  logic [31:0] random;
  logic gate_ar, gate_r, gate_aw, gate_w, gate_b;
  logic [31:0] read_address[MOST];
  int read_left[MOST];
  longint read_time[MOST];
  int read_head, read_tail;
  logic [31:0] write_address[MOST];
  int write_head, write_tail, write_beat;
  logic [7:0] write_length[MOST];
  longint answer_time[MOST];
  logic answer_error[MOST];
  logic is_outside;
  int answer_head, answer_tail;
  int reads, writes, answers;

  initial begin
    if ($value$plusargs("latency=%d", latency) == 0) latency = 20;
    if ($value$plusargs("rate=%d", rate) == 0) rate = 512;
    if ($value$plusargs("pressure=%d", pressure) == 0) pressure = 0;
    if ($value$plusargs("seed=%d", seed) == 0) seed = 1;
    if ($value$plusargs("read_error=%d", read_error) == 0) read_error = 0;
    if ($value$plusargs("write_error=%d", write_error) == 0) write_error = 0;
    credit = MOST_CREDIT;
  end

  wire has_read = read_head != read_tail;
  // Whether anything was asked for that has not come.
  wire is_asked = has_read || write_head != write_tail || answer_head != answer_tail || arvalid || awvalid || wvalid;
  wire has_write = write_head != write_tail;
  assign arready = read_tail - read_head < OPEN && gate_ar;
  assign awready = write_tail - write_head < OPEN && gate_aw;
  assign rvalid = has_read && cycle >= read_time[read_head%MOST] && credit >= 256 && gate_r;
  assign rdata = beats[read_address[read_head%MOST]>>BYTE_BITS];
  assign rlast = read_left[read_head%MOST] == 0;
  assign rresp = {reads + 1 == read_error || outside(read_address[read_head%MOST]), 1'b0};
  assign wready = has_write && credit >= (rvalid && rready ? 512 : 256) && gate_w;
  assign bvalid = answer_head != answer_tail && cycle >= answer_time[answer_head%MOST] && gate_b;
  assign bresp = {answers + 1 == write_error || answer_error[answer_head%MOST], 1'b0};

  function automatic logic outside(input logic [31:0] address);
    outside = 64'(address >> BYTE_BITS) >= 64'(BEATS);
  endfunction

  // Whether a burst goes over a border of 4 KiB.
  function automatic logic crosses(input logic [31:0] address, input logic [7:0] length);
    crosses = 32'(address[11:BYTE_BITS]) + 32'(length) >= 32'd4096 / BYTES;
  endfunction

  // What was offered and not taken in the cycle before.
  logic [41:0] ar_before, aw_before;
  logic [PORT_BITS+PORT_BITS/8+1:0] w_before;
  always @(posedge clk) begin
    ar_before <= {arvalid && !arready && !rst, 1'b0, araddr, arlen};
    aw_before <= {awvalid && !awready && !rst, 1'b0, awaddr, awlen};
    w_before <= {wvalid && !wready && !rst, wlast, wstrb, wdata};
    if (!rst) begin
      if (ar_before[41] && {arvalid, 1'b0, araddr, arlen} != ar_before) $error("AR changes what it offered");
      if (aw_before[41] && {awvalid, 1'b0, awaddr, awlen} != aw_before) $error("AW changes what it offered");
      if (w_before[PORT_BITS+PORT_BITS/8+1] && {wvalid, wlast, wstrb, wdata} != w_before) $error("W changes what it offered");
      if (arvalid && crosses(araddr, arlen)) $error("a read burst crosses 4 KiB: %h, %0d", araddr, arlen);
      if (awvalid && crosses(awaddr, awlen)) $error("a write burst crosses 4 KiB: %h, %0d", awaddr, awlen);
      if (wvalid && wready && wlast != (write_beat == int'(write_length[write_head%MOST]))) $error("wlast at beat %0d", write_beat);
    end
  end

  function automatic logic [31:0] next(input logic [31:0] x);
    logic [31:0] a, b;
    a = x ^ (x << 13);
    b = a ^ (a >> 17);
    next = b ^ (b << 5);
  endfunction

  always @(posedge clk) begin
    int left;
    logic [31:0] address;
    random <= rst ? 32'h9e3779b9 ^ seed : next(random);
    gate_ar <= pressure == 0 || random[1:0] != 0;
    if (!(rvalid && !rready)) gate_r <= pressure == 0 || random[3:2] != 0;
    gate_aw <= pressure == 0 || random[5:4] != 0;
    gate_w <= pressure == 0 || random[7:6] != 0;
    if (!(bvalid && !bready)) gate_b <= pressure == 0 || random[9:8] != 0;
    left = credit + rate;
    if (rst) begin
      cycle <= 0;
      read_head <= 0;
      read_tail <= 0;
      write_head <= 0;
      write_tail <= 0;
      write_beat <= 0;
      is_outside <= 1'b0;
      answer_head <= 0;
      answer_tail <= 0;
      reads <= 0;
      writes <= 0;
      answers <= 0;
    end else begin
      cycle <= cycle + 1;
      if (arvalid && arready) begin
        read_address[read_tail%MOST] <= araddr;
        read_left[read_tail%MOST] <= int'(arlen);
        read_time[read_tail%MOST] <= cycle + 64'(latency);
        read_tail <= read_tail + 1;
      end
      if (rvalid && rready) begin
        left = left - 256;
        reads <= reads + 1;
        read_address[read_head%MOST] <= read_address[read_head%MOST] + BYTES;
        read_left[read_head%MOST] <= read_left[read_head%MOST] - 1;
        if (rlast) read_head <= read_head + 1;
      end
      if (awvalid && awready) begin
        write_address[write_tail%MOST] <= awaddr;
        write_length[write_tail%MOST] <= awlen;
        write_tail <= write_tail + 1;
      end
      if (wvalid && wready) begin
        left = left - 256;
        writes <= writes + 1;
        address = write_address[write_head%MOST] + write_beat * BYTES;
        for (int i = 0; i < BYTES; i++)
          if (wstrb[i] && !outside(address)) beats[address>>BYTE_BITS][i*8+:8] <= wdata[i*8+:8];
        write_beat <= write_beat + 1;
        is_outside <= !wlast && (is_outside || outside(address));
        if (wlast) begin
          answer_error[answer_tail%MOST] <= is_outside || outside(address);
          write_beat <= 0;
          write_head <= write_head + 1;
          answer_time[answer_tail%MOST] <= cycle + 64'(latency);
          answer_tail <= answer_tail + 1;
        end
      end
      if (bvalid && bready) begin
        answers <= answers + 1;
        answer_head <= answer_head + 1;
      end
    end
    credit <= left > MOST_CREDIT ? MOST_CREDIT : left;
  end
endmodule
`default_nettype wire
