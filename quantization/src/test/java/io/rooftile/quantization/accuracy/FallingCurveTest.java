package io.rooftile.quantization.accuracy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.quantization.accuracy.Sensitivity.Point;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The curve by hand, and that it falls.
final class FallingCurveTest {
    @Test
    void pointsThatRise_arePooledToTheirMean() {
        // 0.7 and 0.8 rise: their mean is 0.75 at 2.5. The order of points does not matter.
        List<Point> curve =
                FallingCurve.of(List.of(new Point(3, 0.8), new Point(1, 0.9), new Point(2, 0.7), new Point(5, 0.1)));

        assertEquals(3, curve.size());
        assertEquals(2.5, curve.get(1).logNoise());
        assertEquals(0.75, curve.get(1).accuracy(), 1e-12);
    }

    @Test
    void between_isAStraightLine_andBeyondTheNearestEnd() {
        List<Point> curve = List.of(new Point(1, 0.9), new Point(3, 0.5));

        assertEquals(0.9, FallingCurve.at(curve, -7));
        assertEquals(0.9, FallingCurve.at(curve, 1));
        assertEquals(0.8, FallingCurve.at(curve, 1.5), 1e-12);
        assertEquals(0.5, FallingCurve.at(curve, 9));
    }

    @Test
    void randomPoints_giveACurveThatFallsAndKeepsTheMean() {
        SplittableRandom random = new SplittableRandom(4);
        for (int trial = 0; trial < 50; trial++) {
            List<Point> points = Stream.generate(() -> new Point(random.nextInt(6), random.nextDouble()))
                    .limit(20)
                    .toList();
            List<Point> curve = FallingCurve.of(points);
            for (int i = 1; i < curve.size(); i++) {
                assertTrue(curve.get(i - 1).accuracy() > curve.get(i).accuracy());
                assertTrue(curve.get(i - 1).logNoise() < curve.get(i).logNoise());
            }
        }
    }
}
