// Self-checking bench of overlay_feature_writer: maps of random sizes, strides and rotations; each word in the bank and at the
// address that docs/overlay.md says, nothing else written, words that are several columns, chunks that come with pauses, banks that wait.
module overlay_feature_writer_case #(
    parameter int PP = 4,
    parameter int R = 2,
    parameter int JOBS = 150
) (
    input logic clk,
    output logic done
);
  localparam int WORD_BITS = 16;
  localparam int ADDRESS_BITS = 10;
  localparam int WORDS = 1 << ADDRESS_BITS;
  logic rst = 1;
  logic start = 0, in_valid = 0, write_ready = 0;
  logic [15:0] target = 0, columns = 0, skip = 0, segments = 0, rows = 0, segment_step = 0, row_step = 0, phases = 0;
  logic [15:0] phase_step = 0, rotation = 0, row_rotation = 0, rotation_rows = 0, row_phase = 0;
  logic [1:0] doublings = 0;
  logic [R*WORD_BITS-1:0] in_data = 0;
  wire idle, ending, in_ready;
  wire [PP-1:0] write_enable;
  wire [PP*ADDRESS_BITS-1:0] write_address;
  wire [PP*WORD_BITS-1:0] write_data;
  overlay_feature_writer #(.PP(PP), .R(R), .WORD_BITS(WORD_BITS), .ADDRESS_BITS(ADDRESS_BITS)) dut (.*);

  logic [WORD_BITS:0] got[PP*WORDS];
  logic [WORD_BITS:0] wanted[PP*WORDS];
  always @(posedge clk)
    for (int bank = 0; bank < PP; bank++)
      if (write_enable[bank] && write_ready)
        got[bank*WORDS+32'(write_address[bank*ADDRESS_BITS+:ADDRESS_BITS])] <= {1'b1, write_data[bank*WORD_BITS+:WORD_BITS]};

  int bank, address, chunks, column, number, times;
  logic taken, is_last;
  // Assigned as a whole: Verilator 5.006 does not see a change of a part.
  logic [R*WORD_BITS-1:0] chunk_data;
  initial begin
    done = 0;
    repeat (3) @(negedge clk);
    rst = 0;
    for (int job = 0; job < JOBS; job++) begin
      for (int i = 0; i < PP * WORDS; i++) begin
        got[i] = '0;
        wanted[i] = '0;
      end
      columns = 16'($urandom_range(13, 1));
      segments = 16'($urandom_range(3, 1));
      rows = 16'($urandom_range(5, 1));
      phases = 16'($urandom_range(3, 1));
      skip = 16'($urandom_range(R - 1));
      if (phases == 2) skip[0] = 1'b0;
      doublings = phases == 1 ? 2'($urandom_range(3)) : 2'd0;
      if (doublings > 0) begin
        skip = 0;
        if (PP == 1) columns = 16'($urandom_range(4, 1));
        columns = columns << doublings;
      end
      times = 1 << doublings;
      rotation_rows = 16'($urandom_range(3, 1));
      row_phase = 16'($urandom_range(32'(rotation_rows) - 1));
      rotation = 16'($urandom_range(PP - 1));
      row_rotation = 16'($urandom_range(PP - 1));
      phase_step = 16'(((32'(columns) + 32'(phases) - 1) / 32'(phases) + PP - 1) / PP);
      row_step = phase_step * phases;
      segment_step = row_step * rows;
      target = 16'($urandom_range(200));
      start = 1;
      @(negedge clk);
      start = 0;
      number = 0;
      for (int row = 0; row < 32'(rows); row++)
        for (int segment = 0; segment < 32'(segments); segment++) begin
          chunks = (32'(skip) + 32'(columns) / times + R - 1) / R;
          for (int chunk = 0; chunk < chunks; chunk++) begin
            for (int i = 0; i < R; i++) begin
              number = number + 1;
              chunk_data[i*WORD_BITS+:WORD_BITS] = WORD_BITS'(number);
              for (int copy = 0; copy < times; copy++) begin
                column = (chunk * R + i) * times + copy - 32'(skip);
                if (column < 0 || column >= 32'(columns)) continue;
                bank = (column / 32'(phases) + (row + 32'(row_phase)) / 32'(rotation_rows) * 32'(row_rotation) + 32'(rotation)
                        + (phases == 2 ? column % 2 * (PP / 2) : 0)) % PP;
                address = 32'(target) + segment * 32'(segment_step) + row * 32'(row_step)
                    + (PP == 1 ? column : column % 32'(phases) * 32'(phase_step) + column / 32'(phases) / PP);
                if (wanted[bank*WORDS+address][WORD_BITS]) begin
                  $display("FAIL overlay_feature_writer: the bench has two words for one place");
                  $fatal;
                end
                wanted[bank*WORDS+address] = {1'b1, WORD_BITS'(number)};
              end
            end
            repeat ($urandom_range(3) == 0 ? 2 : 0) @(negedge clk);
            in_data = chunk_data;
            in_valid = 1;
            do begin
              write_ready = $urandom_range(3) != 0;
              #0.1;
              is_last = row == 32'(rows) - 1 && segment == 32'(segments) - 1 && chunk == chunks - 1;
              // Of a chunk that takes several cycles only the last one ends the job.
              if (idle || (times == 1 || in_ready ? ending != is_last : ending && !is_last)) begin
                $display("FAIL overlay_feature_writer: idle %b, ending %b", idle, ending);
                $fatal;
              end
              taken = in_ready;
              @(negedge clk);
            end while (!taken);
            in_valid = 0;
          end
        end
      if (!idle) begin
        $display("FAIL overlay_feature_writer: it wants more");
        $fatal;
      end
      for (int i = 0; i < PP * WORDS; i++)
        if (got[i] != wanted[i]) begin
          $display("FAIL overlay_feature_writer: job %0d: bank %0d word %0d is %h, wanted %h", job, i / WORDS, i % WORDS,
                   got[i], wanted[i]);
          $fatal;
        end
    end
    done = 1;
  end
endmodule

module overlay_feature_writer_bench;
  logic clk = 0;
  always #1 clk = ~clk;
  wire [3:0] done;
  overlay_feature_writer_case #(.PP(4), .R(2)) usual (clk, done[0]);
  overlay_feature_writer_case #(.PP(8), .R(8)) whole (clk, done[1]);
  overlay_feature_writer_case #(.PP(2), .R(1)) single (clk, done[2]);
  overlay_feature_writer_case #(.PP(1), .R(1)) least (clk, done[3]);
  always @(posedge clk)
    if (&done) begin
      $display("PASS overlay_feature_writer");
      $finish;
    end
endmodule
