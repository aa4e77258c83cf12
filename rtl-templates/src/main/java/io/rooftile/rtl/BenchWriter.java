package io.rooftile.rtl;

import io.rooftile.rtl.Accelerator.Port;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// The bench of accelerators: gives each rows, compares every word that comes out, and tells the cycles.
///
/// It prints lines that begin with `rooftile` and a key: `TOP.first_in CYCLE`, `TOP.frame_end FRAME CYCLE`,
/// `TOP.words_compared N`, `TOP.words_wrong N`, `TOP.cycles N`, `TOP.stuck CYCLE` when no word moves any more,
/// and `done`
/// when all are done. With `+pressure=1` it holds back words on both sides at random, from `+seed=N` on.
public final class BenchWriter {
    /// Name of the module.
    public static final String MODULE = "bench";

    /// Cycles without a word on either side after which an accelerator is taken to be stuck, besides those that frames
    /// take.
    private static final long IDLE_CYCLES = 100_000;

    private static final int IDLE_FRAMES = 20;

    private BenchWriter() {}

    /// One accelerator in a bench.
    ///
    /// @param frames rows that it is given
    /// @param frameCycles estimate of what a row takes
    public record Case(Accelerator accelerator, int frames, long frameCycles) {
        /// File of the words that it is given.
        public String input() {
            return file("input.mem");
        }

        /// File of the words that must come out.
        public String expected() {
            return file("expected.mem");
        }

        private String file(String name) {
            String top = accelerator.name();
            return top.equals(Accelerator.USUAL_NAME) ? name : top + "_" + name;
        }
    }

    /// The bench's text.
    public static String text(List<Case> cases) {
        StringBuilder text = new StringBuilder();
        for (Case one : cases) {
            text.append(caseText(one));
        }
        text.append("`default_nettype none\nmodule ").append(MODULE).append(" (\n");
        text.append("    input wire logic clk,\n    input wire logic rst\n);\n");
        text.append("  logic [%d:0] done;\n".formatted(cases.size() - 1));
        for (int i = 0; i < cases.size(); i++) {
            text.append("  bench_%1$s bench_%1$s (.clk(clk), .rst(rst), .done(done[%2$d]));\n"
                    .formatted(cases.get(i).accelerator().name(), i));
        }
        return text.append("""
                          always @(posedge clk) begin
                            if (!rst && &done) begin
                              $display("rooftile done");
                              $finish;
                            end
                          end
                        endmodule
                        `default_nettype wire
                        """).toString();
    }

    private static String caseText(Case one) {
        Port in = one.accelerator().input();
        Port out = one.accelerator().output();
        return TEMPLATE.replace("@IN_BITS@", Integer.toString(in.widthBits()))
                .replace("@OUT_BITS@", Integer.toString(out.widthBits()))
                .replace("@IN_WORDS@", Integer.toString(in.words()))
                .replace("@OUT_WORDS@", Integer.toString(out.words()))
                .replace("@FRAMES@", Integer.toString(one.frames()))
                .replace("@IDLE@", Long.toString(IDLE_CYCLES + IDLE_FRAMES * one.frameCycles()))
                .replace("@INPUT@", one.input())
                .replace("@EXPECTED@", one.expected())
                .replace("@TOP@", one.accelerator().name());
    }

    /// Rows as words.
    ///
    /// @param rows by row, the stored numbers in the tensor's order
    public static MemoryFile vectors(String name, Port port, List<int[]> rows) {
        List<BigInteger> words = new ArrayList<>();
        for (int[] row : rows) {
            for (int first = 0; first < row.length; first += port.lanes()) {
                WordPacker packer = new WordPacker(port.widthBits());
                for (int lane = 0; lane < port.lanes(); lane++) {
                    packer.add(row[first + lane], port.format().bits());
                }
                words.add(packer.word());
            }
        }
        return new MemoryFile(name, port.widthBits(), words);
    }

    private static final String TEMPLATE = """
            // Gives the accelerator rows of @INPUT@, compares every word with @EXPECTED@, and tells the cycles.
            // +pressure=1 holds words back at random on both sides, from +seed=N on.
            `default_nettype none
            module bench_@TOP@ (
                input wire logic clk,
                input wire logic rst,
                output logic done
            );
              localparam int IN_BITS = @IN_BITS@;
              localparam int OUT_BITS = @OUT_BITS@;
              localparam int FRAMES = @FRAMES@;
              localparam int IN_TOTAL = FRAMES * @IN_WORDS@;
              localparam int OUT_WORDS = @OUT_WORDS@;
              localparam int OUT_TOTAL = FRAMES * OUT_WORDS;
              localparam longint IDLE = @IDLE@;

              logic in_valid, in_ready, out_valid, out_ready;
              logic [IN_BITS-1:0] in_data;
              logic [OUT_BITS-1:0] out_data;
              logic [IN_BITS-1:0] input_words[0:IN_TOTAL-1];
              logic [OUT_BITS-1:0] expected_words[0:OUT_TOTAL-1];
              int seed = 1;
              int pressure = 0;
              int sent = 0;
              int received = 0;
              int wrong = 0;
              longint cycle = 0;
              longint idle = 0;
              logic gate_in = 1;
              logic gate_out = 1;
              logic [31:0] random = 0;

              @TOP@ accelerator (
                  .clk(clk),
                  .rst(rst),
                  .in_valid(in_valid),
                  .in_ready(in_ready),
                  .in_data(in_data),
                  .out_valid(out_valid),
                  .out_ready(out_ready),
                  .out_data(out_data)
              );

              initial begin
                $readmemh("@INPUT@", input_words);
                $readmemh("@EXPECTED@", expected_words);
                done = 0;
                if ($value$plusargs("seed=%d", seed) == 0) seed = 1;
                if ($value$plusargs("pressure=%d", pressure) == 0) pressure = 0;
              end

              assign in_valid = !rst && sent < IN_TOTAL && gate_in;
              assign in_data = input_words[sent < IN_TOTAL ? sent : 0];
              assign out_ready = !rst && gate_out;

              always @(posedge clk) begin
                cycle <= cycle + 1;
                // xorshift32
                random <= rst ? 32'h9e3779b9 ^ seed : next(random);
                if (pressure != 0) begin
                  if (!in_valid || in_ready) gate_in <= random[1:0] != 0;
                  gate_out <= random[9:8] != 0;
                end
                idle <= idle + 1;
                if (in_valid && in_ready) begin
                  if (sent == 0) $display("rooftile @TOP@.first_in %0d", cycle);
                  sent <= sent + 1;
                  idle <= 0;
                end
                if (!rst && out_valid && out_ready) begin
                  idle <= 0;
                  received <= received + 1;
                  if (out_data !== expected_words[received]) begin
                    if (wrong < 10) begin
                      $display("rooftile @TOP@.wrong %0d %h %h", received, out_data, expected_words[received]);
                    end
                    wrong <= wrong + 1;
                  end
                  if ((received + 1) % OUT_WORDS == 0) begin
                    $display("rooftile @TOP@.frame_end %0d %0d", received / OUT_WORDS, cycle);
                  end
                end
                if (!done && (received == OUT_TOTAL || idle > IDLE)) begin
                  if (idle > IDLE) $display("rooftile @TOP@.stuck %0d", cycle);
                  $display("rooftile @TOP@.words_compared %0d", received);
                  $display("rooftile @TOP@.words_wrong %0d", wrong);
                  $display("rooftile @TOP@.cycles %0d", cycle);
                  done <= 1;
                end
              end

              function automatic logic [31:0] next(input logic [31:0] x);
                logic [31:0] a, b;
                a = x ^ (x << 13);
                b = a ^ (a >> 17);
                next = b ^ (b << 5);
              endfunction
            endmodule
            `default_nettype wire
            """;
}
