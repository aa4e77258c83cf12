package io.rooftile.rtl.overlay;

/// The buffer that a load fills.
public enum LoadKind implements Numbered {
    FEATURES(0),
    WEIGHTS(1),
    PARAMETERS(2);

    private final int number;

    LoadKind(int number) {
        this.number = number;
    }

    @Override
    public int number() {
        return number;
    }
}
