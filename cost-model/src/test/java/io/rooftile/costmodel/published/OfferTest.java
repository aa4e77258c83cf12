package io.rooftile.costmodel.published;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.device.ResourceVector;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OfferTest {
    private static Offer offer(String design, double latency, double throughput, long lut, long dsp) {
        return new Offer(design, latency, throughput, new ResourceVector(lut, 20, dsp, 4, 0));
    }

    @Test
    void front_keepsWhatNothingBeats() {
        Offer fast = offer("fast", 1, 900, 300, 7);
        Offer small = offer("small", 5, 150, 90, 7);
        Offer beaten = offer("beaten", 5, 150, 91, 7);
        Offer fewerDsp = offer("fewer DSP", 5, 149, 95, 6);
        assertEquals(List.of(fast, small, fewerDsp), Offer.front(List.of(fast, small, beaten, fewerDsp)));
    }

    @Test
    void fits_checksEachResource() {
        Offer offer = offer("any", 1, 2, 300, 7);
        assertTrue(offer.fits(new ResourceVector(300, 20, 7, 4, 0)));
        assertFalse(offer.fits(new ResourceVector(300, 20, 6, 4, 0)));
        assertFalse(offer.fits(new ResourceVector(300, 19, 7, 4, 0)));
    }
}
