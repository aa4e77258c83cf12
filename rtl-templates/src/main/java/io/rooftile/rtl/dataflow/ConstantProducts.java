package io.rooftile.rtl.dataflow;

import io.rooftile.core.dataflow.Cell;
import io.rooftile.core.dataflow.StageShape;
import io.rooftile.quantization.integer.MatrixLayer;
import io.rooftile.quantization.numerics.Shift;
import io.rooftile.rtl.StreamFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;

/// The sums of a fully unrolled layer whose weights are logic: each weight is as many shifted inputs as it has non-zero
/// digits, added or subtracted; a weight of 0 costs nothing. Where all factors are shifts, the rounding half goes into
/// the bias and the clamp into the last register, so that no requantiser is needed.
///
/// Digits are those of the non-adjacent form, the fewest there are. Source: G. W. Reitwiesner, Binary Arithmetic,
/// Advances in Computers 1, 1960.
///
/// @param foldedBias by output channel, with the input's zero point taken off
record ConstantProducts(StageBuilder stage, MatrixLayer layer, int sumBits, IntToLongFunction foldedBias) {
    private static final int MOST_INPUTS = 1 << 16;

    /// One shifted input.
    private record Term(int index, int shift, boolean isNegative) {
        String text() {
            return "24'h%06x".formatted((isNegative ? 1 << 23 : 0) | shift << 16 | index);
        }
    }

    boolean isFused() {
        return layer.requantisers().stream().allMatch(Shift.class::isInstance);
    }

    /// Places by which the requantiser shifts the sum of a channel to the left: so much farther its terms are shifted.
    private int left(int channel) {
        return Math.max(0, -shift(channel));
    }

    /// Bits that hold every sum after its shift to the left.
    private int shiftedBits() {
        int most = 0;
        for (int k = 0; k < layer.weights().length; k++) {
            most = Math.max(most, left(k));
        }
        return sumBits + most;
    }

    Stream add(Stream in) {
        if (in.lanes() >= MOST_INPUTS) {
            throw new UnsupportedLayerException("constants of " + in.lanes() + " inputs");
        }
        List<List<Term>> rows = new ArrayList<>();
        int most = 0;
        for (int k = 0; k < layer.weights().length; k++) {
            List<Term> terms = terms(k);
            rows.add(terms);
            most = Math.max(most, terms.size());
        }
        // The bias takes a leaf of its own.
        int levels = Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(most));
        int latency = Math.ceilDiv(levels + (isFused() ? 1 : 0), 2);
        StreamFormat out = isFused() ? stage.outputFormat() : StreamFormat.signed(sumBits);
        String module = stage.name() + "_constants";
        int lanes = layer.weights().length;
        return stage.netlist()
                .addGenerated(
                        new Cell.Pipe(stage.name() + "_sums", 1, latency),
                        module,
                        source(module, in, out, rows, levels, latency),
                        in,
                        new Stream(0, 0, lanes, out, in.words()));
    }

    private boolean isChannelwise() {
        return stage.shape().kind() == StageShape.Kind.CHANNELWISE;
    }

    /// The lane of the window's word that holds an input of an output channel.
    private int lane(int channel, int tap) {
        int groupOutputs = stage.shape().taps().groupOutputs();
        int channels = stage.shape().inputChannels();
        int groups = stage.shape().taps().groups();
        if (isChannelwise()) {
            return tap * channels + channel / groupOutputs;
        }
        if (groups > 1) {
            throw new UnsupportedLayerException("constants of a convolution in groups");
        }
        return tap;
    }

    private List<Term> terms(int channel) {
        List<Term> terms = new ArrayList<>();
        int[] weights = layer.weights()[channel];
        for (int tap = 0; tap < weights.length; tap++) {
            long rest = weights[tap];
            for (int shift = 0; rest != 0; shift++, rest >>= 1) {
                if ((rest & 1) != 0) {
                    int digit = 2 - (int) (rest & 3);
                    rest -= digit;
                    terms.add(new Term(lane(channel, tap), shift + left(channel), digit < 0));
                }
            }
        }
        return terms;
    }

    private String source(String module, Stream in, StreamFormat out, List<List<Term>> rows, int levels, int latency) {
        int lanes = rows.size();
        StringBuilder text = new StringBuilder("""
                // The sums of %s: weights are shifted inputs, added and subtracted. Latency %d, interval 1.
                `default_nettype none
                module %s (
                    input wire logic clk,
                    input wire logic rst,
                    input wire logic in_valid,
                    output logic in_ready,
                    input wire logic [%d:0] in_data,
                    output logic out_valid,
                    input wire logic out_ready,
                    output logic [%d:0] out_data
                );
                  logic advance;
                  pipe_valid #(
                    .LATENCY(%d)
                  ) valid (
                    .clk(clk),
                    .rst(rst),
                    .in_valid(in_valid),
                    .in_ready(in_ready),
                    .out_valid(out_valid),
                    .out_ready(out_ready),
                    .advance(advance)
                  );
                """.formatted(
                        stage.layer().name(), latency, module, in.widthBits() - 1, lanes * out.bits() - 1, latency));
        for (int k = 0; k < lanes; k++) {
            text.append("""
                      constant_dot #(
                        .INPUTS(%d),
                        .X_BITS(%d),
                        .X_SIGNED(%d),
                        .TERM_COUNT(%d),
                        .TERMS(%s),
                        .ACC_BITS(%d),
                        .BIAS(%s),
                        .LEVELS(%d)%s
                      ) channel%d (
                        .clk(clk),
                        .advance(advance),
                        .in_data(in_data),
                        .out_data(out_data[%d:%d])
                      );
                    """.formatted(
                            in.lanes(),
                            in.format().bits(),
                            in.format().isSigned() ? 1 : 0,
                            rows.get(k).size(),
                            text(rows.get(k)),
                            shiftedBits(),
                            number(bias(k)),
                            levels,
                            fused(k, out),
                            k,
                            (k + 1) * out.bits() - 1,
                            k * out.bits()));
        }
        return text.append("endmodule\n`default_nettype wire\n").toString();
    }

    private long bias(int channel) {
        long bias = foldedBias.applyAsLong(channel) << left(channel);
        int right = shift(channel);
        return right > 0 ? bias + (1L << (right - 1)) : bias;
    }

    /// Places to the right that the last register shifts a channel's sum by; 0 where a requantiser follows.
    private int shift(int channel) {
        return isFused() && layer.requantisers().get(channel) instanceof Shift shift ? shift.right() : 0;
    }

    private String fused(int channel, StreamFormat out) {
        return isFused()
                ? """
                ,
                    .FUSED(1),
                    .SHIFT(%d),
                    .ZERO_POINT(%d),
                    .MIN(%d),
                    .MAX(%d),
                    .OUT_BITS(%d)""".formatted(
                                Math.max(0, shift(channel)),
                                layer.range().zeroPoint(),
                                layer.range().min(),
                                layer.range().max(),
                                out.bits())
                : "";
    }

    private static String number(long value) {
        return value < 0 ? "-64'sd" + -value : "64'sd" + value;
    }

    private static String text(List<Term> terms) {
        return terms.isEmpty()
                ? "24'h0"
                : "{"
                        + String.join(
                                ", ", terms.reversed().stream().map(Term::text).toList()) + "}";
    }
}
