package io.rooftile.rtl.dataflow;

import io.rooftile.core.dataflow.Cell;
import io.rooftile.core.dataflow.Circuit;
import io.rooftile.core.dataflow.Circuit.Link;
import io.rooftile.rtl.Instance;
import io.rooftile.rtl.MemoryFile;
import io.rooftile.rtl.StreamFormat;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Grows a circuit cell by cell, from its inputs on.
final class Netlist {
    private final List<Instance> instances = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();
    private final List<Long> inputWords = new ArrayList<>();
    private final List<Long> outputWords = new ArrayList<>();

    /// Parameters in the order in which they are given.
    static final class Parameters {
        private final Map<String, String> values = new LinkedHashMap<>();

        Parameters number(String name, long value) {
            values.put(name, Long.toString(value));
            return this;
        }

        Parameters flag(String name, boolean value) {
            return number(name, value ? 1 : 0);
        }

        /// Some numbers side by side, as SystemVerilog writes them, the first one last.
        Parameters vector(String name, String concatenation) {
            values.put(name, '{' + concatenation + '}');
            return this;
        }

        Parameters text(String name, String value) {
            values.put(name, '"' + value + '"');
            return this;
        }
    }

    /// A new input of the circuit.
    Stream input(int lanes, StreamFormat format, long words) {
        inputWords.add(words);
        return new Stream(Circuit.OUTSIDE, inputWords.size() - 1, lanes, format, words);
    }

    /// Leads a stream out of the circuit.
    void output(Stream stream) {
        links.add(new Link(stream.cell(), stream.port(), Circuit.OUTSIDE, outputWords.size()));
        outputWords.add(stream.words());
    }

    /// Adds a cell with one output behind some streams.
    ///
    /// @param out what it gives; its place in the circuit is ignored
    Stream add(
            Cell cell, String module, Parameters parameters, List<MemoryFile> memories, List<Stream> in, Stream out) {
        return add(cell, module, parameters, memories, in, out, "");
    }

    /// Adds a cell whose module is its own.
    Stream addGenerated(Cell cell, String module, String source, Stream in, Stream out) {
        return add(cell, module, new Parameters(), List.of(), List.of(in), out, source);
    }

    private Stream add(
            Cell cell,
            String module,
            Parameters parameters,
            List<MemoryFile> memories,
            List<Stream> in,
            Stream out,
            String source) {
        int index = instances.size();
        for (int port = 0; port < in.size(); port++) {
            links.add(new Link(in.get(port).cell(), in.get(port).port(), index, port));
        }
        List<Integer> widths = Collections.nCopies(cell.outputs(), out.widthBits());
        instances.add(new Instance(cell, module, parameters.values, memories, widths, source));
        return new Stream(index, 0, out.lanes(), out.format(), out.words());
    }

    /// A FIFO behind a stream.
    Stream fifo(String name, Stream in, int depthWords) {
        Cell.Fifo cell = new Cell.Fifo(name, depthWords);
        return add(
                cell,
                cell.isRam() ? "stream_fifo_ram" : "stream_fifo",
                new Parameters().number("WIDTH", in.widthBits()).number("DEPTH", depthWords),
                List.of(),
                List.of(in),
                in);
    }

    /// A stream to several readers.
    List<Stream> fork(String name, Stream in, int readers) {
        if (readers == 1) {
            return List.of(in);
        }
        Stream first = add(
                new Cell.Fork(name, readers),
                "stream_fork",
                new Parameters().number("WIDTH", in.widthBits()).number("OUTPUTS", readers),
                List.of(),
                List.of(in),
                in);
        List<Stream> all = new ArrayList<>();
        for (int port = 0; port < readers; port++) {
            all.add(new Stream(first.cell(), port, in.lanes(), in.format(), in.words()));
        }
        return all;
    }

    /// A stream in words of so many lanes, at whatever pace.
    Stream lanes(String name, Stream in, int lanes) {
        return lanes(name, in, lanes, Long.MAX_VALUE);
    }

    /// A stream in words of so many lanes. Where neither number divides the other, words are taken apart to a common
    /// divisor and put together again, or, where these parts would take too long, the other way round.
    ///
    /// @param cycles in which an inference must pass
    Stream lanes(String name, Stream in, int lanes, long cycles) {
        if (in.lanes() == lanes) {
            return in;
        }
        if (in.lanes() % lanes == 0) {
            int ratio = in.lanes() / lanes;
            return converter(new Cell.Narrow(name + "_narrow", ratio), "stream_narrow", in, lanes);
        }
        if (lanes % in.lanes() == 0) {
            int ratio = lanes / in.lanes();
            return converter(new Cell.Widen(name + "_widen", ratio), "stream_widen", in, lanes);
        }
        int divisor = greatestCommonDivisor(in.lanes(), lanes);
        long elements = in.words() * in.lanes();
        int between = elements / divisor <= cycles ? divisor : in.lanes() / divisor * lanes;
        return lanes(name, lanes(name, in, between), lanes);
    }

    private Stream converter(Cell cell, String module, Stream in, int lanes) {
        Parameters parameters = new Parameters()
                .number("BITS", in.format().bits())
                .number("IN_LANES", in.lanes())
                .number("OUT_LANES", lanes);
        long words = in.words() * in.lanes() / lanes;
        return add(cell, module, parameters, List.of(), List.of(in), new Stream(0, 0, lanes, in.format(), words));
    }

    private static int greatestCommonDivisor(int a, int b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }

    List<Instance> instances() {
        return List.copyOf(instances);
    }

    Circuit circuit() {
        return new Circuit(instances.stream().map(Instance::cell).toList(), links, inputWords, outputWords);
    }
}
