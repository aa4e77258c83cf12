package io.rooftile.rtl.overlay;

import java.util.Arrays;
import java.util.Optional;

/// What instructions name by a number.
public interface Numbered {
    int number();

    /// The one with a number.
    static <T extends Numbered> Optional<T> of(T[] all, int number) {
        return Arrays.stream(all).filter(one -> one.number() == number).findFirst();
    }
}
