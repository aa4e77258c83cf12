// Runs a program on a small engine with its memory, all as a host does by bytes, one inference after the other, and compares what
// each leaves in memory with what must be there. For simulation only; the clock and the reset are driven from outside.
//
// It reads the files and the settings of overlay_bench and prints the same lines, without what only the engine's inside tells
// (work and beats are 0). Parameters: IMAGE_WORDS (of memory.mem), INPUT_WORDS, OUTPUT_WORDS (room).
`default_nettype none
module overlay_system_bench #(
    parameter int IMAGE_WORDS = 16384,
    parameter int INPUT_WORDS = 4096,
    parameter int OUTPUT_WORDS = 4096
) (
    input wire logic clk,
    input wire logic rst
);
  logic in_valid = 1'b0;
  logic [7:0] in_data = '0;
  wire in_ready, out_valid, running;
  wire [7:0] out_data;
  overlay_system system (
      .clk(clk),
      .rst(rst),
      .in_valid(in_valid),
      .in_ready(in_ready),
      .in_data(in_data),
      .out_valid(out_valid),
      .out_ready(1'b1),
      .out_data(out_data),
      .running(running)
  );

  logic [31:0] image[IMAGE_WORDS];
  logic [31:0] inputs[INPUT_WORDS];
  logic [31:0] expected[OUTPUT_WORDS];
  logic [31:0] mask[OUTPUT_WORDS];
  int frames, image_beats, input_beat, input_beats, output_beat, output_beats;
  longint limit;
  int frame = 0;
  int bits = 0;
  int wrong = 0;
  longint cycles = 0;
  enum logic [2:0] {
    IMAGE,
    INPUT,
    START,
    WAIT,
    ASK,
    READ
  } step = IMAGE;
  // Bytes of the message that were sent, or of the answer that came.
  int place = 0;
  logic [31:0] word;

  initial begin
    $readmemh("memory.mem", image);
    $readmemh("input.mem", inputs);
    $readmemh("expected.mem", expected);
    $readmemh("mask.mem", mask);
    if ($value$plusargs("frames=%d", frames) == 0) frames = 1;
    if ($value$plusargs("image_beats=%d", image_beats) == 0) image_beats = 0;
    if ($value$plusargs("input_beat=%d", input_beat) == 0) input_beat = 0;
    if ($value$plusargs("input_beats=%d", input_beats) == 0) input_beats = 0;
    if ($value$plusargs("output_beat=%d", output_beat) == 0) output_beat = 0;
    if ($value$plusargs("output_beats=%d", output_beats) == 0) output_beats = 0;
    if ($value$plusargs("limit=%d", limit) == 0) limit = 100000000;
  end

  function automatic logic [7:0] head(input int at, input logic [7:0] what, input int address, input int count);
    case (at)
      0: head = what;
      1: head = address[7:0];
      2: head = address[15:8];
      3: head = count[7:0];
      default: head = count[15:8];
    endcase
  endfunction

  // The byte that is sent next, and behind which the message is complete.
  function automatic logic [7:0] message(input int at);
    case (step)
      IMAGE: message = at < 5 ? head(at, 8'h57, 0, image_beats) : 8'(image[(at-5)/4] >> ((at - 5) % 4 * 8));
      INPUT:
      message = at < 5 ? head(at, 8'h57, input_beat, input_beats)
          : 8'(inputs[frame*input_beats+(at-5)/4] >> ((at - 5) % 4 * 8));
      START: message = head(at, 8'h53, 0, 1);
      default: message = head(at, 8'h52, output_beat, output_beats);
    endcase
  endfunction
  wire [31:0] length = step == IMAGE ? 5 + 4 * image_beats : step == INPUT ? 5 + 4 * input_beats : 5;

  always @(posedge clk) begin
    if (running) cycles <= cycles + 1;
    if (running && cycles > limit) begin
      $display("rooftile stopped %0d", cycles);
      $fatal(1, "the engine does not end");
    end
    if (!rst) begin
      case (step)
        WAIT:
        if (out_valid) begin
          if (out_data != 8'hd0) $error("the engine's answer is %h", out_data);
          $display("rooftile frame %0d %0d 0 %0d", frame, cycles - 1, out_data[3:0]);
          cycles <= 0;
          place <= 0;
          step <= ASK;
        end
        READ:
        if (out_valid) begin
          word <= {out_data, word[31:8]};
          place <= place + 1;
          if (place % 4 == 3) begin
            if ((({out_data, word[31:8]} ^ expected[frame*output_beats+place/4]) & mask[place/4]) != 0) begin
              if (wrong < 10)
                $display("rooftile wrong %0d %0d %h %h", frame, place / 4, {out_data, word[31:8]},
                         expected[frame*output_beats+place/4]);
              for (int i = 0; i < 4; i++)
                if (((32'({out_data, word[31:8]} ^ expected[frame*output_beats+place/4]) & mask[place/4]) >> (i * 8) & 255) != 0)
                  wrong = wrong + 1;
            end
            bits = bits + $countones(mask[place/4]);
            if (place == 4 * output_beats - 1) begin
              place <= 0;
              frame <= frame + 1;
              step <= INPUT;
              if (frame + 1 == frames) begin
                $display("rooftile words_compared %0d", bits / 8);
                $display("rooftile words_wrong %0d", wrong);
                $display("rooftile beats_read 0");
                $display("rooftile beats_written 0");
                $display("rooftile done");
                $finish;
              end
            end
          end
        end
        default: begin
          // A byte is offered until it is taken.
          if (!in_valid) begin
            in_valid <= 1'b1;
            in_data <= message(place);
          end else if (in_ready) begin
            in_valid <= 1'b0;
            place <= place + 1;
            if (place + 1 == length) begin
              place <= 0;
              step <= step == IMAGE ? INPUT : step == INPUT ? START : step == START ? WAIT : READ;
            end
          end
        end
      endcase
    end
  end
endmodule
`default_nettype wire
