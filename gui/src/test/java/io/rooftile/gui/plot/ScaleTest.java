package io.rooftile.gui.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class ScaleTest {
    @Test
    void halfWayOnALogarithmicScaleIsTheGeometricMean() {
        // sqrt(1 * 100) = 10.
        assertEquals(0.5, new Scale(1, 100, true).place(10), 1e-12);
        assertEquals(10, new Scale(1, 100, true).value(0.5), 1e-12);
    }

    @Test
    void zeroLiesAtTheStartOfALogarithmicScale() {
        assertEquals(0, new Scale(1, 100, true).place(0));
    }

    @Test
    void aPlaceIsWhereItsValueIs() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(3);
        for (int i = 0; i < 1000; i++) {
            double least = random.nextDouble(1e-3, 1e3);
            Scale scale = new Scale(least, least + random.nextDouble(1e-3, 1e6), random.nextBoolean());
            double place = random.nextDouble();
            assertEquals(place, scale.place(scale.value(place)), 1e-9, scale + " at " + place);
        }
    }

    @Test
    void ticksAreRound() {
        assertEquals(List.of(0.0, 2.0, 4.0, 6.0, 8.0, 10.0), new Scale(0, 10, false).ticks());
        assertEquals(List.of(1.0, 10.0, 100.0, 1000.0), new Scale(0.5, 2000, true).ticks());
        assertEquals(List.of(5.0, 10.0, 20.0, 50.0), new Scale(4, 60, true).ticks());
    }

    @Test
    void aLogarithmicScaleCannotStartAtZero() {
        assertThrows(IllegalArgumentException.class, () -> new Scale(0, 10, true));
    }
}
