// What a host tells a small engine, as bytes, and what it answers. A message is five bytes: what is to be done, the lowest bit
// first a word's address (16 bits) and a number of words (16 bits, at least 1); a word is 4 bytes of memory, the lowest
// address first.
//   0x57 "W"  that many words follow and are written
//   0x52 "R"  that many words are sent
//   0x53 "S"  the program at address 0 is started; when it is done one byte is sent: 0xD0 plus the error (docs/isa.md)
// Any other first byte is passed over.
//
// Parameters: ADDRESS_BITS (of a byte of memory). Ports: in_*, out_* are streams of bytes; memory_* as the host's of overlay_spram;
// running is set from a start to the engine's end.
`default_nettype none
module overlay_host #(
    parameter int ADDRESS_BITS = 17
) (
    input wire logic clk,
    input wire logic rst,
    input wire logic in_valid,
    output logic in_ready,
    input wire logic [7:0] in_data,
    output logic out_valid,
    input wire logic out_ready,
    output logic [7:0] out_data,
    output logic memory_enable,
    output logic memory_write,
    output logic [ADDRESS_BITS-3:0] memory_address,
    output logic [31:0] memory_wdata,
    input wire logic [31:0] memory_rdata,
    output logic start,
    output logic running,
    input wire logic done,
    input wire logic [3:0] error
);
  enum logic [2:0] {
    HEAD,
    TAKE,
    PUT,
    FETCH,
    HOLD,
    SEND,
    RUN,
    REPORT
  } state;
  logic is_write, is_run;
  logic [2:0] place;
  logic [31:0] word;
  logic [15:0] left;

  assign in_ready = state == HEAD || state == TAKE;
  assign out_valid = state == SEND || state == REPORT;
  assign out_data = word[7:0];
  assign memory_enable = state == PUT || state == FETCH;
  assign memory_write = state == PUT;
  assign memory_wdata = word;
  assign running = state == RUN;
  wire takes = in_valid && in_ready;
  wire sends = out_valid && out_ready;
  wire is_known = in_data == 8'h57 || in_data == 8'h52 || in_data == 8'h53;

  always_ff @(posedge clk) begin
    start <= 1'b0;
    if (takes) word <= {in_data, word[31:8]};
    else if (state == HOLD) word <= memory_rdata;
    else if (state == RUN) word[7:0] <= {4'hd, error};
    else if (sends) word <= {8'd0, word[31:8]};
    if (takes || sends) place <= place + 1'b1;
    case (state)
      HEAD:
      if (takes) begin
        if (place == 0) begin
          is_write <= in_data == 8'h57;
          is_run <= in_data == 8'h53;
          if (!is_known) place <= '0;
        end
        if (place == 3'd4) begin
          memory_address <= word[8+:ADDRESS_BITS-2];
          left <= {in_data, word[31:24]};
          place <= '0;
          start <= is_run;
          state <= is_run ? RUN : is_write ? TAKE : FETCH;
        end
      end
      TAKE: if (takes && place == 3'd3) state <= PUT;
      PUT: begin
        place <= '0;
        memory_address <= memory_address + 1'b1;
        left <= left - 1'b1;
        state <= left == 16'd1 ? HEAD : TAKE;
      end
      FETCH: state <= HOLD;
      HOLD: begin
        place <= '0;
        memory_address <= memory_address + 1'b1;
        left <= left - 1'b1;
        state <= SEND;
      end
      SEND:
      if (sends && place == 3'd3) begin
        place <= '0;
        state <= left == 0 ? HEAD : FETCH;
      end
      RUN: if (done && !start) state <= REPORT;
      default:
      if (sends) begin
        place <= '0;
        state <= HEAD;
      end
    endcase
    if (rst) begin
      state <= HEAD;
      place <= '0;
      start <= 1'b0;
    end
  end
endmodule
`default_nettype wire
