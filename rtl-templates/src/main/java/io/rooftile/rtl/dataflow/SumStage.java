package io.rooftile.rtl.dataflow;

import io.rooftile.core.dataflow.Cell;
import io.rooftile.quantization.integer.Operand;
import io.rooftile.quantization.integer.SumLayer;
import io.rooftile.quantization.numerics.FixedPointMultiplier;
import io.rooftile.quantization.numerics.OutputRange;
import io.rooftile.quantization.numerics.Requantiser;
import io.rooftile.quantization.numerics.Shift;
import io.rooftile.rtl.StreamFormat;
import io.rooftile.rtl.dataflow.Netlist.Parameters;
import java.util.List;

/// Sum or difference of two streams, as where a residual branch joins.
record SumStage(StageBuilder stage, SumLayer layer) {
    private static final int EXACT_LATENCY = 5;
    private static final int SHIFT_LATENCY = 1;
    private static final int EXACT_BITS = 32;

    Stream add(Stream left, Stream right) {
        int lanes = stage.stage().pe();
        Netlist netlist = stage.netlist();
        Stream a = netlist.lanes(stage.name() + "_a", left, lanes);
        Stream b = netlist.lanes(stage.name() + "_b", right, lanes);
        Operand first = layer.operands().get(0);
        Operand second = layer.operands().get(1);
        Requantiser firstScale = layer.scalers().get(0);
        Requantiser secondScale = layer.scalers().get(1);
        boolean isShift = firstScale instanceof Shift;
        int bits = isShift ? shiftedBits() : EXACT_BITS;
        Parameters parameters = new Parameters()
                .number("LANES", lanes)
                .number("A_BITS", a.format().bits())
                .number("B_BITS", b.format().bits())
                .flag("SIGNED_A", a.format().isSigned())
                .flag("SIGNED_B", b.format().isSigned())
                .number("OUT_BITS", bits)
                .text("MODE", isShift ? "SHIFT" : "NARROW")
                .number("HEADROOM", layer.headroomBits())
                .number("ZERO_A", first.zeroPoint())
                .number("ZERO_B", second.zeroPoint())
                .number("MULTIPLIER_A", multiplier(firstScale))
                .number("SHIFT_A", shift(firstScale))
                .number("MULTIPLIER_B", multiplier(secondScale))
                .number("SHIFT_B", shift(secondScale))
                .text("MULTIPLIER", stage.stage().multiplier().name())
                .flag("SUBTRACT", layer.isDifference());
        Stream sums = netlist.add(
                new Cell.Join(stage.name() + "_join", isShift ? SHIFT_LATENCY : EXACT_LATENCY),
                "join_add",
                parameters,
                List.of(),
                List.of(a, b),
                new Stream(0, 0, lanes, StreamFormat.signed(bits), a.words()));
        return stage.requantised(List.of(layer.requantiser()), false, 0, layer.range(), sums);
    }

    private static int multiplier(Requantiser scale) {
        return switch (scale) {
            case FixedPointMultiplier factor -> factor.multiplier();
            case Shift _ -> 0;
        };
    }

    /// Places to the left.
    private static int shift(Requantiser scale) {
        return switch (scale) {
            case FixedPointMultiplier factor -> factor.shift();
            case Shift shift -> -shift.right();
        };
    }

    private int shiftedBits() {
        long most = 0;
        for (int i = 0; i < 2; i++) {
            long farthest = OutputRange.farthest(layer.layer().inputs().get(i));
            most += farthest << shift(layer.scalers().get(i));
        }
        return StreamFormat.signedBits(-most, most);
    }
}
