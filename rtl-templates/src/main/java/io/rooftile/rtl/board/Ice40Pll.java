package io.rooftile.rtl.board;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;

/// The settings of an iCE40 PLL with simple feedback: `out = in * (DIVF + 1) / ((DIVR + 1) * 2^DIVQ)`.
///
/// Limits. source: Lattice FPGA-TN-02052, iCE40 sysCLOCK PLL Design and Usage Guide, and the data sheets: phase
/// detector
/// 10 to 133 MHz, oscillator 533 to 1066 MHz, output 16 to 275 MHz. Filter by the phase detector's frequency as
/// Lattice's PLL module generator chooses it.
///
/// @param divr divider of the reference, less 1
/// @param divf divider of the feedback, less 1
/// @param divq power of two that divides the oscillator
/// @param filterRange of the loop filter
record Ice40Pll(int divr, int divf, int divq, int filterRange) {
    private static final long LEAST_DETECTOR_HERTZ = 10_000_000;
    private static final long MOST_DETECTOR_HERTZ = 133_000_000;
    private static final long LEAST_OSCILLATOR_HERTZ = 533_000_000;
    private static final long MOST_OSCILLATOR_HERTZ = 1_066_000_000;
    private static final long LEAST_OUTPUT_HERTZ = 16_000_000;
    private static final long MOST_OUTPUT_HERTZ = 275_000_000;
    private static final int MOST_DIVR = 15;
    private static final int LEAST_DIVQ = 1;
    private static final int MOST_DIVQ = 6;
    private static final int MOST_DIVF = 127;

    /// Upper ends of the filter's ranges 1 to 5.
    private static final long[] FILTER_HERTZ = {17_000_000, 26_000_000, 44_000_000, 66_000_000, 101_000_000};

    /// The settings that give just the wanted frequency, with the fastest phase detector and the slowest oscillator;
    /// empty when none do.
    static Optional<Ice40Pll> of(long inHertz, long outHertz) {
        if (outHertz < LEAST_OUTPUT_HERTZ || outHertz > MOST_OUTPUT_HERTZ) {
            return Optional.empty();
        }
        return IntStream.rangeClosed(0, MOST_DIVR)
                .boxed()
                .flatMap(divr -> IntStream.rangeClosed(LEAST_DIVQ, MOST_DIVQ)
                        .mapToObj(divq -> settings(inHertz, outHertz, divr, divq))
                        .flatMap(Optional::stream))
                .min(Comparator.comparingInt(Ice40Pll::divr).thenComparingInt(Ice40Pll::divq));
    }

    private static Optional<Ice40Pll> settings(long inHertz, long outHertz, int divr, int divq) {
        long oscillator = outHertz << divq;
        boolean isWhole = inHertz % (divr + 1) == 0 && oscillator * (divr + 1) % inHertz == 0;
        long detector = inHertz / (divr + 1);
        long divf = oscillator * (divr + 1) / inHertz - 1;
        if (!isWhole
                || detector < LEAST_DETECTOR_HERTZ
                || detector > MOST_DETECTOR_HERTZ
                || oscillator < LEAST_OSCILLATOR_HERTZ
                || oscillator > MOST_OSCILLATOR_HERTZ
                || divf > MOST_DIVF) {
            return Optional.empty();
        }
        return Optional.of(new Ice40Pll(divr, (int) divf, divq, filter(detector)));
    }

    private static int filter(long detectorHertz) {
        int range = 1;
        for (long end : FILTER_HERTZ) {
            range += detectorHertz < end ? 0 : 1;
        }
        return range;
    }
}
