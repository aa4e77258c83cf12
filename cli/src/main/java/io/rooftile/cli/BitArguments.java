package io.rooftile.cli;

import io.rooftile.core.UserInputException;
import io.rooftile.costmodel.BitOptions;
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
