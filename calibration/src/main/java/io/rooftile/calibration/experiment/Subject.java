package io.rooftile.calibration.experiment;

import io.rooftile.calibration.dataflow.SizedAccelerator;
import io.rooftile.core.design.DataflowDesign;
import io.rooftile.core.design.Requantisation;
import io.rooftile.core.device.Part;
import io.rooftile.core.network.Network;
import io.rooftile.quantization.accuracy.DesignNetwork;
import io.rooftile.quantization.integer.IntegerNetwork;
import io.rooftile.rtl.dataflow.PartStyle;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// A design of the experiment: all of it follows from its number and the part.
///
/// Every third is an 8-bit network as TensorFlow Lite has them, with branches, groups and pools; the others are real
/// networks that the design quantises to 3 to 12 bits, exact or by powers of two. Foldings, storage and multipliers are
/// by chance. What is far too large for the part is not asked for ([DesignSize]).
///
/// @param number also the seed
public record Subject(int number, IntegerNetwork network, DataflowDesign design, SizedAccelerator hardware) {
    /// Name of the top module.
    public static final String TOP = "net";

    private static final int CALIBRATION_ROWS = 32;
    private static final int LEAST_BITS = 3;
    private static final int MOST_BITS = 12;
    private static final double LEAST_LOG_CYCLES = Math.log(16);
    private static final double MOST_LOG_CYCLES = Math.log(8_192);

    /// Makes a design: the first that chance gives of the part's size.
    public static Subject of(int number, Part part) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(number);
        while (true) {
            Optional<Subject> subject = next(number, part, random);
            if (subject.isPresent()) {
                return subject.get();
            }
        }
    }

    private static Optional<Subject> next(int number, Part part, RandomGenerator random) {
        boolean isGiven = number % 3 == 0;
        Requantisation requantisation =
                isGiven || random.nextInt(3) > 0 ? Requantisation.EXACT : Requantisation.POWER_OF_TWO;
        int bits = isGiven ? Byte.SIZE : random.nextInt(LEAST_BITS, MOST_BITS + 1);
        Network network = isGiven ? RandomNets.next(random) : RealNets.next(random);
        long mostCycles = Math.round(Math.exp(random.nextDouble(LEAST_LOG_CYCLES, MOST_LOG_CYCLES)));
        DataflowDesign design = RandomDesigns.forPart(network, bits, requantisation, mostCycles, part, random);
        if (!DesignSize.of(network, design).isOf(part)) {
            return Optional.empty();
        }
        IntegerNetwork integers = IntegerNetwork.of(
                DesignNetwork.of(network, design, RandomRows.of(network, CALIBRATION_ROWS, random), 1), requantisation);
        return Optional.of(
                new Subject(number, integers, design, SizedAccelerator.of(TOP, integers, design, PartStyle.of(part))));
    }
}
