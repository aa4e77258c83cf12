package io.rooftile.quantization.accuracy;

import io.rooftile.quantization.posttraining.BitAssignment;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// What was measured of a network in fewer bits: its outputs with one place after the other in each width and the
/// most bits elsewhere, and the accuracy of some random mixes.
///
/// @param widths ascending, at least one
/// @param reference outputs with the most bits everywhere
/// @param narrowest outputs with the fewest of the widths everywhere: no prediction reads them, but they tell whether a
/// stored table is of this network, these rows and this quantiser
/// @param outputs by place, in the network's order, and by width
/// @param mixes random ones, that predictions learn from
public record SensitivityTable(
        List<Integer> widths, Outputs reference, Outputs narrowest, List<List<Outputs>> outputs, List<Mix> mixes) {
    /// Random mixes that predictions learn enough from: more than that help little.
    public static final int USUAL_MIXES = 300;

    /// Places are measured against a network of this many bits everywhere else.
    private static final BitAssignment MOST = BitAssignment.uniform(BitAssignment.MOST_BITS);

    /// A measured mix.
    ///
    /// @param bits by place, in the network's order
    record Mix(List<Integer> bits, double accuracy) {
        Mix {
            bits = List.copyOf(bits);
        }
    }

    public SensitivityTable {
        widths = List.copyOf(widths);
        outputs = outputs.stream().map(List::copyOf).toList();
        mixes = List.copyOf(mixes);
    }

    /// Measures one place after the other in each width, then the mixes: as many runs of the samples as there are
    /// places times widths, and mixes.
    ///
    /// @param widths ascending, at least one, 2 to 16
    /// @param mixes how many random mixes of these widths
    public static SensitivityTable measure(
            AccuracyMeter meter, List<Integer> widths, int mixes, RandomGenerator random) {
        List<List<Outputs>> outputs = new ArrayList<>();
        for (Place place : meter.places()) {
            outputs.add(widths.stream()
                    .map(width -> meter.outputs(place.with(width, MOST)))
                    .toList());
        }
        List<Mix> measured = new ArrayList<>();
        for (int i = 0; i < mixes; i++) {
            BitAssignment mix = mix(meter, widths, random);
            measured.add(new Mix(
                    meter.places().stream().map(place -> place.bits(mix)).toList(), meter.of(mix)));
        }
        return new SensitivityTable(widths, meter.outputs(MOST), narrowest(meter, widths), outputs, measured);
    }

    private static Outputs narrowest(AccuracyMeter meter, List<Integer> widths) {
        return meter.outputs(BitAssignment.uniform(widths.getFirst()));
    }

    /// Whether measuring with this meter would give this table, as far as the outputs with the most and the fewest
    /// bits tell.
    public boolean isOf(AccuracyMeter meter) {
        return outputs.size() == meter.places().size()
                && reference.areSame(meter.outputs(MOST))
                && narrowest.areSame(narrowest(meter, widths));
    }

    /// An assignment in which each place has one of the widths, all equally likely.
    ///
    /// @param widths 2 to 16
    public static BitAssignment mix(AccuracyMeter meter, List<Integer> widths, RandomGenerator random) {
        BitAssignment mix = MOST;
        for (Place place : meter.places()) {
            mix = place.with(widths.get(random.nextInt(widths.size())), mix);
        }
        return mix;
    }
}
