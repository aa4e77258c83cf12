package io.rooftile.quantization.accuracy;

import io.rooftile.quantization.posttraining.BitAssignment;
import io.rooftile.quantization.posttraining.PostTrainingQuantiser;
import java.util.List;
import java.util.stream.Stream;

/// Numbers of a network that have bits of their own.
sealed interface Place {
    /// All of a network, in its order.
    static List<Place> of(PostTrainingQuantiser quantiser) {
        return Stream.<Place>concat(
                        Stream.of(new Inputs()),
                        Stream.<Place>concat(
                                quantiser.layersWithWeights().stream().map(Weights::new),
                                quantiser.layersWithOpenOutputs().stream().map(Output::new)))
                .toList();
    }

    /// The bits that an assignment gives this place.
    int bits(BitAssignment assignment);

    /// An assignment with other bits in this place.
    BitAssignment with(int bits, BitAssignment assignment);

    /// What the network reads.
    record Inputs() implements Place {
        @Override
        public int bits(BitAssignment assignment) {
            return assignment.inputBits();
        }

        @Override
        public BitAssignment with(int bits, BitAssignment assignment) {
            return assignment.withInputBits(bits);
        }
    }

    /// The weights of a layer.
    record Weights(String layer) implements Place {
        @Override
        public int bits(BitAssignment assignment) {
            return assignment.ofWeights(layer);
        }

        @Override
        public BitAssignment with(int bits, BitAssignment assignment) {
            return assignment.withWeightBits(layer, bits);
        }
    }

    /// What a layer makes.
    record Output(String layer) implements Place {
        @Override
        public int bits(BitAssignment assignment) {
            return assignment.ofOutput(layer);
        }

        @Override
        public BitAssignment with(int bits, BitAssignment assignment) {
            return assignment.withActivationBits(layer, bits);
        }
    }
}
