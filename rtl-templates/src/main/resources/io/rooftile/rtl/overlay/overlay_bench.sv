// Runs a program on the engine, one inference after the other, and compares what each leaves in memory, bit by bit, with
// what must be there. For simulation only; the clock and the reset are driven from outside.
//
// It reads memory.mem (beats from address 0 on), input.mem, expected.mem (beats, one inference behind the other) and mask.mem
// (1 for each bit that counts). Parameters: those of the engine; MEMORY_BEATS, INPUT_BEATS, OUTPUT_BEATS (room).
// Settings: +frames=N, +input_beat=N, +input_beats=N, +output_beat=N, +output_beats=N (of one inference), +limit=N
// (cycles of an inference, after which the engine is told to stop), and those of overlay_memory. An engine that
// does not stop is an error, and so is memory that is still asked for something when it is done. It prints lines that begin with
// `rooftile`:
//   frame N CYCLES WORK ERROR   from start to done, cycles in which the array worked, the engine's error
//   stopped CYCLES              it was told to stop
//   words_compared N (features), words_wrong N (bytes that differ), beats_read N, beats_written N, done
`default_nettype none
module overlay_bench #(
    parameter int PP = 4,
    parameter int ICP = 8,
    parameter int OCP = 8,
    parameter int DATA_BITS = 8,
    parameter int WEIGHT_BITS = 8,
    parameter int PORT_BITS = 64,
    parameter int FEATURE_DEPTH = 1024,
    parameter int WEIGHT_DEPTH = 512,
    parameter int PARAMETER_DEPTH = 256,
    parameter int OUTPUT_DEPTH = 512,
    parameter int QC = 2,
    parameter int COUNT_BITS = 16,
    parameter int ADDRESS_BITS = 32,
    parameter int RUN_BITS = 32,
    parameter bit SMALL = 1'b0,
    parameter bit PACKED = 1'b0,
    parameter int MEMORY_BEATS = 65536,
    parameter int INPUT_BEATS = 4096,
    parameter int OUTPUT_BEATS = 4096
) (
    input wire logic clk,
    input wire logic rst
);
  logic start, stop, done, works;
  logic [3:0] error;
  wire arvalid, arready, rvalid, rready, rlast, awvalid, awready, wvalid, wready, wlast, bvalid, bready;
  wire [ADDRESS_BITS-1:0] araddr, awaddr;
  wire [7:0] arlen, awlen;
  wire [1:0] rresp, bresp;
  wire [PORT_BITS-1:0] rdata, wdata;
  wire [PORT_BITS/8-1:0] wstrb;
  overlay_engine #(
      .PP(PP),
      .ICP(ICP),
      .OCP(OCP),
      .DATA_BITS(DATA_BITS),
      .WEIGHT_BITS(WEIGHT_BITS),
      .PORT_BITS(PORT_BITS),
      .FEATURE_DEPTH(FEATURE_DEPTH),
      .WEIGHT_DEPTH(WEIGHT_DEPTH),
      .PARAMETER_DEPTH(PARAMETER_DEPTH),
      .OUTPUT_DEPTH(OUTPUT_DEPTH),
      .QC(QC),
      .COUNT_BITS(COUNT_BITS),
      .ADDRESS_BITS(ADDRESS_BITS),
      .RUN_BITS(RUN_BITS),
      .SMALL(SMALL),
      .PACKED(PACKED)
  ) engine (
      .clk(clk),
      .rst(rst),
      .start(start),
      .program_address('0),
      .stop(stop),
      .done(done),
      .error(error),
      .works(works),
      .m_axi_arvalid(arvalid),
      .m_axi_arready(arready),
      .m_axi_araddr(araddr),
      .m_axi_arlen(arlen),
      .m_axi_rvalid(rvalid),
      .m_axi_rready(rready),
      .m_axi_rdata(rdata),
      .m_axi_rresp(rresp),
      .m_axi_rlast(rlast),
      .m_axi_awvalid(awvalid),
      .m_axi_awready(awready),
      .m_axi_awaddr(awaddr),
      .m_axi_awlen(awlen),
      .m_axi_wvalid(wvalid),
      .m_axi_wready(wready),
      .m_axi_wdata(wdata),
      .m_axi_wstrb(wstrb),
      .m_axi_wlast(wlast),
      .m_axi_bvalid(bvalid),
      .m_axi_bready(bready),
      .m_axi_bresp(bresp)
  );
  overlay_memory #(
      .PORT_BITS(PORT_BITS),
      .BEATS(MEMORY_BEATS)
  ) memory (
      .clk(clk),
      .rst(rst),
      .arvalid(arvalid),
      .arready(arready),
      .araddr(32'(araddr)),
      .arlen(arlen),
      .rvalid(rvalid),
      .rready(rready),
      .rdata(rdata),
      .rresp(rresp),
      .rlast(rlast),
      .awvalid(awvalid),
      .awready(awready),
      .awaddr(32'(awaddr)),
      .awlen(awlen),
      .wvalid(wvalid),
      .wready(wready),
      .wdata(wdata),
      .wstrb(wstrb),
      .wlast(wlast),
      .bvalid(bvalid),
      .bready(bready),
      .bresp(bresp)
  );

  logic [PORT_BITS-1:0] inputs[INPUT_BEATS];
  logic [PORT_BITS-1:0] expected[OUTPUT_BEATS];
  logic [PORT_BITS-1:0] mask[OUTPUT_BEATS];
  int frames, input_beat, input_beats, output_beat, output_beats;
  longint limit;
  int frame = 0;
  int loaded = 0;
  int bits = 0;
  int wrong = 0;
  longint cycle = 0;
  longint begun = 0;
  longint work = 0;
  // Bursts that memory knows of end far sooner, also where it waits at random.
  localparam longint MOST_STOP_CYCLES = 1000000;
  enum logic [1:0] {
    LOADING,
    STARTING,
    RUNNING,
    STOPPING
  } state = LOADING;

  initial begin
    $readmemh("memory.mem", memory.beats);
    $readmemh("input.mem", inputs);
    $readmemh("expected.mem", expected);
    $readmemh("mask.mem", mask);
    if ($value$plusargs("frames=%d", frames) == 0) frames = 1;
    if ($value$plusargs("input_beat=%d", input_beat) == 0) input_beat = 0;
    if ($value$plusargs("input_beats=%d", input_beats) == 0) input_beats = 0;
    if ($value$plusargs("output_beat=%d", output_beat) == 0) output_beat = 0;
    if ($value$plusargs("output_beats=%d", output_beats) == 0) output_beats = 0;
    if ($value$plusargs("limit=%d", limit) == 0) limit = 100000000;
    start = 1'b0;
    stop = 1'b0;
  end

  /* verilator lint_off BLKSEQ */
  task automatic compare;
    logic [PORT_BITS-1:0] got, differing, counting;
    for (int beat = 0; beat < output_beats; beat++) begin
      got = memory.beats[output_beat+beat];
      counting = mask[beat];
      differing = (got ^ expected[frame*output_beats+beat]) & counting;
      bits = bits + $countones(counting);
      if (differing != 0 && wrong < 10)
        $display("rooftile wrong %0d %0d %h %h", frame, beat, got, expected[frame*output_beats+beat]);
      for (int i = 0; i < PORT_BITS / 8; i++) if (differing[i*8+:8] != 0) wrong = wrong + 1;
    end
  endtask
  /* verilator lint_on BLKSEQ */

  always @(posedge clk) begin
    cycle <= cycle + 1;
    start <= 1'b0;
    stop <= 1'b0;
    if (works) work <= work + 1;
    if (!rst) begin
      case (state)
        LOADING: begin
          if (loaded < input_beats) memory.beats[input_beat+loaded] <= inputs[frame*input_beats+loaded];
          loaded <= loaded + 1;
          if (loaded >= input_beats) begin
            start <= 1'b1;
            begun <= cycle + 1;
            work <= 0;
            loaded <= 0;
            state <= STARTING;
          end
        end
        STARTING: state <= RUNNING;
        default:
        if (!done) begin
          if (state == RUNNING && cycle - begun > limit) begin
            $display("rooftile stopped %0d", cycle - begun);
            stop <= 1'b1;
            state <= STOPPING;
          end
          if (state == STOPPING && cycle - begun > limit + MOST_STOP_CYCLES) $fatal(1, "the engine does not stop");
        end else begin
          if (memory.is_asked) $error("the engine is done, but memory is not");
          compare();
          $display("rooftile frame %0d %0d %0d %0d", frame, cycle - begun, work, error);
          if (frame + 1 == frames || error != 0) begin
            $display("rooftile words_compared %0d", bits / DATA_BITS);
            $display("rooftile words_wrong %0d", wrong);
            $display("rooftile beats_read %0d", memory.reads);
            $display("rooftile beats_written %0d", memory.writes);
            $display("rooftile done");
            $finish;
          end
          frame <= frame + 1;
          state <= LOADING;
        end
      endcase
    end
  end
endmodule
`default_nettype wire
