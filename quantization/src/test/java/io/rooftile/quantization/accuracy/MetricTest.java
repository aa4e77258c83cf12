package io.rooftile.quantization.accuracy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.device.Basis;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Metrics and samples by hand.
final class MetricTest {
    private static Samples labelled(int... labels) {
        return new Samples(new float[labels.length], labels.length, labels);
    }

    @Test
    void top1_givesTiesToTheFirst() {
        float[] outputs = {1, 3, 3, 2, 2, 0, 0, 0, 5};

        assertEquals(1.0, Metric.TOP1.of(labelled(1, 0, 2), outputs, outputs));
        assertEquals(1.0 / 3, Metric.TOP1.of(labelled(2, 1, 2), outputs, outputs), 1e-12);
    }

    @Test
    void auc_countsTiesHalf() {
        // Positives 0.5 and 0.9 against negatives 0.1, 0.5, 0.95: 1 + 0.5 + 0 and 1 + 1 + 0 of 6 pairs.
        float[] outputs = {0.5f, 0.1f, 0.9f, 0.5f, 0.95f};

        assertEquals(3.5 / 6, Metric.AUC.of(labelled(1, 0, 1, 0, 0), outputs, outputs), 1e-12);
        assertEquals(2.5 / 6, Metric.AUC.of(labelled(0, 1, 0, 1, 1), outputs, outputs), 1e-12);
    }

    @Test
    void auc_ofOneClass_isNotDefined() {
        float[] outputs = {0.5f, 0.1f, 0.9f};

        for (Samples oneClass : List.of(labelled(1, 1, 1), labelled(0, 0, 0), labelled(1))) {
            assertFalse(Metric.AUC.isDefinedOn(oneClass));
            assertThrows(IllegalArgumentException.class, () -> Metric.AUC.of(oneClass, outputs, outputs));
            assertTrue(Metric.TOP1.isDefinedOn(oneClass));
        }
        assertTrue(Metric.AUC.isDefinedOn(labelled(0, 0, 1)));
    }

    @Test
    void basis_isAMeasurementOnlyWhereLabelsSayWhatIsRight() {
        assertEquals(Basis.MEASURED, Metric.TOP1.basis());
        assertEquals(Basis.MEASURED, Metric.AUC.basis());
        assertEquals(Basis.ASSUMED, Metric.SQNR.basis());
    }

    @Test
    void sqnr_isPowerOverPowerOfTheDifference() {
        Samples samples = new Samples(new float[2], 2);

        // 25 + 75 over 1 + 0: 100, which is 20 dB.
        assertEquals(20, Metric.SQNR.of(samples, new float[] {6, 8.660254f}, new float[] {5, 8.660254f}), 1e-5);
        assertEquals(200, Metric.SQNR.of(samples, new float[] {5, 1}, new float[] {5, 1}));
        assertEquals(-200, Metric.SQNR.of(samples, new float[] {5, 1}, new float[] {0, 0}));
    }

    @Test
    void metric_followsFromLabelsAndOutputs() {
        assertEquals(Metric.SQNR, Metric.of(new Samples(new float[3], 1), 5));
        assertEquals(Metric.AUC, Metric.of(labelled(1, 0), 1));
        assertEquals(Metric.TOP1, Metric.of(labelled(1, 0), 2));
    }

    @Test
    void samples_areRowsOneBehindTheOther() {
        Samples samples = new Samples(new float[] {1, 2, 3, 4, 5, 6}, 3, 7, 8, 9);

        assertEquals(2, samples.rowLength());
        assertEquals(4, samples.value(1, 1));
        Samples first = samples.first(2);
        assertEquals(2, first.rows());
        assertEquals(8, first.label(1));
        assertEquals(3, samples.first(9).rows());
    }

    @Test
    void samplesThatDoNotFit_areRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Samples(new float[5], 2));
        assertThrows(IllegalArgumentException.class, () -> new Samples(new float[4], 2, 1, 2, 3));
        assertThrows(IllegalArgumentException.class, () -> new Samples(new float[0], 0));
    }
}
