package io.rooftile.cli;

import io.rooftile.core.UserInputException;
import io.rooftile.core.design.Requantisation;
import io.rooftile.core.network.Network;
import io.rooftile.costmodel.BitOptions;
import io.rooftile.quantization.integer.IntegerNetwork;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/// The arguments that open the bit-widths to the search.
final class BitArguments {
    private static final int LEAST_BITS = 2;
    private static final int MOST_BITS = 16;

    @Option(
            names = "--weight-bits",
            split = ",",
            paramLabel = "N",
            description = {
                "Weight bits the search may choose from, 2 to 16.",
                "Default: those a quantised model was trained with, else 8."
            })
    private final List<Integer> weightBits = new ArrayList<>();

    @Option(
            names = "--activation-bits",
            split = ",",
            paramLabel = "N",
            description = "Activation bits the search may choose from, 2 to 16; default as for weights.")
    private final List<Integer> activationBits = new ArrayList<>();

    @Option(
            names = "--requantisation",
            paramLabel = "HOW",
            defaultValue = "exact",
            description = {
                "How sums become stored numbers: exact (TensorFlow Lite's multiplier and shift) or power_of_two",
                "(shifts only, cheaper; ap_fixed-like). Default: ${DEFAULT-VALUE}."
            })
    private Requantisation requantisation = Requantisation.EXACT;

    /// How the designs requantise.
    ///
    /// @throws UserInputException when the network is quantised already and its factors are no powers of two
    Requantisation requantisation(Network network) {
        if (requantisation == Requantisation.POWER_OF_TWO && IntegerNetwork.isInteger(network)) {
            IntegerNetwork.of(network, requantisation);
        }
        return requantisation;
    }

    BitOptions options() {
        return new BitOptions(checked("--weight-bits", weightBits), checked("--activation-bits", activationBits));
    }

    static List<Integer> checked(String option, List<Integer> bits) {
        for (int width : bits) {
            if (width < LEAST_BITS || width > MOST_BITS) {
                throw UserInputException.of(
                        option, "", "a width was " + width, "give " + LEAST_BITS + " to " + MOST_BITS);
            }
        }
        return bits.stream().distinct().sorted().toList();
    }
}
