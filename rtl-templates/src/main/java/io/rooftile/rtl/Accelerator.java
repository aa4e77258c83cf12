package io.rooftile.rtl;

import io.rooftile.core.dataflow.Circuit;
import io.rooftile.core.network.Tensor;
import java.util.List;

/// A design as hardware: its cells, how they are linked, what their memories hold, and what flows in and out.
///
/// @param name of the top module
/// @param instances by cell of the circuit
/// @param input what flows in
/// @param output what flows out; layers behind it are the host's
/// @param hostLayers names of the layers that the host does
public record Accelerator(
        String name, Circuit circuit, List<Instance> instances, Port input, Port output, List<String> hostLayers) {
    /// Name of the top module of an accelerator that stands alone.
    public static final String USUAL_NAME = "accelerator";

    public Accelerator {
        instances = List.copyOf(instances);
        hostLayers = List.copyOf(hostLayers);
    }

    /// One end of the pipeline.
    ///
    /// @param tensor what flows
    /// @param lanes elements of one word
    /// @param format of an element
    public record Port(Tensor tensor, int lanes, StreamFormat format) {
        /// Bits of one word.
        public int widthBits() {
            return lanes * format.bits();
        }

        /// Words of one inference.
        public int words() {
            return Math.toIntExact(tensor.shape().elements() / lanes);
        }
    }
}
