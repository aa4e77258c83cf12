package io.rooftile.rtl.dataflow;

import io.rooftile.core.dataflow.Cell;
import io.rooftile.core.network.Concat;
import io.rooftile.core.network.Tensor;
import io.rooftile.rtl.dataflow.Netlist.Parameters;
import java.util.ArrayList;
import java.util.List;

/// Channels of several streams one behind the other.
record ConcatStage(StageBuilder stage, Concat layer) {
    private static final int COUNT_BITS = 16;

    Stream add(List<Stream> in) {
        int lanes = stage.stage().pe();
        if (layer.axis() != layer.output().shape().rank() - 1) {
            throw new UnsupportedLayerException("a concatenation along another axis than channels");
        }
        List<Stream> streams = new ArrayList<>();
        List<Integer> words = new ArrayList<>();
        StringBuilder counts = new StringBuilder();
        long all = 0;
        for (int i = 0; i < in.size(); i++) {
            Stream stream = stage.netlist().lanes(stage.name() + "_" + i, in.get(i), lanes);
            Tensor tensor = layer.inputs().get(i);
            int count = tensor.shape().channels() / lanes;
            if (count >= 1 << COUNT_BITS) {
                throw new UnsupportedLayerException("more than " + ((1 << COUNT_BITS) - 1) + " words of a pixel");
            }
            streams.add(stream);
            words.add(count);
            counts.insert(0, (i == 0 ? "" : ", ")).insert(0, COUNT_BITS + "'d" + count);
            all += stream.words();
        }
        Parameters parameters = new Parameters()
                .number("WIDTH", streams.getFirst().widthBits())
                .number("INPUTS", in.size())
                .vector("COUNTS", counts.toString());
        return stage.netlist()
                .add(
                        new Cell.Concat(stage.name() + "_concat", words),
                        "stream_concat",
                        parameters,
                        List.of(),
                        streams,
                        new Stream(0, 0, lanes, stage.outputFormat(), all));
    }
}
